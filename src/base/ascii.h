/* Questions about single bytes that are ASCII letters or digits; every other byte is neither. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

static inline bool an_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool an_ascii_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool an_ascii_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool an_ascii_letter(char c)
{
    return an_ascii_small(c) || an_ascii_capital(c);
}

static inline char an_ascii_lower(char c)
{
    return an_ascii_capital(c) ? (char)(c - 'A' + 'a') : c;
}

/* No blank, no control. */
static inline bool an_ascii_seen(char c)
{
    return c > ' ' && c < 0x7F;
}

/* Value of a hexadecimal digit, or -1. */
static inline int an_ascii_hex(char c)
{
    char small = an_ascii_lower(c);

    return an_ascii_digit(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

#endif
