/* Asks the processor once. The environment can ask for less, so that every width can be tested on one machine. */
#include "text/cpu.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = AN_CPU_AVX512 + 1, UNKNOWN = -1 };

static const char *const names[COUNT] = {[AN_CPU_SCALAR] = "scalar", [AN_CPU_AVX2] = "avx2", [AN_CPU_AVX512] = "avx512"};
static atomic_int chosen = UNKNOWN;

static bool has(an_cpu width)
{
#if defined(__x86_64__)
    if (width == AN_CPU_AVX2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
               __builtin_cpu_supports("popcnt");
    if (width == AN_CPU_AVX512)
        return has(AN_CPU_AVX2) && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512vbmi2");
#endif
    return width == AN_CPU_SCALAR;
}

static an_cpu choose(void)
{
    const char *wanted = getenv("ACTORNET_CPU");
    int width = AN_CPU_AVX512;

    while (width > AN_CPU_SCALAR && !has((an_cpu)width))
        width--;
    for (int i = 0; wanted && i < width; i++)
        if (strcmp(wanted, names[i]) == 0)
            width = i;
    return (an_cpu)width;
}

an_cpu an_cpu_width(void)
{
    int width = atomic_load_explicit(&chosen, memory_order_relaxed);

    if (width == UNKNOWN)
        atomic_store_explicit(&chosen, width = (int)choose(), memory_order_relaxed);
    return (an_cpu)width;
}

bool an_cpu_force(an_cpu width)
{
    if (!has(width))
        return false;
    atomic_store_explicit(&chosen, (int)width, memory_order_relaxed);
    return true;
}
