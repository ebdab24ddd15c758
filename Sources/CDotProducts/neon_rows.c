// Packed rows of weights times one row of inputs, by Arm's dot products of bytes (ARMv8.2's dotprod). Within a
// block the sums are whole numbers, and the arithmetic around them is that of plain.c.

#include "neon.h"

#if WORKBOOK_ARM

#include <arm_neon.h>

#define NEON __attribute__((target("arch=armv8.2-a+dotprod")))

/// Σ codes·inputs of 32 columns.
NEON static inline int dot_32(uint8x16_t first, uint8x16_t second, const int8_t *x) {
  const int32x4_t sum =
    vdotq_s32(vdupq_n_s32(0), vreinterpretq_s8_u8(first), vld1q_s8(x));
  return vaddvq_s32(vdotq_s32(sum, vreinterpretq_s8_u8(second), vld1q_s8(x + 16)));
}

/// Half of each byte: the low one, or, with a shift of four, the high one.
NEON static inline uint8x16_t nibbles(const uint8_t *bytes, int shift) {
  return vandq_u8(vshlq_u8(vld1q_u8(bytes), vdupq_n_s8((int8_t)-shift)), vdupq_n_u8(15));
}

/// Some bits of each byte from bit `from` on, moved to bit 4.
NEON static inline uint8x16_t high_bits(const uint8_t *bytes, int from, uint8_t mask) {
  const uint8x16_t bits = vshlq_u8(vld1q_u8(bytes), vdupq_n_s8((int8_t)-from));
  return vshlq_n_u8(vandq_u8(bits, vdupq_n_u8(mask)), 4);
}

/// Sixteen where a bit is set, for sixteen bits.
NEON static inline uint8x16_t sixteens(uint32_t bits) {
  const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bytes =
    vcombine_u8(vdup_n_u8((uint8_t)bits), vdup_n_u8((uint8_t)(bits >> 8)));
  return vandq_u8(vtstq_u8(bytes, vld1q_u8(places)), vdupq_n_u8(16));
}

NEON static float block_of_32(
  workbook_form form, const uint8_t *block, const rounded_row *x, size_t i) {
  const int8_t *inputs = x->codes + 32 * i;
  const float scale = float_of_half(read16(block)) * x->scales[i];
  if (form == WORKBOOK_Q8_0) {
    return scale * (float)dot_32(vld1q_u8(block + 2), vld1q_u8(block + 18), inputs);
  }
  const uint8_t *packed = block + block_size(form) - 16;
  uint8x16_t first = nibbles(packed, 0), second = nibbles(packed, 4);
  if (form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1) {
    const uint32_t fifth = read32(packed - 4);
    first = vorrq_u8(first, sixteens(fifth));
    second = vorrq_u8(second, sixteens(fifth >> 16));
  }
  const float product = scale * (float)dot_32(first, second, inputs);
  switch (form) {
    case WORKBOOK_Q4_0: case WORKBOOK_Q5_0:
      return product - (float)code_of_zero(form) * float_of_half(read16(block)) * x->sums[i];
    default: return product + float_of_half(read16(block + 2)) * x->sums[i];
  }
}

NEON static float block_of_q45k(
  int has_fifth_bit, const uint8_t *block, const rounded_row *x, size_t i) {
  uint32_t packed[4];
  six_bit_scales(block + 4, packed);
  const uint8_t *packed_codes = block + (has_fifth_bit ? 48 : 16);
  int total = 0, least = 0;
  for (size_t group = 0; group < 8; group++) {
    const uint8_t *bytes = packed_codes + group / 2 * 32;
    const int shift = group % 2 * 4;
    uint8x16_t first = nibbles(bytes, shift), second = nibbles(bytes + 16, shift);
    if (has_fifth_bit) {
      first = vorrq_u8(first, high_bits(block + 16, (int)group, 1));
      second = vorrq_u8(second, high_bits(block + 32, (int)group, 1));
    }
    const int scale = packed[group / 4] >> (group % 4 * 8) & 255;
    const int minimum = packed[2 + group / 4] >> (group % 4 * 8) & 255;
    const int16_t *sums = x->code_sums + 16 * i + 2 * group;
    total += scale * dot_32(first, second, x->codes + 256 * i + 32 * group);
    least += minimum * (sums[0] + sums[1]);
  }
  return x->scales[8 * i] * (float_of_half(read16(block)) * (float)total
                             - float_of_half(read16(block + 2)) * (float)least);
}

NEON static float block_of_q6k(const uint8_t *block, const rounded_row *x, size_t i) {
  int total = 0;
  for (size_t group = 0; group < 16; group++) {
    const size_t half = group / 8, quarter = group % 8 / 2;
    const uint8_t *low = block + 64 * half + quarter % 2 * 32 + group % 2 * 16;
    const uint8_t *high = block + 128 + 32 * half + group % 2 * 16;
    const uint8x16_t codes = vorrq_u8(
      nibbles(low, (int)(quarter / 2 * 4)), high_bits(high, (int)(2 * quarter), 3));
    const int product = vaddvq_s32(
      vdotq_s32(
        vdupq_n_s32(0), vreinterpretq_s8_u8(codes), vld1q_s8(x->codes + 256 * i + 16 * group)));
    total += (int8_t)block[192 + group] * (product - 32 * x->code_sums[16 * i + group]);
  }
  return x->scales[8 * i] * float_of_half(read16(block + 208)) * (float)total;
}

NEON void neon_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  const size_t width = block_width(form), size = block_size(form);
  const rounded_row parts = rounded_parts(x, columns);
  for (size_t row = 0; row < rows; row++, weights += row_size(form, columns)) {
    float sum = 0;
    for (size_t i = 0; i < columns / width; i++) {
      const uint8_t *block = weights + i * size;
      switch (form) {
        case WORKBOOK_Q4_K: sum += block_of_q45k(0, block, &parts, i); break;
        case WORKBOOK_Q5_K: sum += block_of_q45k(1, block, &parts, i); break;
        case WORKBOOK_Q6_K: sum += block_of_q6k(block, &parts, i); break;
        default: sum += block_of_32(form, block, &parts, i); break;
      }
    }
    out[row] = accumulating ? out[row] + sum : sum;
  }
}

#endif
