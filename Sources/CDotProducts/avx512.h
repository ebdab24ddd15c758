// What the loops for AVX-512 with VNNI share; they use those for AVX2 besides. A file that uses them stands
// between AVX512_BEGIN and AVX512_END, as with `avx2.h`.

#ifndef WORKBOOK_AVX512_H
#define WORKBOOK_AVX512_H

#include "avx2.h"

#if WORKBOOK_X86

#define AVX512_BEGIN \
  _Pragma("clang attribute push(__attribute__((target(\"avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512vnni\"))), apply_to=function)")
#define AVX512_END _Pragma("clang attribute pop")

void avx512_rows_of_32(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
void avx512_rows_of_256(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
void avx512_multiply_rows(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *tile);
void avx512_key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride);
void avx512_value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out);

#endif
#endif
