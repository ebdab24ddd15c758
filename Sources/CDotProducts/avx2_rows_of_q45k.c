// One row of inputs times weights of four or five bits in blocks of 256, whose groups of 32 have
// whole-number scales: these multiply the products as whole numbers, and a block is scaled once.
//
// Four rows of weights at a time, as in `avx2_rows_of_32.c`.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// Two rows' vectors of 16-bit numbers: each row's first half added to its second, as the 32-bit parts
/// a, b, a, b. Eight products of at most 31 · 127 fit into 16 bits.
INLINE __m128i gather_two(__m128i a, __m128i b) {
  return _mm_add_epi16(_mm_unpacklo_epi32(a, b), _mm_unpackhi_epi32(a, b));
}

/// The six-bit scales of a block, then its least values.
INLINE __m128i load_six_bit(const uint8_t *packed) {
  uint32_t scales[4];
  six_bit_scales(packed, scales);
  return _mm_set_epi32((int)scales[3], (int)scales[2], (int)scales[1], (int)scales[0]);
}

/// Of four rows' scales, byte beside byte for each group: those of two rows for group `index` of four,
/// as the 16-bit numbers that belong to `gather_two`.
INLINE __m128i spread_two(__m128i scales, int index, int first_row) {
  const int first = 0xFF00 + 4 * index + first_row, second = first + 1;
  const long long pair = (long long)(uint32_t)(first << 16 | first)
    | (long long)((uint64_t)(uint32_t)(second << 16 | second) << 32);
  return _mm_shuffle_epi8(scales, _mm_set1_epi64x(pair));
}

/// Bit `index` of each byte as 16.
INLINE __m128i sixteens(__m128i bits, int index) {
  const __m128i moved =
    index < 4 ? _mm_slli_epi16(bits, 4 - index) : _mm_srli_epi16(bits, index - 4);
  return _mm_and_si128(moved, _mm_set1_epi8(16));
}

/// Products of one row with two groups of inputs, in eight 16-bit sums each.
INLINE void multiply_groups(
  int has_fifth_bit, const uint8_t *block, int pair, const __m128i x[4], __m128i *even,
  __m128i *odd) {
  const __m128i low = _mm_set1_epi8(15);
  const uint8_t *codes = block + (has_fifth_bit ? 48 : 16) + 32 * pair;
  __m128i parts[4];
  for (int half = 0; half < 2; half++) {
    const __m128i packed = load_128(codes + 16 * half);
    parts[half] = _mm_and_si128(packed, low);
    parts[2 + half] = _mm_and_si128(_mm_srli_epi16(packed, 4), low);
    if (has_fifth_bit) {
      const __m128i fifth = load_128(block + 16 + 16 * half);
      parts[half] = _mm_or_si128(parts[half], sixteens(fifth, 2 * pair));
      parts[2 + half] = _mm_or_si128(parts[2 + half], sixteens(fifth, 2 * pair + 1));
    }
  }
  *even = _mm_add_epi16(_mm_maddubs_epi16(parts[0], x[0]), _mm_maddubs_epi16(parts[1], x[1]));
  *odd = _mm_add_epi16(_mm_maddubs_epi16(parts[2], x[2]), _mm_maddubs_epi16(parts[3], x[3]));
}

/// Adds group `group` of four rows to the sums of the first two and of the last two.
INLINE void add_group(
  const __m128i products[4], __m128i scales, int group, __m128i *first_two, __m128i *last_two) {
  *first_two = _mm_add_epi32(
    *first_two, _mm_madd_epi16(
      gather_two(products[0], products[1]), spread_two(scales, group % 4, 0)));
  *last_two = _mm_add_epi32(
    *last_two, _mm_madd_epi16(
      gather_two(products[2], products[3]), spread_two(scales, group % 4, 2)));
}

/// A block of four rows times the inputs.
INLINE __m128 multiply_block(
  int has_fifth_bit, const uint8_t *const rows[4], size_t place, const int8_t *x,
  const int16_t *code_sums) {
  // The least values, each times the inputs' sum over its 32 columns.
  const __m128i sums = _mm_hadd_epi16(load_128(code_sums), load_128(code_sums + 8));
  __m128i six[4], bases[4];
  for (int row = 0; row < 4; row++) {
    six[row] = load_six_bit(rows[row] + place + 4);
    bases[row] = _mm_madd_epi16(_mm_unpackhi_epi8(six[row], _mm_setzero_si128()), sums);
  }
  const __m128i ab = _mm_unpacklo_epi8(six[0], six[1]), cd = _mm_unpacklo_epi8(six[2], six[3]);
  const __m128i scales[2] = {_mm_unpacklo_epi16(ab, cd), _mm_unpackhi_epi16(ab, cd)};
  __m128i first_two = _mm_setzero_si128(), last_two = _mm_setzero_si128();
#pragma clang loop unroll(full)
  for (int pair = 0; pair < 4; pair++) {
    const __m128i inputs[4] = {
      load_128(x + 64 * pair), load_128(x + 64 * pair + 16), load_128(x + 64 * pair + 32),
      load_128(x + 64 * pair + 48)};
    __m128i even[4], odd[4];
    for (int row = 0; row < 4; row++) {
      multiply_groups(has_fifth_bit, rows[row] + place, pair, inputs, &even[row], &odd[row]);
    }
    add_group(even, scales[pair / 2], 2 * pair, &first_two, &last_two);
    add_group(odd, scales[pair / 2], 2 * pair + 1, &first_two, &last_two);
  }
  const __m128i whole = _mm_add_epi32(
    _mm_unpacklo_epi64(first_two, last_two), _mm_unpackhi_epi64(first_two, last_two));
  const __m256 both = load_scales_and_least(rows, place);
  return _mm_fmsub_ps(
    _mm256_castps256_ps128(both), _mm_cvtepi32_ps(whole),
    _mm_mul_ps(_mm256_extractf128_ps(both, 1), _mm_cvtepi32_ps(gather_32(bases))));
}

INLINE void multiply(
  int has_fifth_bit, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const workbook_form form = has_fifth_bit ? WORKBOOK_Q5_K : WORKBOOK_Q4_K;
  const rounded_row parts = rounded_parts(x, columns);
  const size_t size = block_size(form), stride = row_size(form, columns);
  for (size_t row = 0; row < rows; row += 4) {
    const uint8_t *four[4];
    find_rows(4, four, weights, row, rows, stride);
    __m128 sums = _mm_setzero_ps();
    for (size_t block = 0; block < columns / 256; block++) {
      prefetch(weights + (row + 4) * stride + 4 * size * block, 4 * size);
      const __m128 products = multiply_block(
        has_fifth_bit, four, size * block, parts.codes + 256 * block,
        parts.code_sums + 16 * block);
      sums = _mm_fmadd_ps(products, _mm_set1_ps(parts.scales[8 * block]), sums);
    }
    store_four(sums, out, row, rows, accumulating);
  }
}

void avx2_rows_of_q45k(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  if (form == WORKBOOK_Q5_K) {
    multiply(1, weights, rows, columns, x, out, accumulating);
  } else {
    multiply(0, weights, rows, columns, x, out, accumulating);
  }
}

AVX2_END

#endif
