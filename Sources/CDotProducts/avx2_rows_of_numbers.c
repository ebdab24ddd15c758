// One row of inputs times weights that are plain numbers of 16 or 32 bits.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

INLINE __m256 load_eight(workbook_form form, const uint8_t *numbers) {
  switch (form) {
    case WORKBOOK_F32: return _mm256_loadu_ps((const float *)numbers);
    case WORKBOOK_F16: return _mm256_cvtph_ps(load_128(numbers));
    default:
      return _mm256_castsi256_ps(
        _mm256_slli_epi32(_mm256_cvtepu16_epi32(load_128(numbers)), 16));
  }
}

INLINE float load_one(workbook_form form, const uint8_t *number) {
  switch (form) {
    case WORKBOOK_F32: return float_of_bits((uint32_t)load_word(number));
    case WORKBOOK_F16: return half_at(number);
    default: return float_of_bits((uint32_t)load_half(number) << 16);
  }
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const float *x,
  float *out, int accumulating) {
  const size_t size = block_size(form);
  for (size_t row = 0; row < rows; row++, weights += size * columns) {
    __m256 sums[4] = {
      _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
    size_t i = 0;
    for (; i + 32 <= columns; i += 32) {
      prefetch(weights + size * i + 1024, 32 * size);
      for (size_t part = 0; part < 4; part++) {
        sums[part] = _mm256_fmadd_ps(
          load_eight(form, weights + size * (i + 8 * part)), _mm256_loadu_ps(x + i + 8 * part),
          sums[part]);
      }
    }
    float sum = sum_of(
      _mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3])));
    for (; i < columns; i++) sum += load_one(form, weights + size * i) * x[i];
    out[row] = accumulating ? out[row] + sum : sum;
  }
}

void avx2_rows_of_numbers(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const float *x,
  float *out, int accumulating) {
  switch (form) {
    case WORKBOOK_F32: return multiply(WORKBOOK_F32, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_F16: return multiply(WORKBOOK_F16, weights, rows, columns, x, out, accumulating);
    default: return multiply(WORKBOOK_BF16, weights, rows, columns, x, out, accumulating);
  }
}

AVX2_END

#endif
