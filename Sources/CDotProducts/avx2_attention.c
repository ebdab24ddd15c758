// Attention of one new token to keys and values that are kept as binary16.
//
// Up to three heads of queries that share a head of keys go together: a key is read once for all.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// Bytes of the cache that are asked for ahead of their use.
enum { AHEAD = 1024 };

INLINE __m256 load_halves(const uint16_t *halves) { return _mm256_cvtph_ps(load_128(halves)); }

/// Products with four keys, the rows after each other.
INLINE void multiply_four_keys(
  size_t query_count, const float *queries, const uint16_t *keys, size_t width, float scale,
  float *scores, size_t stride) {
  __m256 sums[3][4];
  for (size_t query = 0; query < query_count; query++) {
    for (size_t key = 0; key < 4; key++) sums[query][key] = _mm256_setzero_ps();
  }
  size_t i = 0;
  for (; i + 8 <= width; i += 8) {
    for (size_t key = 0; key < 4; key++) {
      const __m256 numbers = load_halves(keys + key * width + i);
      for (size_t query = 0; query < query_count; query++) {
        sums[query][key] =
          _mm256_fmadd_ps(numbers, _mm256_loadu_ps(queries + query * width + i), sums[query][key]);
      }
    }
  }
  for (size_t query = 0; query < query_count; query++) {
    float four[4];
    _mm_storeu_ps(four, gather_sums(sums[query]));
    for (size_t key = 0; key < 4; key++) {
      for (size_t rest = i; rest < width; rest++) {
        four[key] += queries[query * width + rest]
          * _cvtsh_ss(keys[key * width + rest]);
      }
      scores[query * stride + key] = scale * four[key];
    }
  }
}

INLINE void key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride) {
  size_t key = 0;
  for (; key + 4 <= count; key += 4) {
    prefetch((const uint8_t *)(keys + key * width) + AHEAD, 8 * width);
    multiply_four_keys(
      query_count, queries, keys + key * width, width, scale, scores + key, stride);
  }
  for (; key < count; key++) {
    for (size_t query = 0; query < query_count; query++) {
      const float *own = queries + query * width;
      __m256 sums = _mm256_setzero_ps();
      size_t i = 0;
      for (; i + 8 <= width; i += 8) {
        sums = _mm256_fmadd_ps(
          load_halves(keys + key * width + i), _mm256_loadu_ps(own + i), sums);
      }
      float sum = sum_of(sums);
      for (; i < width; i++) sum += own[i] * _cvtsh_ss(keys[key * width + i]);
      scores[query * stride + key] = scale * sum;
    }
  }
}

/// Columns `i` on, 8 · parts of them, of the weighted sums of values.
INLINE void sum_columns(
  size_t query_count, size_t parts, const float *weights, size_t stride, const uint16_t *values,
  size_t count, size_t width, size_t i, float *out) {
  __m256 sums[3][4];
  for (size_t query = 0; query < query_count; query++) {
    for (size_t part = 0; part < parts; part++) sums[query][part] = _mm256_setzero_ps();
  }
  for (size_t value = 0; value < count; value++) {
    const uint16_t *row = values + value * width + i;
    _mm_prefetch((const char *)row + AHEAD, _MM_HINT_T0);
    __m256 weight[3];
    for (size_t query = 0; query < query_count; query++) {
      weight[query] = _mm256_broadcast_ss(weights + query * stride + value);
    }
    for (size_t part = 0; part < parts; part++) {
      const __m256 numbers = load_halves(row + 8 * part);
      for (size_t query = 0; query < query_count; query++) {
        sums[query][part] = _mm256_fmadd_ps(weight[query], numbers, sums[query][part]);
      }
    }
  }
  for (size_t query = 0; query < query_count; query++) {
    for (size_t part = 0; part < parts; part++) {
      _mm256_storeu_ps(out + query * width + i + 8 * part, sums[query][part]);
    }
  }
}

INLINE void value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out) {
  size_t i = 0;
  for (; i + 32 <= width; i += 32) {
    sum_columns(query_count, 4, weights, stride, values, count, width, i, out);
  }
  for (; i + 8 <= width; i += 8) {
    sum_columns(query_count, 1, weights, stride, values, count, width, i, out);
  }
  for (; i < width; i++) {
    for (size_t query = 0; query < query_count; query++) {
      float sum = 0;
      for (size_t value = 0; value < count; value++) {
        sum += weights[query * stride + value] * _cvtsh_ss(values[value * width + i]);
      }
      out[query * width + i] = sum;
    }
  }
}

void avx2_key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride) {
  switch (query_count) {
    case 1: return key_products(1, queries, keys, count, width, scale, scores, stride);
    case 2: return key_products(2, queries, keys, count, width, scale, scores, stride);
    default: return key_products(3, queries, keys, count, width, scale, scores, stride);
  }
}

void avx2_value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out) {
  switch (query_count) {
    case 1: return value_sums(1, weights, stride, values, count, width, out);
    case 2: return value_sums(2, weights, stride, values, count, width, out);
    default: return value_sums(3, weights, stride, values, count, width, out);
  }
}

void avx2_pack_halves(const float *x, size_t count, uint16_t *out) {
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    _mm_storeu_si128(
      (__m128i *)(out + i), _mm256_cvtps_ph(_mm256_loadu_ps(x + i), _MM_FROUND_TO_NEAREST_INT));
  }
  for (; i < count; i++) out[i] = _cvtss_sh(x[i], _MM_FROUND_TO_NEAREST_INT);
}

AVX2_END

#endif
