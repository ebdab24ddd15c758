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
void avx2_rows_of_q45k(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);
void avx2_rows_of_q6k(
  const uint8_t *weights, size_t rows, size_t columns, const void *x, float *out,
  int accumulating);
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

/// Asks for the cache lines of a stretch that is read once, later; beyond a mapping's end that does nothing.
///
/// Non-temporal: weights are gone before they are read again, and would only push keys, values and activations
/// out of the shared cache.
INLINE void prefetch(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i += 64) _mm_prefetch((const char *)(bytes + i), _MM_HINT_NTA);
}

/// The sum of eight numbers.
INLINE float sum_of(__m256 numbers) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(numbers), _mm256_extractf128_ps(numbers, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

/// Each of four vectors' eight numbers added up.
INLINE __m128 gather_sums(const __m256 sums[4]) {
  const __m256 pairs = _mm256_hadd_ps(
    _mm256_hadd_ps(sums[0], sums[1]), _mm256_hadd_ps(sums[2], sums[3]));
  return _mm_add_ps(_mm256_castps256_ps128(pairs), _mm256_extractf128_ps(pairs, 1));
}

// Four rows of weights at a time: they share the loads of the inputs, and their sums come to lie in four
// lanes of one vector.

/// Four rows' vectors of 32-bit numbers as their four sums.
INLINE __m128i gather_32(const __m128i rows[4]) {
  const __m128i ab = _mm_add_epi32(
    _mm_unpacklo_epi32(rows[0], rows[1]), _mm_unpackhi_epi32(rows[0], rows[1]));
  const __m128i cd = _mm_add_epi32(
    _mm_unpacklo_epi32(rows[2], rows[3]), _mm_unpackhi_epi32(rows[2], rows[3]));
  return _mm_add_epi32(_mm_unpacklo_epi64(ab, cd), _mm_unpackhi_epi64(ab, cd));
}

/// The scales of four rows' blocks, then the least values, which stand behind them.
INLINE __m256 load_scales_and_least(const uint8_t *const rows[4], size_t place) {
  const __m128i order = _mm_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
  __m128i pairs = _mm_cvtsi32_si128(load_word(rows[0] + place));
  pairs = _mm_insert_epi32(pairs, load_word(rows[1] + place), 1);
  pairs = _mm_insert_epi32(pairs, load_word(rows[2] + place), 2);
  pairs = _mm_insert_epi32(pairs, load_word(rows[3] + place), 3);
  return _mm256_cvtph_ps(_mm_shuffle_epi8(pairs, order));
}

/// Rows from `row` on, `count` of them; behind the last row stands the last row again.
INLINE void find_rows(
  size_t count, const uint8_t **found, const uint8_t *weights, size_t row, size_t rows,
  size_t stride) {
  for (size_t i = 0; i < count; i++) {
    found[i] = weights + (row + i < rows ? row + i : rows - 1) * stride;
  }
}

/// Half `half` of a block of Q6_K: four times 32 codes, without a sign.
INLINE void six_bit_codes(const uint8_t *block, int half, __m256i quarters[4]) {
  const __m256i low = _mm256_set1_epi8(15), third = _mm256_set1_epi8(0x30);
  const __m256i a = load_256(block + 64 * half), b = load_256(block + 64 * half + 32);
  const __m256i high = load_256(block + 128 + 32 * half);
  quarters[0] = _mm256_or_si256(
    _mm256_and_si256(a, low), _mm256_and_si256(_mm256_slli_epi16(high, 4), third));
  quarters[1] = _mm256_or_si256(
    _mm256_and_si256(b, low), _mm256_and_si256(_mm256_slli_epi16(high, 2), third));
  quarters[2] = _mm256_or_si256(
    _mm256_and_si256(_mm256_srli_epi16(a, 4), low), _mm256_and_si256(high, third));
  quarters[3] = _mm256_or_si256(
    _mm256_and_si256(_mm256_srli_epi16(b, 4), low),
    _mm256_and_si256(_mm256_srli_epi16(high, 2), third));
}

/// Writes the sums of four rows, or of those that there are.
INLINE void store_four(__m128 sums, float *out, size_t row, size_t rows, int accumulating) {
  if (row + 4 <= rows) {
    _mm_storeu_ps(out + row, accumulating ? _mm_add_ps(_mm_loadu_ps(out + row), sums) : sums);
    return;
  }
  float rest[4];
  _mm_storeu_ps(rest, sums);
  for (size_t i = row; i < rows; i++) out[i] = (accumulating ? out[i] : 0) + rest[i - row];
}

AVX2_END

#endif
#endif
