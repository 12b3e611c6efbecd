/* Which vector instructions are used. Chosen once, by what the processor has; all widths give the same results. */
#ifndef TEXT_CPU_H
#define TEXT_CPU_H

#include <stdbool.h>

typedef enum an_cpu {
    AN_CPU_SCALAR, /* plain C: the reference, and every other processor */
    AN_CPU_AVX2,   /* with BMI, BMI2 and POPCNT */
    AN_CPU_AVX512 /* with BW, VL and VBMI2 */
} an_cpu;

/* Functions name_scalar, name_avx2, name_avx512 by width. */
#if defined(__x86_64__)
#define AN_WIDTHS(name) [AN_CPU_SCALAR] = name##_scalar, [AN_CPU_AVX2] = name##_avx2, [AN_CPU_AVX512] = name##_avx512
#else
#define AN_WIDTHS(name) [AN_CPU_SCALAR] = name##_scalar
#endif

/* The width in use: the widest that the processor has, or what ACTORNET_CPU (scalar, avx2, avx512) asks for if the processor has it. */
an_cpu an_cpu_width(void);
/* Tests only: use this width from now on. False when the processor (or the build) does not have it. */
bool an_cpu_force(an_cpu width);

#endif
