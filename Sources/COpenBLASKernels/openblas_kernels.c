#include "openblas_kernels.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *replacement = NULL;

const char *workbook_openblas_replacement(void) { return replacement; }

const char *workbook_openblas_better_kernels(const char *chosen, int has_avx2, int has_avx512) {
  // Kernels that use nothing newer than SSE3 or AVX: what OpenBLAS falls back to.
  static const char *const old[] = {
      "Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge", "Atom",
      "Nano", "Opteron", "Opteron_SSE3", "Barcelona", "Bobcat", "Northwood", "Unknown", "Generic",
  };
  if (chosen == NULL || !has_avx2) return NULL;
  for (size_t i = 0; i < sizeof old / sizeof old[0]; i++) {
    if (strcasecmp(chosen, old[i]) == 0) return has_avx512 ? "SkylakeX" : "Haswell";
  }
  return NULL;
}

#if defined(__x86_64__)

// OpenBLAS exports these, though no header declares them. Weak: a library built for one processor,
// or another BLAS, has none.
extern char *openblas_get_corename(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));

// The library has chosen its kernels by the time it is loaded; nothing has called it yet.
__attribute__((constructor)) static void replace_kernels(void) {
  static const char variable[] = "OPENBLAS_CORETYPE";
  if (!openblas_get_corename || !gotoblas_dynamic_quit || !gotoblas_dynamic_init) return;
  if (getenv(variable) != NULL) return;
  __builtin_cpu_init();
  int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
               __builtin_cpu_supports("avx512vl");
  const char *better = workbook_openblas_better_kernels(openblas_get_corename(), avx2, avx512);
  if (better == NULL || setenv(variable, better, 1) != 0) return;
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  // Programs that this one starts shall choose for themselves.
  unsetenv(variable);
  replacement = better;
}

#endif
