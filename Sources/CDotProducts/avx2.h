// What the loops for AVX2 share. A file that uses them stands between AVX2_BEGIN and AVX2_END, which
// let the compiler use these instructions in it; `CDotProducts.c` calls it only where they are.

#ifndef WORKBOOK_AVX2_H
#define WORKBOOK_AVX2_H

#include "forms.h"

#if WORKBOOK_X86

#include <immintrin.h>

#define AVX2_BEGIN \
  _Pragma("clang attribute push(__attribute__((target(\"avx2,fma,f16c\"))), apply_to=function)")
#define AVX2_END _Pragma("clang attribute pop")
#define INLINE static inline __attribute__((always_inline))

void avx2_rows_of_32(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
void avx2_rows_of_256(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
void avx2_rows_of_numbers(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const float *x,
  float *out, int accumulating);

AVX2_BEGIN

INLINE __m128i load_128(const void *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }
INLINE __m256i load_256(const void *bytes) { return _mm256_loadu_si256((const __m256i *)bytes); }

INLINE int load_half(const uint8_t *bytes) {
  uint16_t value;
  memcpy(&value, bytes, 2);
  return value;
}

INLINE int load_word(const uint8_t *bytes) {
  int value;
  memcpy(&value, bytes, 4);
  return value;
}

INLINE float half_at(const uint8_t *bytes) { return _cvtsh_ss((uint16_t)load_half(bytes)); }

/// Asks for the cache lines of a stretch that is read later; beyond a mapping's end that does nothing.
INLINE void prefetch(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i += 64) _mm_prefetch((const char *)(bytes + i), _MM_HINT_T0);
}

/// The sum of eight numbers.
INLINE float sum_of(__m256 numbers) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(numbers), _mm256_extractf128_ps(numbers, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

AVX2_END

#endif
#endif
