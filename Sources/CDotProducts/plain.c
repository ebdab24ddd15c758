// The loops in C that every processor runs: the order of the bits is the formats', the arithmetic that
// of the loops for AVX2.

#include "forms.h"

#include <math.h>

static void finish_row(const int8_t *codes, size_t columns, const float *scales, float *sums,
                       int16_t *code_sums) {
  for (size_t i = 0; i < columns / 16; i++) {
    int sum = 0;
    for (size_t j = 0; j < 16; j++) sum += codes[16 * i + j];
    code_sums[i] = (int16_t)sum;
  }
  for (size_t i = 0; i < columns / 32; i++) {
    sums[i] = scales[i] * (float)(code_sums[2 * i] + code_sums[2 * i + 1]);
  }
}

/// To the nearest whole number, halves away from zero, for |value| ≤ 127.
static inline float nearest(float value) {
  // Half of one, less a last place: 0.49999997 must not become 1.
  return truncf(value + copysignf(0.49999997f, value));
}

/// To the nearest whole number, halves to the even one, for |value| ≤ 127.
static inline float nearest_even(float value) { return (value + 0x1.8p23f) - 0x1.8p23f; }

void plain_round(size_t group, const float *x, size_t columns, void *rounded) {
  rounded_row row = rounded_parts(rounded, columns);
  int8_t *codes = (int8_t *)row.codes;
  float *scales = (float *)row.scales;
  for (size_t start = 0; start < columns; start += group) {
    // The first number of the largest magnitude, and whether all are finite.
    float largest = 0, fault = 0;
    for (size_t i = start; i < start + group; i++) {
      if (fabsf(x[i]) > fabsf(largest)) largest = x[i];
      fault += x[i] * 0;
    }
    float scale = 0, inverse = 0;
    if (group == 32) {
      scale = fabsf(largest) / 127;
      inverse = scale > 0 ? 1 / scale : 0;
    } else if (largest != 0) {
      inverse = -127 / largest;
      scale = 1 / inverse;
    }
    if (fault != 0 || !isfinite(inverse)) inverse = 0;
    for (size_t i = start; i < start + group; i++) {
      const float exact = fault != 0 ? 0 : x[i] * inverse;
      const float code = group == 32 ? nearest(exact) : nearest_even(exact);
      codes[i] = (int8_t)(code > 127 ? 127 : code < -127 ? -127 : code);
    }
    for (size_t i = start / 32; i < (start + group) / 32; i++) scales[i] = scale + fault;
  }
  finish_row(codes, columns, scales, (float *)row.sums, (int16_t *)row.code_sums);
}

/// Σ a·b of `count` bytes.
static inline int dot(const uint8_t *a, const int8_t *b, size_t count) {
  int sum = 0;
  for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

/// The codes of a block of 32: byte j holds four bits of the weights j and j + 16.
static inline void codes_of_32(
  const uint8_t *packed, int has_fifth_bit, uint32_t fifth, uint8_t codes[32]) {
  for (size_t j = 0; j < 16; j++) {
    codes[j] = packed[j] & 15;
    codes[j + 16] = packed[j] >> 4;
  }
  if (!has_fifth_bit) return;
  for (size_t i = 0; i < 32; i++) codes[i] |= (fifth >> i & 1) << 4;
}

/// Block `i` of 32 weights times the inputs.
static float block_of_32(
  workbook_form form, const uint8_t *block, const rounded_row *x, size_t i) {
  const int8_t *inputs = x->codes + 32 * i;
  const float scale = float_of_half(read16(block)) * x->scales[i];
  uint8_t codes[32];
  if (form == WORKBOOK_Q8_0) {
    int sum = 0;
    for (size_t j = 0; j < 32; j++) sum += (int8_t)block[2 + j] * inputs[j];
    return scale * (float)sum;
  }
  switch (form) {
    case WORKBOOK_Q4_0: codes_of_32(block + 2, 0, 0, codes); break;
    case WORKBOOK_Q4_1: codes_of_32(block + 4, 0, 0, codes); break;
    case WORKBOOK_Q5_0: codes_of_32(block + 6, 1, read32(block + 2), codes); break;
    default: codes_of_32(block + 8, 1, read32(block + 4), codes); break;
  }
  const float product = scale * (float)dot(codes, inputs, 32);
  const float sum = x->sums[i];
  switch (form) {
    case WORKBOOK_Q4_0: return product - 8 * float_of_half(read16(block)) * sum;
    case WORKBOOK_Q5_0: return product - 16 * float_of_half(read16(block)) * sum;
    default: return product + float_of_half(read16(block + 2)) * sum;
  }
}

/// Block `i` of 256 weights of four or five bits times the inputs.
static float block_of_q45k(
  int has_fifth_bit, const uint8_t *block, const rounded_row *x, size_t i) {
  uint32_t packed[4];
  six_bit_scales(block + 4, packed);
  const uint8_t *packed_codes = block + (has_fifth_bit ? 48 : 16);
  int total = 0, least = 0;
  for (size_t group = 0; group < 8; group++) {
    uint8_t codes[32];
    for (size_t j = 0; j < 32; j++) {
      codes[j] = packed_codes[group / 2 * 32 + j] >> (group % 2 * 4) & 15;
      if (has_fifth_bit) codes[j] |= (block[16 + j] >> group & 1) << 4;
    }
    const int scale = packed[group / 4] >> (group % 4 * 8) & 255;
    const int minimum = packed[2 + group / 4] >> (group % 4 * 8) & 255;
    const int16_t *sums = x->code_sums + 16 * i + 2 * group;
    total += scale * dot(codes, x->codes + 256 * i + 32 * group, 32);
    least += minimum * (sums[0] + sums[1]);
  }
  return x->scales[8 * i] * (float_of_half(read16(block)) * (float)total
                             - float_of_half(read16(block + 2)) * (float)least);
}

/// Block `i` of 256 weights of six bits times the inputs.
static float block_of_q6k(const uint8_t *block, const rounded_row *x, size_t i) {
  int total = 0;
  for (size_t group = 0; group < 16; group++) {
    const size_t half = group / 8, quarter = group % 8 / 2;
    const uint8_t *low = block + 64 * half + quarter % 2 * 32 + group % 2 * 16;
    const uint8_t *high = block + 128 + 32 * half + group % 2 * 16;
    uint8_t codes[16];
    for (size_t j = 0; j < 16; j++) {
      codes[j] = (low[j] >> (quarter / 2 * 4) & 15) | (high[j] >> (2 * quarter) & 3) << 4;
    }
    const int product = dot(codes, x->codes + 256 * i + 16 * group, 16);
    total += (int8_t)block[192 + group] * (product - 32 * x->code_sums[16 * i + group]);
  }
  return x->scales[8 * i] * float_of_half(read16(block + 208)) * (float)total;
}

static float plain_number(workbook_form form, const uint8_t *number) {
  switch (form) {
    case WORKBOOK_F32: return float_of_bits(read32(number));
    case WORKBOOK_F16: return float_of_half(read16(number));
    default: return float_of_bits((uint32_t)read16(number) << 16);
  }
}

/// A row of plain numbers times the inputs: eight running sums, as wide vectors have them.
static float row_of_numbers(
  workbook_form form, const uint8_t *row, size_t columns, const float *x) {
  const size_t size = block_size(form);
  float sums[8] = {0};
  for (size_t i = 0; i < columns; i++) sums[i % 8] += plain_number(form, row + i * size) * x[i];
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

void plain_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const size_t width = block_width(form), size = block_size(form);
  for (size_t row = 0; row < rows; row++, weights += row_size(form, columns)) {
    float sum = 0;
    if (width == 1) {
      sum = row_of_numbers(form, weights, columns, x);
    } else {
      const rounded_row parts = rounded_parts(x, columns);
      for (size_t i = 0; i < columns / width; i++) {
        const uint8_t *block = weights + i * size;
        switch (form) {
          case WORKBOOK_Q4_K: sum += block_of_q45k(0, block, &parts, i); break;
          case WORKBOOK_Q5_K: sum += block_of_q45k(1, block, &parts, i); break;
          case WORKBOOK_Q6_K: sum += block_of_q6k(block, &parts, i); break;
          default: sum += block_of_32(form, block, &parts, i); break;
        }
      }
    }
    out[row] = accumulating ? out[row] + sum : sum;
  }
}
