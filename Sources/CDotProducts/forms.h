#ifndef WORKBOOK_FORMS_H
#define WORKBOOK_FORMS_H

#include "CDotProducts.h"

#include <string.h>

/// Weights that are packed together.
static inline size_t block_width(workbook_form form) {
  switch (form) {
    case WORKBOOK_F32: case WORKBOOK_F16: case WORKBOOK_BF16: return 1;
    case WORKBOOK_Q4_K: case WORKBOOK_Q5_K: case WORKBOOK_Q6_K: return 256;
    default: return 32;
  }
}

/// The bytes of a block.
static inline size_t block_size(workbook_form form) {
  switch (form) {
    case WORKBOOK_F32: return 4;
    case WORKBOOK_F16: case WORKBOOK_BF16: return 2;
    case WORKBOOK_Q4_0: return 18;
    case WORKBOOK_Q4_1: return 20;
    case WORKBOOK_Q5_0: return 22;
    case WORKBOOK_Q5_1: return 24;
    case WORKBOOK_Q8_0: return 34;
    case WORKBOOK_Q4_K: return 144;
    case WORKBOOK_Q5_K: return 176;
    case WORKBOOK_Q6_K: return 210;
  }
  return 0;
}

/// The code that stands for zero in forms without least values; else 0.
static inline int code_of_zero(workbook_form form) {
  switch (form) {
    case WORKBOOK_Q4_0: return 8;
    case WORKBOOK_Q5_0: return 16;
    case WORKBOOK_Q6_K: return 32;
    case WORKBOOK_Q8_0: return 128;
    default: return 0;
  }
}

/// The bytes of a row.
static inline size_t row_size(workbook_form form, size_t columns) {
  return columns / block_width(form) * block_size(form);
}

/// A rounded row of inputs: x[i] is about scales[i / 32] · codes[i].
typedef struct {
  const int8_t *codes;
  /// One for each 32 columns, also where 256 share it.
  const float *scales;
  /// scale · Σ codes of 32 columns.
  const float *sums;
  /// Σ codes of 16 columns.
  const int16_t *code_sums;
} rounded_row;

static inline rounded_row rounded_parts(const void *rounded, size_t columns) {
  const char *bytes = rounded;
  return (rounded_row){
    .codes = (const int8_t *)bytes,
    .scales = (const float *)(bytes + columns),
    .sums = (const float *)(bytes + columns + columns / 8),
    .code_sums = (const int16_t *)(bytes + columns + columns / 4),
  };
}

static inline uint16_t read16(const uint8_t *bytes) {
  return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static inline uint32_t read32(const uint8_t *bytes) {
  return read16(bytes) | (uint32_t)read16(bytes + 2) << 16;
}

static inline float float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

/// The value of a binary16, exactly.
static inline float float_of_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16, magnitude = half & 0x7FFF;
  if (magnitude >= 0x7C00) return float_of_bits(sign | 0x7F800000 | (magnitude & 0x3FF) << 13);
  if (magnitude < 0x0400) {
    float value = (float)magnitude * 0x1p-24f;
    return sign ? -value : value;
  }
  return float_of_bits(sign | ((magnitude << 13) + (112u << 23)));
}

/// The eight scales and eight least values, of six bits each, of a block of Q4_K or Q5_K: bytes 0 to 7
/// and 8 to 15 of the result. `packed` are the twelve bytes that hold them.
static inline void six_bit_scales(const uint8_t *packed, uint32_t scales[4]) {
  const uint32_t a = read32(packed), b = read32(packed + 4), c = read32(packed + 8);
  scales[0] = a & 0x3F3F3F3F;
  scales[1] = (c & 0x0F0F0F0F) | (a >> 2 & 0x30303030);
  scales[2] = b & 0x3F3F3F3F;
  scales[3] = (c >> 4 & 0x0F0F0F0F) | (b >> 2 & 0x30303030);
}

// The loops of AVX2; `CDotProducts.c` calls them where the processor has it.
#if defined(__x86_64__)
#define WORKBOOK_X86 1
void avx2_round(size_t group, const float *x, size_t columns, void *rounded);
void avx2_multiply_rows(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *tile);
int avx2_unpack(workbook_form form, const uint8_t *blocks, size_t count, float *out);
void avx2_key_products(
  size_t query_count, const float *queries, const uint16_t *keys, size_t count, size_t width,
  float scale, float *scores, size_t stride);
void avx2_value_sums(
  size_t query_count, const float *weights, size_t stride, const uint16_t *values, size_t count,
  size_t width, float *out);
void avx2_pack_halves(const float *x, size_t count, uint16_t *out);
#endif

// Of a rounded row: inputs that are kept apart from their group of 32, as apart.c says.
/// The bytes of a rounded row up to the end of the list of such inputs.
size_t apart_end(size_t columns);
void clear_apart(size_t columns, void *rounded);
/// Finds such inputs in a row that was rounded, and rounds their groups again without them.
void set_apart(const float *x, size_t columns, void *rounded);
int has_apart(workbook_form form, size_t columns, const void *rounded);
/// out[row] += the products with those inputs.
void add_apart(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  float *out);
/// The same for many rows of inputs; scratch of columns / 8 bytes, aligned to 4.
void add_apart_to_many(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, void *scratch);

void plain_round(size_t group, const float *x, size_t columns, void *rounded);
void plain_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating);

#endif
