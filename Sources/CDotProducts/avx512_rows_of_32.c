// One row of inputs times weights in blocks of 32, with one instruction for four products a lane.
//
// A block of a row fills a vector of 256 bits; its eight sums are scaled as Float32 and added up lane by
// lane, and the lanes once a row. Wider vectors would need two blocks with their scales side by side.

#include "avx512.h"

#if WORKBOOK_X86

AVX512_BEGIN

/// Blocks whose scales are read at a time.
enum { CHUNK = 8 };

/// Eight blocks' scales and, where the form has them, least values; zero behind the last block.
typedef struct {
  __m256 scale, least;
} block_scales;

INLINE block_scales load_block_scales(
  workbook_form form, const uint8_t *blocks, size_t count) {
  const size_t size = block_size(form);
  if (form == WORKBOOK_Q4_1 || form == WORKBOOK_Q5_1) {
    int words[CHUNK] = {0};
    for (size_t i = 0; i < count; i++) words[i] = load_word(blocks + size * i);
    const __m256i pairs = _mm256_setr_epi32(
      words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]);
    const __m256i order = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15));
    const __m256i halves =
      _mm256_permute4x64_epi64(_mm256_shuffle_epi8(pairs, order), 0xD8);
    return (block_scales){
      _mm256_cvtph_ps(_mm256_castsi256_si128(halves)),
      _mm256_cvtph_ps(_mm256_extracti128_si256(halves, 1))};
  }
  short halves[CHUNK] = {0};
  for (size_t i = 0; i < count; i++) halves[i] = (short)load_half(blocks + size * i);
  const __m256 scale = _mm256_cvtph_ps(_mm_setr_epi16(
    halves[0], halves[1], halves[2], halves[3], halves[4], halves[5], halves[6], halves[7]));
  return (block_scales){scale, _mm256_setzero_ps()};
}

/// A block's codes as 32 bytes without a sign, of eight bits their magnitudes. Of four bits, those of the
/// last 16 columns are 16 times too large: shifting them would cost an instruction a block, and 1/16 is
/// exact.
INLINE __m256i load_codes(workbook_form form, const uint8_t *block) {
  const uint8_t *codes = block + block_size(form) - (form == WORKBOOK_Q8_0 ? 32 : 16);
  if (form == WORKBOOK_Q8_0) {
    return _mm256_abs_epi8(load_256(codes));
  }
  const __m256i packed = _mm256_broadcastsi128_si256(load_128(codes));
  if (form == WORKBOOK_Q4_0 || form == WORKBOOK_Q4_1) {
    const __m256i nibbles =
      _mm256_inserti128_si256(_mm256_set1_epi8(0x0F), _mm_set1_epi8((char)0xF0), 1);
    return _mm256_and_si256(packed, nibbles);
  }
  const __m256i shifts = _mm256_setr_epi32(0, 0, 0, 0, 4, 4, 4, 4);
  const __m256i four =
    _mm256_and_si256(_mm256_srlv_epi32(packed, shifts), _mm256_set1_epi8(0x0F));
  return _mm256_mask_add_epi8(
    four, (__mmask32)load_word(codes - 4), four, _mm256_set1_epi8(16));
}

/// The inputs of a block, of eight bits with the signs of its codes: an offset to be taken off would be
/// far larger than most sums.
INLINE __m256i signed_inputs(workbook_form form, const uint8_t *block, __m256i inputs) {
  return form == WORKBOOK_Q8_0 ? _mm256_sign_epi8(inputs, load_256(block + 2)) : inputs;
}

/// For eight blocks, what the code that stands for zero adds to the products, with the sign turned.
INLINE void store_offsets(
  workbook_form form, const rounded_row *x, size_t first, size_t count, int offsets[CHUNK]) {
  const __mmask16 present = (__mmask16)((1u << 2 * count) - 1);
  const __m256i sums = _mm256_maskz_loadu_epi16(present, x->code_sums + 2 * first);
  _mm256_storeu_si256(
    (__m256i *)offsets, _mm256_madd_epi16(sums, _mm256_set1_epi16((short)-code_of_zero(form))));
}

INLINE void multiply_chunk(
  workbook_form form, const uint8_t *const rows[4], size_t first, size_t count,
  const rounded_row *x, __m256 sums[4], __m256 least[4]) {
  const size_t size = block_size(form);
  const __mmask8 present = (__mmask8)((1u << count) - 1);
  const __m256 x_scales = _mm256_maskz_loadu_ps(present, x->scales + first);
  const __m256 x_sums = _mm256_maskz_loadu_ps(present, x->sums + first);
  const int has_least = form == WORKBOOK_Q4_1 || form == WORKBOOK_Q5_1;
  const int has_offset = form == WORKBOOK_Q4_0 || form == WORKBOOK_Q5_0;
  float scales[4][CHUNK];
  int offsets[CHUNK];
  if (has_offset) store_offsets(form, x, first, count, offsets);
  for (int row = 0; row < 4; row++) {
    const block_scales own = load_block_scales(form, rows[row] + first * size, count);
    _mm256_storeu_ps(scales[row], _mm256_mul_ps(own.scale, x_scales));
    if (has_least) least[row] = _mm256_fmadd_ps(own.least, x_sums, least[row]);
  }
#pragma clang loop unroll(full)
  for (size_t block = 0; block < count; block++) {
    const __m256i inputs = load_256(x->codes + 32 * (first + block));
    const __m256i start = has_offset
      ? _mm256_zextsi128_si256(_mm_cvtsi32_si128(offsets[block])) : _mm256_setzero_si256();
    for (int row = 0; row < 4; row++) {
      const uint8_t *own = rows[row] + (first + block) * size;
      const __m256i products = _mm256_dpbusd_epi32(
        start, load_codes(form, own), signed_inputs(form, own, inputs));
      sums[row] = _mm256_fmadd_ps(
        _mm256_cvtepi32_ps(products), _mm256_set1_ps(scales[row][block]), sums[row]);
    }
  }
}

#define REST(count) \
  case count: \
    prefetch(later + 4 * size * block, 4 * size * count); \
    multiply_chunk(form, four, block, count, &parts, sums, least); \
    break

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const rounded_row parts = rounded_parts(x, columns);
  const size_t size = block_size(form), stride = row_size(form, columns), blocks = columns / 32;
  const int is_shifted = form == WORKBOOK_Q4_0 || form == WORKBOOK_Q4_1;
  const __m256 lanes = is_shifted
    ? _mm256_setr_ps(1, 1, 1, 1, 0.0625f, 0.0625f, 0.0625f, 0.0625f) : _mm256_set1_ps(1);
  for (size_t row = 0; row < rows; row += 4) {
    const uint8_t *four[4];
    find_rows(4, four, weights, row, rows, stride);
    __m256 sums[4], least[4];
    for (int i = 0; i < 4; i++) sums[i] = least[i] = _mm256_setzero_ps();
    const uint8_t *later = weights + (row + 4) * stride;
    size_t block = 0;
    for (; block + CHUNK <= blocks; block += CHUNK) {
      prefetch(later + 4 * size * block, 4 * size * CHUNK);
      multiply_chunk(form, four, block, CHUNK, &parts, sums, least);
    }
    // The rest in one piece, and asked for beforehand like the others: a few lines that are waited for
    // take as long as all that were not.
    switch (blocks - block) {
      REST(1);
      REST(2);
      REST(3);
      REST(4);
      REST(5);
      REST(6);
      REST(7);
    }
    float totals[4];
    for (int i = 0; i < 4; i++) totals[i] = sum_of(_mm256_fmadd_ps(sums[i], lanes, least[i]));
    store_four(_mm_loadu_ps(totals), out, row, rows, accumulating);
  }
}

#define MULTIPLY(form) \
  case form: return multiply(form, weights, rows, columns, x, out, accumulating)

void avx512_rows_of_32(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (form) {
    MULTIPLY(WORKBOOK_Q4_0);
    MULTIPLY(WORKBOOK_Q4_1);
    MULTIPLY(WORKBOOK_Q5_0);
    MULTIPLY(WORKBOOK_Q5_1);
    default: return multiply(WORKBOOK_Q8_0, weights, rows, columns, x, out, accumulating);
  }
}

AVX512_END

#endif
