/* Numbers as all outputs have them: nine significant digits. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

/* digits / 10^places */
typedef struct an_decimal {
    uint64_t digits;
    unsigned places;
} an_decimal;

/* A number of everyday size, rounded, no zero at its end. False for one that is too small or too large, negative, or so near the middle between
   two that only exact arithmetic tells which is nearer: those are left to printf(). */
bool an_decimal_of(double value, an_decimal *out);
/* The double that is nearest to it. */
double an_decimal_value(an_decimal number);

#endif
