// Many rows of inputs times weights in blocks of 32, or of 256 with scales for 32.
//
// Eight rows of weights are unpacked into a tile that stays in the cache: their codes in groups of four
// columns, row beside row, so that one instruction multiplies four columns of eight rows with four
// inputs. The eight sums come to lie in eight lanes, and are scaled once for 32 columns.

#include "tiles.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// The rows of a tile, and the rows of inputs that are multiplied at a time.
enum { TILE_ROWS = 8, INPUT_ROWS = 4 };

/// Multiplies a tile with `count` rows of inputs, `count` a constant.
INLINE void multiply_inputs(
  int has_fifth_bit, int count, tile_rows tile, size_t columns, const char *rounded, size_t size,
  __m256 *out) {
  const __m256i ones = _mm256_set1_epi16(1);
  rounded_row x[INPUT_ROWS];
  __m256 sums[INPUT_ROWS];
  for (int i = 0; i < count; i++) {
    x[i] = rounded_parts(rounded + i * size, columns);
    sums[i] = _mm256_setzero_ps();
  }
  for (size_t group = 0; group < columns / 32; group++) {
    const uint8_t *codes = tile.codes + 32 * TILE_ROWS * group;
    __m256i whole[INPUT_ROWS], half[INPUT_ROWS];
    for (int i = 0; i < count; i++) whole[i] = _mm256_setzero_si256();
#pragma clang loop unroll(full)
    for (int four = 0; four < 8; four++) {
      const __m256i weights = _mm256_loadu_si256((const __m256i *)(codes + 32 * four));
      for (int i = 0; i < count; i++) {
        const __m256i products = _mm256_maddubs_epi16(
          weights, _mm256_set1_epi32(load_word((const uint8_t *)x[i].codes + 32 * group + 4 * four)));
        whole[i] = four == 0 || (has_fifth_bit && four == 4)
          ? products : _mm256_add_epi16(whole[i], products);
      }
      // Sixteen products of at most 15 · 127 fit into 16 bits, of 31 · 127 eight.
      if (has_fifth_bit && four == 3) {
        for (int i = 0; i < count; i++) half[i] = _mm256_madd_epi16(whole[i], ones);
      }
    }
    const __m256 scales = _mm256_loadu_ps(tile.scales + 2 * TILE_ROWS * group);
    const __m256 least = _mm256_loadu_ps(tile.scales + 2 * TILE_ROWS * group + TILE_ROWS);
    for (int i = 0; i < count; i++) {
      __m256i sum = _mm256_madd_epi16(whole[i], ones);
      if (has_fifth_bit) sum = _mm256_add_epi32(sum, half[i]);
      const __m256 scale = _mm256_mul_ps(scales, _mm256_broadcast_ss(x[i].scales + group));
      sums[i] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, sums[i]);
      sums[i] = _mm256_fmadd_ps(least, _mm256_broadcast_ss(x[i].sums + group), sums[i]);
    }
  }
  for (int i = 0; i < count; i++) out[i] = sums[i];
}

INLINE void store(const __m256 sums, float *out, size_t rows, int accumulating) {
  if (rows >= TILE_ROWS) {
    _mm256_storeu_ps(out, accumulating ? _mm256_add_ps(_mm256_loadu_ps(out), sums) : sums);
    return;
  }
  float parts[TILE_ROWS];
  _mm256_storeu_ps(parts, sums);
  for (size_t i = 0; i < rows; i++) out[i] = (accumulating ? out[i] : 0) + parts[i];
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const char *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *scratch) {
  const int has_fifth_bit =
    form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1 || form == WORKBOOK_Q5_K;
  const size_t packed_size = row_size(form, columns), size = workbook_rounded_size(columns);
  const tile_rows tile = {scratch, (float *)((uint8_t *)scratch + TILE_ROWS * columns)};
  for (size_t row = 0; row < rows; row += TILE_ROWS) {
    const uint8_t *packed[TILE_ROWS];
    find_rows(TILE_ROWS, packed, weights, row, rows, packed_size);
    fill_tile(form, TILE_ROWS, packed, columns, tile);
    __m256 sums[INPUT_ROWS];
    size_t i = 0;
    for (; i + INPUT_ROWS <= count; i += INPUT_ROWS) {
      multiply_inputs(has_fifth_bit, INPUT_ROWS, tile, columns, rounded + i * size, size, sums);
      for (size_t j = 0; j < INPUT_ROWS; j++) {
        store(sums[j], out + (i + j) * stride + row, rows - row, accumulating);
      }
    }
    for (; i < count; i++) {
      multiply_inputs(has_fifth_bit, 1, tile, columns, rounded + i * size, size, sums);
      store(sums[0], out + i * stride + row, rows - row, accumulating);
    }
  }
}

#define MULTIPLY(form) \
  case form: \
    return multiply( \
      form, weights, rows, columns, rounded, count, out, stride, accumulating, tile)

void avx2_multiply_rows(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *tile) {
  switch (form) {
    MULTIPLY(WORKBOOK_Q4_0);
    MULTIPLY(WORKBOOK_Q4_1);
    MULTIPLY(WORKBOOK_Q5_0);
    MULTIPLY(WORKBOOK_Q5_1);
    MULTIPLY(WORKBOOK_Q4_K);
    MULTIPLY(WORKBOOK_Q5_K);
    default: return;
  }
}

AVX2_END

#endif
