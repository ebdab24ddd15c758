#ifndef WORKBOOK_NEON_H
#define WORKBOOK_NEON_H

#include "forms.h"

// The loops of Arm's dot products; `CDotProducts.c` calls them where the processor has these.
#if defined(__aarch64__)
#define WORKBOOK_ARM 1

/// For the forms whose inputs are rounded.
void neon_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
#endif

#endif
