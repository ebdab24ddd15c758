// Attention of one new token to keys and values that are kept as binary16, sixteen numbers at a time.

#include "avx512.h"

#if WORKBOOK_X86

AVX512_BEGIN

/// Bytes of the cache that are asked for ahead of their use.
enum { AHEAD = 2048 };

/// Which of sixteen numbers from `i` on a row of `width` has.
INLINE __mmask16 lanes(size_t i, size_t width) {
  return i + 16 <= width ? 0xFFFF : i < width ? (__mmask16)((1u << (width - i)) - 1) : 0;
}

INLINE __m512 load_halves(const uint16_t *halves, __mmask16 lanes) {
  return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(lanes, halves));
}

INLINE __m256 fold(__m512 numbers) {
  return _mm256_add_ps(
    _mm512_castps512_ps256(numbers),
    _mm256_castsi256_ps(_mm512_extracti64x4_epi64(_mm512_castps_si512(numbers), 1)));
}

/// Products with `key_count` keys, up to four, the rows after each other.
INLINE void multiply_keys(
  size_t query_count, size_t key_count, const float *queries, const uint16_t *keys, size_t width,
  float scale, float *scores, size_t stride) {
  __m512 sums[3][4];
  for (size_t query = 0; query < query_count; query++) {
    for (size_t key = 0; key < 4; key++) sums[query][key] = _mm512_setzero_ps();
  }
  for (size_t i = 0; i < width; i += 16) {
    const __mmask16 own = lanes(i, width);
    __m512 numbers[3];
    for (size_t query = 0; query < query_count; query++) {
      numbers[query] = _mm512_maskz_loadu_ps(own, queries + query * width + i);
    }
    for (size_t key = 0; key < key_count; key++) {
      const __m512 halves = load_halves(keys + key * width + i, own);
      for (size_t query = 0; query < query_count; query++) {
        sums[query][key] = _mm512_fmadd_ps(halves, numbers[query], sums[query][key]);
      }
    }
  }
  for (size_t query = 0; query < query_count; query++) {
    const __m256 folded[4] = {
      fold(sums[query][0]), fold(sums[query][1]), fold(sums[query][2]), fold(sums[query][3])};
    _mm_mask_storeu_ps(
      scores + query * stride, (__mmask8)((1u << key_count) - 1),
      _mm_mul_ps(_mm_set1_ps(scale), gather_sums(folded)));
  }
}

INLINE void key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride) {
  size_t key = 0;
  for (; key + 4 <= count; key += 4) {
    prefetch((const uint8_t *)(keys + key * width) + AHEAD, 8 * width);
    multiply_keys(
      query_count, 4, queries, keys + key * width, width, scale, scores + key, stride);
  }
  for (; key < count; key++) {
    multiply_keys(
      query_count, 1, queries, keys + key * width, width, scale, scores + key, stride);
  }
}

/// Columns `i` on, at most 64 of them, of the weighted sums of values.
INLINE void sum_columns(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, size_t i, float *out) {
  __m512 sums[3][4];
  __mmask16 own[4];
  for (size_t part = 0; part < 4; part++) {
    own[part] = lanes(i + 16 * part, width);
    for (size_t query = 0; query < query_count; query++) sums[query][part] = _mm512_setzero_ps();
  }
  for (size_t value = 0; value < count; value++) {
    const uint16_t *row = values + value * width + i;
    _mm_prefetch((const char *)row + AHEAD, _MM_HINT_T0);
    _mm_prefetch((const char *)row + AHEAD + 64, _MM_HINT_T0);
    __m512 weight[3];
    for (size_t query = 0; query < query_count; query++) {
      weight[query] = _mm512_set1_ps(weights[query * stride + value]);
    }
    for (size_t part = 0; part < 4; part++) {
      const __m512 numbers = load_halves(row + 16 * part, own[part]);
      for (size_t query = 0; query < query_count; query++) {
        sums[query][part] = _mm512_fmadd_ps(weight[query], numbers, sums[query][part]);
      }
    }
  }
  for (size_t query = 0; query < query_count; query++) {
    for (size_t part = 0; part < 4; part++) {
      _mm512_mask_storeu_ps(
        out + query * width + i + 16 * part, own[part], sums[query][part]);
    }
  }
}

INLINE void value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out) {
  for (size_t i = 0; i < width; i += 64) {
    sum_columns(query_count, weights, stride, values, count, width, i, out);
  }
}

void avx512_key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride) {
  switch (query_count) {
    case 1: return key_products(1, queries, keys, count, width, scale, scores, stride);
    case 2: return key_products(2, queries, keys, count, width, scale, scores, stride);
    default: return key_products(3, queries, keys, count, width, scale, scores, stride);
  }
}

void avx512_value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out) {
  switch (query_count) {
    case 1: return value_sums(1, weights, stride, values, count, width, out);
    case 2: return value_sums(2, weights, stride, values, count, width, out);
    default: return value_sums(3, weights, stride, values, count, width, out);
  }
}

AVX512_END

#endif
