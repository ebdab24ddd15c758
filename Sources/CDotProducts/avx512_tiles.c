// Many rows of inputs times sixteen unpacked rows of weights: one instruction multiplies four columns of
// sixteen rows with four inputs, and eight rows of inputs share the loads of the weights.

#include "avx512.h"
#include "tiles.h"

#if WORKBOOK_X86

AVX512_BEGIN

/// The rows of a tile, and the rows of inputs that are multiplied at a time.
enum { TILE_ROWS = 16, INPUT_ROWS = 8 };

INLINE __m512 as_floats(__m512i numbers) { return _mm512_cvtepi32_ps(numbers); }

/// Four inputs of a row, in all lanes.
INLINE __m512i four_inputs(const rounded_row *x, size_t column) {
  return _mm512_set1_epi32(load_word((const uint8_t *)x->codes + column));
}

/// Multiplies a tile with `count` rows of inputs, `count` a constant.
INLINE void multiply_inputs(
  workbook_form form, int count, tile_rows tile, size_t columns, const char *rounded, size_t size,
  __m512 *out) {
  rounded_row x[INPUT_ROWS];
  __m512 sums[INPUT_ROWS];
  for (int i = 0; i < count; i++) {
    x[i] = rounded_parts(rounded + i * size, columns);
    sums[i] = _mm512_setzero_ps();
  }
  // Of Q6_K, sixteen columns share a scale.
  const int is_q6k = form == WORKBOOK_Q6_K, zero = code_of_zero(form);
  const size_t fours = is_q6k ? 4 : 8, width = 4 * fours;
  for (size_t group = 0; group < columns / width; group++) {
    const uint8_t *codes = tile.codes + width * TILE_ROWS * group;
    __m512i whole[INPUT_ROWS];
    for (int i = 0; i < count; i++) {
      const int16_t *code_sums = x[i].code_sums + (is_q6k ? group : 2 * group);
      whole[i] = zero == 0 ? _mm512_setzero_si512()
        : _mm512_set1_epi32(-zero * (code_sums[0] + (is_q6k ? 0 : code_sums[1])));
    }
#pragma clang loop unroll(full)
    for (size_t four = 0; four < fours; four++) {
      const __m512i weights = _mm512_loadu_si512(codes + 4 * TILE_ROWS * four);
      for (int i = 0; i < count; i++) {
        whole[i] = _mm512_dpbusd_epi32(
          whole[i], weights, four_inputs(&x[i], width * group + 4 * four));
      }
    }
    const float *own = tile.scales + (is_q6k ? 1 : 2) * TILE_ROWS * group;
    const __m512 scales = _mm512_loadu_ps(own);
    for (int i = 0; i < count; i++) {
      const float x_scale = x[i].scales[is_q6k ? group / 2 : group];
      sums[i] = _mm512_fmadd_ps(
        as_floats(whole[i]), _mm512_mul_ps(scales, _mm512_set1_ps(x_scale)), sums[i]);
      if (zero == 0) {
        sums[i] = _mm512_fmadd_ps(
          _mm512_loadu_ps(own + TILE_ROWS), _mm512_set1_ps(x[i].sums[group]), sums[i]);
      }
    }
  }
  for (int i = 0; i < count; i++) out[i] = sums[i];
}

INLINE void store(__m512 sums, float *out, size_t rows, int accumulating) {
  const __mmask16 present = rows >= TILE_ROWS ? 0xFFFF : (__mmask16)((1u << rows) - 1);
  if (accumulating) sums = _mm512_add_ps(_mm512_maskz_loadu_ps(present, out), sums);
  _mm512_mask_storeu_ps(out, present, sums);
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const char *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *scratch) {
  const size_t packed_size = row_size(form, columns), size = workbook_rounded_size(columns);
  const tile_rows tile = {scratch, (float *)((uint8_t *)scratch + TILE_ROWS * columns)};
  for (size_t row = 0; row < rows; row += TILE_ROWS) {
    const uint8_t *packed[TILE_ROWS];
    find_rows(TILE_ROWS, packed, weights, row, rows, packed_size);
    fill_tile(form, TILE_ROWS, packed, columns, tile);
    __m512 sums[INPUT_ROWS];
    size_t i = 0;
    for (; i + INPUT_ROWS <= count; i += INPUT_ROWS) {
      multiply_inputs(form, INPUT_ROWS, tile, columns, rounded + i * size, size, sums);
      for (size_t j = 0; j < INPUT_ROWS; j++) {
        store(sums[j], out + (i + j) * stride + row, rows - row, accumulating);
      }
    }
    for (; i < count; i++) {
      multiply_inputs(form, 1, tile, columns, rounded + i * size, size, sums);
      store(sums[0], out + i * stride + row, rows - row, accumulating);
    }
  }
}

#define MULTIPLY(form) \
  case form: \
    return multiply( \
      form, weights, rows, columns, rounded, count, out, stride, accumulating, tile)

void avx512_multiply_rows(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *tile) {
  switch (form) {
    MULTIPLY(WORKBOOK_Q4_0);
    MULTIPLY(WORKBOOK_Q4_1);
    MULTIPLY(WORKBOOK_Q5_0);
    MULTIPLY(WORKBOOK_Q5_1);
    MULTIPLY(WORKBOOK_Q8_0);
    MULTIPLY(WORKBOOK_Q4_K);
    MULTIPLY(WORKBOOK_Q5_K);
    MULTIPLY(WORKBOOK_Q6_K);
    default: return;
  }
}

AVX512_END

#endif
