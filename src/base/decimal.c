/* One multiplication by a power of ten, whose error is less than 10^-7 of the last digit; printf() and strtod() cost thirty times as much. */
#include "base/decimal.h"

static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

bool an_decimal_of(double value, an_decimal *out)
{
    const double smallest = 1e-4, nine_digits = 1e8, too_many = 1e9, unsure = 1e-6;
    unsigned places = 0;
    double scaled, rest;
    uint64_t digits;

    if (!(value >= smallest && value < too_many))
        return false;
    while (value * powers[places] < nine_digits)
        places++;
    scaled = value * powers[places];
    digits = (uint64_t)scaled;
    rest = scaled - (double)digits;
    if (rest > 0.5 - unsure && rest < 0.5 + unsure)
        return false;
    digits += rest > 0.5;
    if (places == 0 && digits >= (uint64_t)too_many)
        return false;
    for (; places > 0 && digits % 10 == 0; places--)
        digits /= 10;
    *out = (an_decimal){digits, places};
    return true;
}

double an_decimal_value(an_decimal number)
{
    return (double)number.digits / powers[number.places]; /* both are exact, so the quotient is the nearest */
}
