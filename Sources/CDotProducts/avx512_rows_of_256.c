// One row of inputs times weights in blocks of 256, with one instruction for four products a lane.

#include "avx512.h"

#if WORKBOOK_X86

AVX512_BEGIN

/// What a row has added up: products by lane, and what a code of zero stands for.
typedef struct {
  __m256 first, second, least;
} row_sums;

/// The eight whole-number scales of a block of Q4_K or Q5_K, or its least values.
INLINE __m256 floats_of_bytes(const uint32_t bytes[2]) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(
    _mm_set_epi32(0, 0, (int)bytes[1], (int)bytes[0])));
}

/// Adds a block of four or five bits. Of four, the codes of odd groups are 16 times too large, and their
/// scales 16 times too small.
INLINE void add_q45k(
  int has_fifth_bit, const uint8_t *block, const int8_t *x, const float *x_sums, float x_scale,
  row_sums *sums) {
  uint32_t packed[4];
  six_bit_scales(block + 4, packed);
  const float odd = has_fifth_bit ? 1 : 0.0625f;
  const __m256 unit = _mm256_mul_ps(
    _mm256_setr_ps(1, odd, 1, odd, 1, odd, 1, odd), _mm256_set1_ps(half_at(block) * x_scale));
  float scales[8];
  _mm256_storeu_ps(scales, _mm256_mul_ps(floats_of_bytes(packed), unit));
  const __m256 least =
    _mm256_mul_ps(floats_of_bytes(packed + 2), _mm256_set1_ps(half_at(block + 2)));
  sums->least = _mm256_fnmadd_ps(least, _mm256_loadu_ps(x_sums), sums->least);
  const __m256i low = _mm256_set1_epi8(0x0F), high = _mm256_set1_epi8((char)0xF0);
  const __m256i fifth = has_fifth_bit ? load_256(block + 16) : low;
#pragma clang loop unroll(full)
  for (int pair = 0; pair < 4; pair++) {
    const __m256i codes = load_256(block + (has_fifth_bit ? 48 : 16) + 32 * pair);
    __m256i even = _mm256_and_si256(codes, low);
    __m256i rest = has_fifth_bit
      ? _mm256_and_si256(_mm256_srli_epi16(codes, 4), low) : _mm256_and_si256(codes, high);
    if (has_fifth_bit) {
      const __m256i sixteen = _mm256_set1_epi8(16);
      even = _mm256_mask_add_epi8(
        even, _mm256_test_epi8_mask(fifth, _mm256_set1_epi8((char)(1 << (2 * pair)))), even,
        sixteen);
      rest = _mm256_mask_add_epi8(
        rest, _mm256_test_epi8_mask(fifth, _mm256_set1_epi8((char)(2 << (2 * pair)))), rest,
        sixteen);
    }
    const __m256i zero = _mm256_setzero_si256();
    sums->first = _mm256_fmadd_ps(
      _mm256_cvtepi32_ps(_mm256_dpbusd_epi32(zero, even, load_256(x + 64 * pair))),
      _mm256_set1_ps(scales[2 * pair]), sums->first);
    sums->second = _mm256_fmadd_ps(
      _mm256_cvtepi32_ps(_mm256_dpbusd_epi32(zero, rest, load_256(x + 64 * pair + 32))),
      _mm256_set1_ps(scales[2 * pair + 1]), sums->second);
  }
}

/// Adds a block of six bits, whose groups of 16 have scales of their own: each fills four lanes.
INLINE void add_q6k(
  const uint8_t *block, const int8_t *x, const int16_t *code_sums, float x_scale,
  row_sums *sums) {
  const __m512 scales = _mm512_mul_ps(
    _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(load_128(block + 192))),
    _mm512_set1_ps(half_at(block + 208) * x_scale));
  const __m256 halves[2] = {
    _mm512_castps512_ps256(scales),
    _mm256_castsi256_ps(_mm512_extracti64x4_epi64(_mm512_castps_si512(scales), 1))};
  // A code of 32 stands for zero.
  const __m512 offsets = _mm512_mul_ps(
    scales, _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(load_256(code_sums))));
  const __m256 both = _mm256_add_ps(
    _mm512_castps512_ps256(offsets),
    _mm256_castsi256_ps(_mm512_extracti64x4_epi64(_mm512_castps_si512(offsets), 1)));
  sums->least = _mm256_fnmadd_ps(_mm256_set1_ps(32), both, sums->least);
#pragma clang loop unroll(full)
  for (int half = 0; half < 2; half++) {
    __m256i quarters[4];
    six_bit_codes(block, half, quarters);
#pragma clang loop unroll(full)
    for (int quarter = 0; quarter < 4; quarter++) {
      const int even = 2 * quarter, odd = even + 1;
      const __m256 scale = _mm256_permutevar8x32_ps(
        halves[half], _mm256_setr_epi32(even, even, even, even, odd, odd, odd, odd));
      const __m256 products = _mm256_cvtepi32_ps(_mm256_dpbusd_epi32(
        _mm256_setzero_si256(), quarters[quarter], load_256(x + 128 * half + 32 * quarter)));
      if (quarter % 2 == 0) {
        sums->first = _mm256_fmadd_ps(products, scale, sums->first);
      } else {
        sums->second = _mm256_fmadd_ps(products, scale, sums->second);
      }
    }
  }
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const rounded_row parts = rounded_parts(x, columns);
  const size_t size = block_size(form);
  for (size_t row = 0; row < rows; row++) {
    const __m256 zero = _mm256_setzero_ps();
    row_sums sums = {zero, zero, zero};
    for (size_t block = 0; block < columns / 256; block++, weights += size) {
      prefetch(weights + 4096, size);
      const int8_t *codes = parts.codes + 256 * block;
      if (form == WORKBOOK_Q6_K) {
        add_q6k(weights, codes, parts.code_sums + 16 * block, parts.scales[8 * block], &sums);
      } else {
        add_q45k(
          form == WORKBOOK_Q5_K, weights, codes, parts.sums + 8 * block, parts.scales[8 * block],
          &sums);
      }
    }
    const float sum = sum_of(_mm256_add_ps(_mm256_add_ps(sums.first, sums.second), sums.least));
    out[row] = accumulating ? out[row] + sum : sum;
  }
}

#define MULTIPLY(form) \
  case form: return multiply(form, weights, rows, columns, x, out, accumulating)

void avx512_rows_of_256(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (form) {
    MULTIPLY(WORKBOOK_Q4_K);
    MULTIPLY(WORKBOOK_Q5_K);
    default: return multiply(WORKBOOK_Q6_K, weights, rows, columns, x, out, accumulating);
  }
}

AVX512_END

#endif
