#include "CDotProducts.h"

#include "avx512.h"
#include "neon.h"

#if WORKBOOK_ARM
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

int workbook_has_path(workbook_path path) {
  if (path == WORKBOOK_PLAIN) return 1;
#if WORKBOOK_X86
  __builtin_cpu_init();
  const int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
    && __builtin_cpu_supports("f16c");
  if (path == WORKBOOK_AVX2) return has_avx2;
  if (path == WORKBOOK_AVX512) {
    return has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  }
#endif
#if WORKBOOK_ARM
  if (path == WORKBOOK_NEON) return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#endif
  return 0;
}

workbook_path workbook_best_path(void) {
  for (int path = WORKBOOK_NEON; path > WORKBOOK_PLAIN; path--) {
    if (workbook_has_path((workbook_path)path)) return (workbook_path)path;
  }
  return WORKBOOK_PLAIN;
}

int workbook_has_form(uint32_t form) {
  return form <= WORKBOOK_BF16 && block_size((workbook_form)form) > 0;
}

size_t workbook_rounding_group(workbook_form form) {
  size_t width = block_width(form);
  return width == 1 ? 0 : width;
}

size_t workbook_rounded_size(size_t columns) { return (apart_end(columns) + 63) / 64 * 64; }

static void round_row(
  workbook_path path, size_t group, const float *x, size_t columns, void *rounded) {
#if WORKBOOK_X86
  if (path >= WORKBOOK_AVX2) return avx2_round(group, x, columns, rounded);
#endif
  plain_round(group, x, columns, rounded);
}

void workbook_round(
  workbook_path path, size_t group, const float *x, size_t columns, void *rounded) {
  round_row(path, group, x, columns, rounded);
  if (group == 32) {
    set_apart(x, columns, rounded);
  } else {
    clear_apart(columns, rounded);
  }
}

#if WORKBOOK_X86
static void avx512_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (block_width(form)) {
    case 1: return avx2_rows_of_numbers(form, weights, rows, columns, x, out, accumulating);
    case 32: return avx512_rows_of_32(form, weights, rows, columns, x, out, accumulating);
    default: return avx512_rows_of_256(form, weights, rows, columns, x, out, accumulating);
  }
}

static void avx2_multiply_row(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *x,
  float *out, int accumulating) {
  switch (form) {
    case WORKBOOK_F32: case WORKBOOK_F16: case WORKBOOK_BF16:
      return avx2_rows_of_numbers(form, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q4_K: case WORKBOOK_Q5_K:
      return avx2_rows_of_q45k(form, weights, rows, columns, x, out, accumulating);
    case WORKBOOK_Q6_K: return avx2_rows_of_q6k(weights, rows, columns, x, out, accumulating);
    default: return avx2_rows_of_32(form, weights, rows, columns, x, out, accumulating);
  }
}
#endif

static void multiply_row(
  workbook_path path, workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const void *x, float *out, int accumulating) {
#if WORKBOOK_X86
  if (path == WORKBOOK_AVX512) {
    return avx512_multiply_row(form, weights, rows, columns, x, out, accumulating);
  }
  if (path == WORKBOOK_AVX2) {
    return avx2_multiply_row(form, weights, rows, columns, x, out, accumulating);
  }
#endif
#if WORKBOOK_ARM
  if (path == WORKBOOK_NEON && block_width(form) > 1) {
    return neon_multiply_row(form, weights, rows, columns, x, out, accumulating);
  }
#endif
  plain_multiply_row(form, weights, rows, columns, x, out, accumulating);
}

void workbook_multiply_row(
  workbook_path path, workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const void *x, float *out, int accumulating) {
  if (!has_apart(form, columns, x)) {
    return multiply_row(path, form, weights, rows, columns, x, out, accumulating);
  }
  // As many rows at a time as stay in the second cache.
  const size_t size = row_size(form, columns), step = ((1 << 16) / size + 16) / 16 * 16;
  for (size_t row = 0; row < rows; row += step) {
    const size_t count = rows - row < step ? rows - row : step;
    multiply_row(path, form, weights + row * size, count, columns, x, out + row, accumulating);
    add_apart(form, weights + row * size, count, columns, x, out + row);
  }
}

int workbook_has_tiles(workbook_path path, workbook_form form) {
  if (path == WORKBOOK_AVX512) return block_width(form) > 1;
  if (path != WORKBOOK_AVX2) return 0;
  switch (form) {
    case WORKBOOK_Q4_0: case WORKBOOK_Q4_1: case WORKBOOK_Q5_0: case WORKBOOK_Q5_1:
    case WORKBOOK_Q4_K: case WORKBOOK_Q5_K: return 1;
    default: return 0;
  }
}

// At most sixteen rows: a byte of code, and for each 32 columns two numbers.
size_t workbook_tile_size(size_t columns) { return 16 * (columns + columns / 32 * 8); }

void workbook_multiply_rows(
  workbook_path path, workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const void *rounded, size_t count, float *out, size_t stride, int accumulating, void *tile) {
#if WORKBOOK_X86
  if (path == WORKBOOK_AVX512) {
    avx512_multiply_rows(
      form, weights, rows, columns, rounded, count, out, stride, accumulating, tile);
  } else if (path == WORKBOOK_AVX2) {
    avx2_multiply_rows(
      form, weights, rows, columns, rounded, count, out, stride, accumulating, tile);
  }
#endif
  add_apart_to_many(form, weights, rows, columns, rounded, count, out, stride, tile);
}

int workbook_unpack(
  workbook_path path, workbook_form form, const uint8_t *blocks, size_t count, float *out) {
  if (form == WORKBOOK_F32) {
    memcpy(out, blocks, sizeof(float) * count);
    return 1;
  }
#if WORKBOOK_X86
  if (path >= WORKBOOK_AVX2) return avx2_unpack(form, blocks, count, out);
#endif
  return 0;
}

size_t workbook_queries_at_once(void) { return 3; }

void workbook_key_products(
  workbook_path path, size_t query_count, const float *queries, const uint16_t *keys,
  size_t count, size_t width, float scale, float *scores, size_t stride) {
#if WORKBOOK_X86
  if (path == WORKBOOK_AVX512) {
    return avx512_key_products(query_count, queries, keys, count, width, scale, scores, stride);
  }
  if (path >= WORKBOOK_AVX2) {
    return avx2_key_products(query_count, queries, keys, count, width, scale, scores, stride);
  }
#endif
  for (size_t query = 0; query < query_count; query++) {
    for (size_t key = 0; key < count; key++) {
      float sum = 0;
      for (size_t i = 0; i < width; i++) {
        sum += queries[query * width + i] * float_of_half(keys[key * width + i]);
      }
      scores[query * stride + key] = scale * sum;
    }
  }
}

void workbook_value_sums(
  workbook_path path, size_t query_count, const float *weights, size_t stride,
  const uint16_t *values, size_t count, size_t width, float *out) {
#if WORKBOOK_X86
  if (path == WORKBOOK_AVX512) {
    return avx512_value_sums(query_count, weights, stride, values, count, width, out);
  }
  if (path >= WORKBOOK_AVX2) {
    return avx2_value_sums(query_count, weights, stride, values, count, width, out);
  }
#endif
  for (size_t query = 0; query < query_count; query++) {
    float *own = out + query * width;
    for (size_t i = 0; i < width; i++) own[i] = 0;
    for (size_t value = 0; value < count; value++) {
      const float weight = weights[query * stride + value];
      for (size_t i = 0; i < width; i++) {
        own[i] += weight * float_of_half(values[value * width + i]);
      }
    }
  }
}

int workbook_pack_halves(workbook_path path, const float *x, size_t count, uint16_t *out) {
#if WORKBOOK_X86
  if (path >= WORKBOOK_AVX2) {
    avx2_pack_halves(x, count, out);
    return 1;
  }
#endif
  return 0;
}
