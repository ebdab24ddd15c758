// Rounding inputs to 8 bits, bit for bit as `plain_round` does it.

#include "avx2.h"

#include <math.h>

#if WORKBOOK_X86

AVX2_BEGIN

/// To the nearest whole number; halves away from zero, or to the even one.
INLINE __m256i nearest(__m256 numbers, int to_even) {
  if (to_even) return _mm256_cvtps_epi32(numbers);
  const __m256 sign = _mm256_and_ps(numbers, _mm256_set1_ps(-0.0f));
  return _mm256_cvttps_epi32(
    _mm256_add_ps(numbers, _mm256_or_ps(sign, _mm256_set1_ps(0.49999997f))));
}

/// The scale of a group, and what its numbers are multiplied by.
INLINE float scale_of(size_t group, const float *x, float *inverse) {
  const __m256 sign = _mm256_set1_ps(-0.0f);
  __m256 largest = _mm256_setzero_ps(), fault = largest;
  for (size_t i = 0; i < group; i += 8) {
    const __m256 numbers = _mm256_loadu_ps(x + i);
    largest = _mm256_max_ps(largest, _mm256_andnot_ps(sign, numbers));
    fault = _mm256_fmadd_ps(numbers, _mm256_setzero_ps(), fault);
  }
  *inverse = 0;
  const float wrong = sum_of(fault);
  if (wrong != 0) return wrong;
  __m128 four = _mm_max_ps(_mm256_castps256_ps128(largest), _mm256_extractf128_ps(largest, 1));
  four = _mm_max_ps(four, _mm_movehl_ps(four, four));
  float magnitude = _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
  if (magnitude == 0) return 0;
  float scale;
  if (group == 32) {
    scale = magnitude / 127;
    *inverse = scale > 0 ? 1 / scale : 0;
  } else {
    // The first number of this magnitude gives the sign.
    size_t i = 0;
    while (fabsf(x[i]) != magnitude) i++;
    *inverse = -127 / x[i];
    scale = 1 / *inverse;
  }
  if (!(fabsf(*inverse) < INFINITY)) *inverse = 0;
  return scale;
}

INLINE void round_groups(size_t group, const float *x, size_t columns, const rounded_row *row) {
  int8_t *codes = (int8_t *)row->codes;
  float *scales = (float *)row->scales, *sums = (float *)row->sums;
  int16_t *code_sums = (int16_t *)row->code_sums;
  float scale = 0, inverse = 0;
  for (size_t start = 0; start < columns; start += 32) {
    if (start % group == 0) scale = scale_of(group, x + start, &inverse);
    const __m256 factor = _mm256_set1_ps(inverse);
    __m256i parts[4];
    for (size_t part = 0; part < 4; part++) {
      const __m256 numbers = _mm256_loadu_ps(x + start + 8 * part);
      // Where a fault is, zero times it would be one.
      const __m256 exact = inverse == 0 ? _mm256_setzero_ps() : _mm256_mul_ps(numbers, factor);
      parts[part] = nearest(exact, group != 32);
    }
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    const __m256i bytes = _mm256_permutevar8x32_epi32(
      _mm256_packs_epi16(
        _mm256_packs_epi32(parts[0], parts[1]), _mm256_packs_epi32(parts[2], parts[3])), order);
    _mm256_storeu_si256((__m256i *)(codes + start), bytes);
    const __m256i pairs = _mm256_maddubs_epi16(_mm256_set1_epi8(1), bytes);
    __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
    fours = _mm256_add_epi32(fours, _mm256_shuffle_epi32(fours, 0x4E));
    fours = _mm256_add_epi32(fours, _mm256_shuffle_epi32(fours, 0xB1));
    const int first = _mm256_extract_epi32(fours, 0), second = _mm256_extract_epi32(fours, 4);
    code_sums[start / 16] = (int16_t)first;
    code_sums[start / 16 + 1] = (int16_t)second;
    scales[start / 32] = scale;
    sums[start / 32] = scale * (float)(first + second);
  }
}

void avx2_round(size_t group, const float *x, size_t columns, void *rounded) {
  const rounded_row row = rounded_parts(rounded, columns);
  if (group == 32) {
    round_groups(32, x, columns, &row);
  } else {
    round_groups(256, x, columns, &row);
  }
}

AVX2_END

#endif
