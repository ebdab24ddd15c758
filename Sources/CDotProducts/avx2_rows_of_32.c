// One row of inputs times weights in blocks of 32.
//
// Four rows of weights at a time: they share the loads of the inputs, and their sums come to lie in four
// lanes of one vector, so that scaling takes one instruction for all. What a lane computes does not
// depend on the other three. Vectors of 128 bits: half a block of codes fills one, and on processors
// that halve wider ones (Zen 1) they were an eighth faster.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// Four rows' vectors of 16-bit numbers as one of 32-bit parts: row by row, added up to two numbers.
INLINE __m128i gather_16(const __m128i rows[4]) {
  const __m128i ab = _mm_add_epi16(
    _mm_unpacklo_epi32(rows[0], rows[1]), _mm_unpackhi_epi32(rows[0], rows[1]));
  const __m128i cd = _mm_add_epi16(
    _mm_unpacklo_epi32(rows[2], rows[3]), _mm_unpackhi_epi32(rows[2], rows[3]));
  return _mm_add_epi16(_mm_unpacklo_epi64(ab, cd), _mm_unpackhi_epi64(ab, cd));
}

/// The scales of four rows' blocks.
INLINE __m128 load_scales(const uint8_t *const rows[4], size_t place) {
  __m128i halves = _mm_cvtsi32_si128(load_half(rows[0] + place));
  halves = _mm_insert_epi16(halves, load_half(rows[1] + place), 1);
  halves = _mm_insert_epi16(halves, load_half(rows[2] + place), 2);
  halves = _mm_insert_epi16(halves, load_half(rows[3] + place), 3);
  return _mm_cvtph_ps(halves);
}

/// Sixteen where a bit is set, for bits 0 to 15 or 16 to 31.
INLINE __m128i sixteens(__m128i bits, int from) {
  const __m128i places =
    _mm_set_epi64x(0x0101010101010101 * (from / 8 + 1), 0x0101010101010101 * (from / 8));
  const __m128i mask = _mm_set1_epi64x((long long)0x8040201008040201);
  const __m128i set = _mm_and_si128(_mm_shuffle_epi8(bits, places), mask);
  return _mm_and_si128(_mm_cmpeq_epi8(set, mask), _mm_set1_epi8(16));
}

/// The whole-number products of one row's block with the inputs, in eight 16-bit sums.
INLINE __m128i multiply_codes(
  workbook_form form, const uint8_t *codes, __m128i x_first, __m128i x_second) {
  const __m128i low = _mm_set1_epi8(15);
  const __m128i packed = load_128(codes);
  __m128i first = _mm_and_si128(packed, low);
  __m128i second = _mm_and_si128(_mm_srli_epi16(packed, 4), low);
  if (form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1) {
    const __m128i fifth = _mm_set1_epi32(load_word(codes - 4));
    first = _mm_or_si128(first, sixteens(fifth, 0));
    second = _mm_or_si128(second, sixteens(fifth, 16));
  }
  return _mm_add_epi16(_mm_maddubs_epi16(first, x_first), _mm_maddubs_epi16(second, x_second));
}

/// The same of 32 signed bytes, in four 32-bit sums.
INLINE __m128i multiply_bytes(const uint8_t *codes, __m128i x_first, __m128i x_second) {
  // |w| · (x with w's sign): two products of at most 128 · 127 fit into 16 bits.
  const __m128i ones = _mm_set1_epi16(1);
  const __m128i first = load_128(codes), second = load_128(codes + 16);
  return _mm_add_epi32(
    _mm_madd_epi16(
      _mm_maddubs_epi16(_mm_abs_epi8(first), _mm_sign_epi8(x_first, first)), ones),
    _mm_madd_epi16(
      _mm_maddubs_epi16(_mm_abs_epi8(second), _mm_sign_epi8(x_second, second)), ones));
}

/// The whole-number products of four rows' blocks with the inputs.
INLINE __m128i multiply_block(
  workbook_form form, const uint8_t *const rows[4], size_t place, const int8_t *x) {
  const __m128i ones = _mm_set1_epi16(1);
  const size_t codes = block_size(form) - (form == WORKBOOK_Q8_0 ? 32 : 16);
  const __m128i x_first = load_128(x), x_second = load_128(x + 16);
  __m128i products[4];
  for (int row = 0; row < 4; row++) {
    const uint8_t *block = rows[row] + place + codes;
    products[row] = form == WORKBOOK_Q8_0
      ? multiply_bytes(block, x_first, x_second)
      : multiply_codes(form, block, x_first, x_second);
    if (form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1) {
      products[row] = _mm_madd_epi16(products[row], ones);
    }
  }
  // Sixteen products of at most 15 · 127 fit into 16 bits; of 31 · 127 they would not.
  return form == WORKBOOK_Q4_0 || form == WORKBOOK_Q4_1
    ? _mm_madd_epi16(gather_16(products), ones) : gather_32(products);
}

INLINE __m128 multiply_four(
  workbook_form form, const uint8_t *const rows[4], const uint8_t *later, size_t blocks,
  const rounded_row *x) {
  const size_t size = block_size(form);
  const float offset = form == WORKBOOK_Q4_0 ? -8 : -16;
  __m128 products = _mm_setzero_ps(), least = _mm_setzero_ps();
  for (size_t block = 0; block < blocks; block++) {
    // One line for 72 or 80 bytes, two for more: the processor fetches those left out by itself.
    prefetch(later + 4 * size * block, 4 * size - 16);
    const size_t place = size * block;
    const __m128 x_scale = _mm_set1_ps(x->scales[block]), x_sum = _mm_set1_ps(x->sums[block]);
    __m128 scales;
    if (form == WORKBOOK_Q4_1 || form == WORKBOOK_Q5_1) {
      const __m256 both = load_scales_and_least(rows, place);
      scales = _mm256_castps256_ps128(both);
      least = _mm_fmadd_ps(_mm256_extractf128_ps(both, 1), x_sum, least);
    } else {
      scales = load_scales(rows, place);
      if (form != WORKBOOK_Q8_0) {
        least = _mm_fmadd_ps(scales, _mm_mul_ps(x_sum, _mm_set1_ps(offset)), least);
      }
    }
    const __m128i whole = multiply_block(form, rows, place, x->codes + 32 * block);
    products = _mm_fmadd_ps(_mm_cvtepi32_ps(whole), _mm_mul_ps(scales, x_scale), products);
  }
  return _mm_add_ps(products, least);
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const rounded_row parts = rounded_parts(x, columns);
  const size_t stride = row_size(form, columns);
  for (size_t row = 0; row < rows; row += 4) {
    const uint8_t *four[4];
    find_rows(4, four, weights, row, rows, stride);
    const __m128 sums =
      multiply_four(form, four, weights + (row + 4) * stride, columns / 32, &parts);
    store_four(sums, out, row, rows, accumulating);
  }
}

void avx2_rows_of_32(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (form) {
    case WORKBOOK_Q4_0: return multiply(WORKBOOK_Q4_0, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q4_1: return multiply(WORKBOOK_Q4_1, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q5_0: return multiply(WORKBOOK_Q5_0, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q5_1: return multiply(WORKBOOK_Q5_1, weights, rows, columns, x, out, accumulating);
    default: return multiply(WORKBOOK_Q8_0, weights, rows, columns, x, out, accumulating);
  }
}

AVX2_END

#endif
