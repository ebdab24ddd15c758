// Inputs that are kept apart. One that dwarfs the others of its group takes their digits: rounded by its
// scale, all others have a code of few bits or none. It is multiplied as it is, and they are rounded by
// themselves (the idea of LLM.int8(), Dettmers et al. 2022, arXiv 2208.07339, for one input of a group).

#include "forms.h"

/// Others' codes of less than this leave one input alone: it is eight times as large as any of them.
enum { LEAST_COMPANION = 16 };

typedef struct {
  uint32_t column;
  float value;
} apart_input;

typedef struct {
  uint32_t count;
  apart_input inputs[];
} apart_inputs;

static inline size_t apart_offset(size_t columns) { return columns / 8 * 11; }

size_t apart_end(size_t columns) {
  return apart_offset(columns) + sizeof(apart_inputs) + columns / 32 * sizeof(apart_input);
}

void clear_apart(size_t columns, void *rounded) {
  ((apart_inputs *)((char *)rounded + apart_offset(columns)))->count = 0;
}

/// Rounds a group without one of its inputs, and puts the result in the group's place.
static void round_without(
  size_t place, const float *x, size_t group, size_t columns, char *rounded) {
  float others[32];
  _Alignas(32) char part[64];
  memcpy(others, x + 32 * group, sizeof(others));
  others[place] = 0;
  plain_round(32, others, 32, part);
  memcpy(rounded + 32 * group, part, 32);
  memcpy(rounded + columns + 4 * group, part + 32, 4);
  memcpy(rounded + columns / 8 * 9 + 4 * group, part + 36, 4);
  memcpy(rounded + columns / 8 * 10 + 4 * group, part + 40, 4);
}

void set_apart(const float *x, size_t columns, void *rounded) {
  const int8_t *codes = rounded;
  apart_inputs *apart = (apart_inputs *)((char *)rounded + apart_offset(columns));
  apart->count = 0;
  for (size_t group = 0; group < columns / 32; group++) {
    uint8_t large = 0, others = 0;
    for (size_t i = 0; i < 32; i++) {
      large += (uint8_t)(codes[32 * group + i] + LEAST_COMPANION - 1) > 2 * (LEAST_COMPANION - 1);
    }
    if (large != 1) continue;
    size_t place = 0;
    for (size_t i = 0; i < 32; i++) {
      const int8_t code = codes[32 * group + i];
      if (code >= LEAST_COMPANION || code <= -LEAST_COMPANION) {
        place = i;
      } else {
        others |= x[32 * group + i] != 0;
      }
    }
    // Alone among zeros it is exact already.
    if (!others) continue;
    const size_t column = 32 * group + place;
    apart->inputs[apart->count++] = (apart_input){(uint32_t)column, x[column]};
    round_without(place, x, group, columns, rounded);
  }
}

/// Weight `i` of a block of 32.
static inline __attribute__((always_inline)) float weight_at(
  workbook_form form, const uint8_t *block, size_t i) {
  const float scale = float_of_half(read16(block));
  if (form == WORKBOOK_Q8_0) return scale * (float)(int8_t)block[2 + i];
  const uint8_t *codes = block + block_size(form) - 16;
  int code = codes[i % 16] >> (i / 16 * 4) & 15;
  switch (form) {
    case WORKBOOK_Q4_0: return scale * (float)(code - 8);
    case WORKBOOK_Q4_1: return scale * (float)code + float_of_half(read16(block + 2));
    case WORKBOOK_Q5_0:
      return scale * (float)((code | (int)(read32(block + 2) >> i & 1) << 4) - 16);
    default:
      return scale * (float)(code | (int)(read32(block + 4) >> i & 1) << 4)
        + float_of_half(read16(block + 2));
  }
}

int has_apart(workbook_form form, size_t columns, const void *rounded) {
  return block_width(form) == 32
    && ((const apart_inputs *)((const char *)rounded + apart_offset(columns)))->count > 0;
}

/// The form is a constant in every call, which takes the choice out of the loop.
static inline __attribute__((always_inline)) void add_apart_of(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const apart_inputs *apart, float *out) {
  const size_t size = row_size(form, columns), count = apart->count;
  for (size_t row = 0; row < rows; row++, weights += size) {
    float sum = 0;
    for (size_t i = 0; i < count; i++) {
      const size_t column = apart->inputs[i].column;
      const uint8_t *block = weights + column / 32 * block_size(form);
      sum += apart->inputs[i].value * weight_at(form, block, column % 32);
    }
    out[row] += sum;
  }
}

#define ADD(form) case form: return add_apart_of(form, weights, rows, columns, apart, out)

void add_apart(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  float *out) {
  const apart_inputs *apart =
    (const apart_inputs *)((const char *)rounded + apart_offset(columns));
  switch (form) {
    ADD(WORKBOOK_Q4_0);
    ADD(WORKBOOK_Q4_1);
    ADD(WORKBOOK_Q5_0);
    ADD(WORKBOOK_Q8_0);
    default: return add_apart_of(WORKBOOK_Q5_1, weights, rows, columns, apart, out);
  }
}

enum { ROWS_AT_ONCE = 256 };

/// out[i · stride + row] += weights[row] · the input of a column, for the rows of inputs that keep it apart.
static void add_column(
  uint32_t column, const float *weights, size_t rows, size_t columns, const char *rounded,
  size_t count, float *out, size_t stride) {
  for (size_t i = 0; i < count; i++, rounded += workbook_rounded_size(columns)) {
    const apart_inputs *apart = (const apart_inputs *)(rounded + apart_offset(columns));
    for (size_t entry = 0; entry < apart->count; entry++) {
      if (apart->inputs[entry].column != column) continue;
      const float value = apart->inputs[entry].value;
      float *own = out + i * stride;
      for (size_t row = 0; row < rows; row++) own[row] += value * weights[row];
    }
  }
}

void add_apart_to_many(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, void *scratch) {
  if (block_width(form) != 32) return;
  // Nearly always it is the same few columns: each is unpacked once for all rows of inputs.
  uint32_t *found = scratch;
  memset(found, 0, columns / 8);
  int any = 0;
  for (size_t i = 0; i < count; i++) {
    const char *row = (const char *)rounded + i * workbook_rounded_size(columns);
    const apart_inputs *apart = (const apart_inputs *)(row + apart_offset(columns));
    for (size_t entry = 0; entry < apart->count; entry++, any = 1) {
      const uint32_t column = apart->inputs[entry].column;
      found[column / 32] |= 1u << column % 32;
    }
  }
  if (!any) return;
  const size_t size = row_size(form, columns);
  for (size_t start = 0; start < rows; start += ROWS_AT_ONCE) {
    const size_t some = rows - start < ROWS_AT_ONCE ? rows - start : ROWS_AT_ONCE;
    for (size_t column = 0; column < columns; column++) {
      if (!(found[column / 32] >> column % 32 & 1)) continue;
      float unpacked[ROWS_AT_ONCE];
      for (size_t row = 0; row < some; row++) {
        const uint8_t *block =
          weights + (start + row) * size + column / 32 * block_size(form);
        unpacked[row] = weight_at(form, block, column % 32);
      }
      add_column(
        (uint32_t)column, unpacked, some, columns, rounded, count, out + start, stride);
    }
  }
}
