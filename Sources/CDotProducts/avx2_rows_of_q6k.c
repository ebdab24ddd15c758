// One row of inputs times weights of six bits in blocks of 256, whose groups of 16 have whole-number
// scales: these multiply the products as whole numbers, and a block is scaled once. A block's sum stays
// far within 32 bits: 256 products of at most 63 · 127, times 128.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// The 16-bit number `index` of each lane, in all eight places of its lane.
INLINE __m256i spread(__m256i numbers, int index) {
  return _mm256_shuffle_epi8(numbers, _mm256_set1_epi16((short)(0x0100 + 0x0202 * index)));
}

/// Adds a block of six bits a weight.
INLINE void add_block(
  const uint8_t *block, const int8_t *x, const int16_t *code_sums, float x_scale,
  __m256 *products) {
  // Scales of even groups in the lower lane, of odd ones in the upper: each multiplies half a vector.
  const __m128i order = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
  const __m128i bytes = load_128(block + 192);
  const __m256i scales = _mm256_cvtepi8_epi16(_mm_shuffle_epi8(bytes, order));
  __m256i sum = _mm256_setzero_si256();
#pragma clang loop unroll(full)
  for (int half = 0; half < 2; half++) {
    __m256i quarters[4];
    six_bit_codes(block, half, quarters);
#pragma clang loop unroll(full)
    for (int quarter = 0; quarter < 4; quarter++) {
      const __m256i products =
        _mm256_maddubs_epi16(quarters[quarter], load_256(x + 128 * half + 32 * quarter));
      sum = _mm256_add_epi32(
        sum, _mm256_madd_epi16(products, spread(scales, 4 * half + quarter)));
    }
  }
  // A code of 32 stands for zero.
  const __m256i offset = _mm256_madd_epi16(_mm256_cvtepi8_epi16(bytes), load_256(code_sums));
  sum = _mm256_sub_epi32(sum, _mm256_slli_epi32(offset, 5));
  const __m256 scale = _mm256_set1_ps(half_at(block + 208) * x_scale);
  *products = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, *products);
}

void avx2_rows_of_q6k(
  const uint8_t *weights, size_t rows, size_t columns, const void *x, float *out,
  int accumulating) {
  const rounded_row parts = rounded_parts(x, columns);
  const size_t size = block_size(WORKBOOK_Q6_K), blocks = columns / 256;
  for (size_t row = 0; row < rows; row++) {
    __m256 products = _mm256_setzero_ps();
    for (size_t block = 0; block < blocks; block++, weights += size) {
      prefetch(weights + 1024, size);
      add_block(
        weights, parts.codes + 256 * block, parts.code_sums + 16 * block, parts.scales[8 * block],
        &products);
    }
    const float sum = sum_of(products);
    out[row] = accumulating ? out[row] + sum : sum;
  }
}

AVX2_END

#endif
