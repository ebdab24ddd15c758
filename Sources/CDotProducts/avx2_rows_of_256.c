// One row of inputs times weights in blocks of 256, whose groups of 16 or 32 have whole-number scales:
// these multiply the products as whole numbers, and a block is scaled once. A block's sum stays far
// within 32 bits: 256 products of at most 63 · 127, times 128.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// The 16-bit number `index` of each lane, in all eight places of its lane.
INLINE __m256i spread(__m256i numbers, int index) {
  return _mm256_shuffle_epi8(numbers, _mm256_set1_epi16((short)(0x0100 + 0x0202 * index)));
}

/// Bit `index` of each byte as 16.
INLINE __m256i sixteens(__m256i bits, int index) {
  const __m256i moved = index < 4 ? _mm256_slli_epi16(bits, 4 - index)
                                  : _mm256_srli_epi16(bits, index - 4);
  return _mm256_and_si256(moved, _mm256_set1_epi8(16));
}

/// Adds a block of four or five bits a weight.
INLINE void add_block_of_q45k(
  int has_fifth_bit, const uint8_t *block, const int8_t *x, const int16_t *code_sums, float x_scale,
  __m256 *products, __m128 *least) {
  const __m256i low = _mm256_set1_epi8(15);
  uint32_t packed[4];
  six_bit_scales(block + 4, packed);
  const __m256i both = _mm256_cvtepu8_epi16(load_128(packed));
  const __m128i halves = _mm256_castsi256_si128(both);
  const __m256i scales = _mm256_inserti128_si256(both, halves, 1);
  const __m256i fifth = has_fifth_bit ? load_256(block + 16) : low;
  const uint8_t *codes = block + (has_fifth_bit ? 48 : 16);
  __m256i sum = _mm256_setzero_si256();
#pragma clang loop unroll(full)
  for (int pair = 0; pair < 4; pair++) {
    const __m256i bytes = load_256(codes + 32 * pair);
    __m256i first = _mm256_and_si256(bytes, low);
    __m256i second = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low);
    if (has_fifth_bit) {
      first = _mm256_or_si256(first, sixteens(fifth, 2 * pair));
      second = _mm256_or_si256(second, sixteens(fifth, 2 * pair + 1));
    }
    first = _mm256_maddubs_epi16(first, load_256(x + 64 * pair));
    second = _mm256_maddubs_epi16(second, load_256(x + 64 * pair + 32));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(first, spread(scales, 2 * pair)));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(second, spread(scales, 2 * pair + 1)));
  }
  const __m256 scale = _mm256_set1_ps(half_at(block) * x_scale);
  *products = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, *products);
  // The least values, each times the inputs' sum over its 32 columns.
  const __m128i sums = _mm_hadd_epi16(load_128(code_sums), load_128(code_sums + 8));
  const __m128i base = _mm_madd_epi16(_mm256_extracti128_si256(both, 1), sums);
  *least = _mm_fmadd_ps(
    _mm_cvtepi32_ps(base), _mm_set1_ps(half_at(block + 2) * x_scale), *least);
}

/// Adds a block of six bits a weight.
INLINE void add_block_of_q6k(
  const uint8_t *block, const int8_t *x, const int16_t *code_sums, float x_scale,
  __m256 *products) {
  const __m256i low = _mm256_set1_epi8(15), third = _mm256_set1_epi8(0x30);
  // Scales of even groups in the lower lane, of odd ones in the upper: each multiplies half a vector.
  const __m128i order = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
  const __m128i bytes = load_128(block + 192);
  const __m256i scales = _mm256_cvtepi8_epi16(_mm_shuffle_epi8(bytes, order));
  __m256i sum = _mm256_setzero_si256();
#pragma clang loop unroll(full)
  for (int half = 0; half < 2; half++) {
    const __m256i a = load_256(block + 64 * half), b = load_256(block + 64 * half + 32);
    const __m256i high = load_256(block + 128 + 32 * half);
    const __m256i quarters[4] = {
      _mm256_or_si256(
        _mm256_and_si256(a, low), _mm256_and_si256(_mm256_slli_epi16(high, 4), third)),
      _mm256_or_si256(
        _mm256_and_si256(b, low), _mm256_and_si256(_mm256_slli_epi16(high, 2), third)),
      _mm256_or_si256(
        _mm256_and_si256(_mm256_srli_epi16(a, 4), low), _mm256_and_si256(high, third)),
      _mm256_or_si256(
        _mm256_and_si256(_mm256_srli_epi16(b, 4), low),
        _mm256_and_si256(_mm256_srli_epi16(high, 2), third)),
    };
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

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const rounded_row parts = rounded_parts(x, columns);
  const size_t size = block_size(form), blocks = columns / 256;
  for (size_t row = 0; row < rows; row++) {
    __m256 products = _mm256_setzero_ps();
    __m128 least = _mm_setzero_ps();
    for (size_t block = 0; block < blocks; block++, weights += size) {
      prefetch(weights + 1024, size);
      const int8_t *codes = parts.codes + 256 * block;
      const int16_t *code_sums = parts.code_sums + 16 * block;
      const float x_scale = parts.scales[8 * block];
      if (form == WORKBOOK_Q6_K) {
        add_block_of_q6k(weights, codes, code_sums, x_scale, &products);
      } else {
        add_block_of_q45k(
          form == WORKBOOK_Q5_K, weights, codes, code_sums, x_scale, &products, &least);
      }
    }
    const float sum = sum_of(_mm256_sub_ps(products, _mm256_zextps128_ps256(least)));
    out[row] = accumulating ? out[row] + sum : sum;
  }
}

void avx2_rows_of_256(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (form) {
    case WORKBOOK_Q4_K: return multiply(WORKBOOK_Q4_K, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q5_K: return multiply(WORKBOOK_Q5_K, weights, rows, columns, x, out, accumulating);
    default: return multiply(WORKBOOK_Q6_K, weights, rows, columns, x, out, accumulating);
  }
}

AVX2_END

#endif
