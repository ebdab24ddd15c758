#ifndef WORKBOOK_DOT_PRODUCTS_H
#define WORKBOOK_DOT_PRODUCTS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How weights are packed, by ggml's type numbers.
typedef enum {
  WORKBOOK_F32 = 0,
  WORKBOOK_F16 = 1,
  WORKBOOK_Q4_0 = 2,
  WORKBOOK_Q4_1 = 3,
  WORKBOOK_Q5_0 = 6,
  WORKBOOK_Q5_1 = 7,
  WORKBOOK_Q8_0 = 8,
  WORKBOOK_Q4_K = 12,
  WORKBOOK_Q5_K = 13,
  WORKBOOK_Q6_K = 14,
  WORKBOOK_BF16 = 30,
} workbook_form;

/// Which instructions the loops use.
typedef enum {
  /// C as every processor has it.
  WORKBOOK_PLAIN = 0,
  /// x86-64 with AVX2, FMA and F16C.
  WORKBOOK_AVX2 = 1,
  /// The same with AVX-512 (F, BW, VL) and VNNI, which multiplies and adds four bytes a lane at once.
  WORKBOOK_AVX512 = 2,
  /// Arm with its dot products of bytes (ARMv8.2's dotprod), for one row of inputs.
  WORKBOOK_NEON = 3,
} workbook_path;

/// Whether this processor has the instructions of a path.
int workbook_has_path(workbook_path path);

/// The best path that this processor has.
workbook_path workbook_best_path(void);

/// Whether there are loops for a form; the other numbers are no forms or have none.
int workbook_has_form(uint32_t form);

/// The inputs that are rounded with one scale: 32, 256, or 0 for a form that takes them as they are.
size_t workbook_rounding_group(workbook_form form);

/// The bytes that a row of inputs takes when it is rounded; a multiple of 64.
///
/// - columns: a multiple of 32.
size_t workbook_rounded_size(size_t columns);

/// Rounds a row of inputs to 8 bits.
///
/// Groups of 32 as ggml's Q8_0 does (`quantize_row_q8_0_ref`), but with a scale that stays in Float32;
/// groups of 256 as its Q8_K does (`quantize_row_q8_K_ref`). A group that holds a NaN or an infinity gets
/// the scale NaN, so that it is seen in the products.
///
/// In a group of 32, one input that is more than eight times as large as every other is kept apart: the
/// others are rounded without it, and it is multiplied as it is.
///
/// - group: 32 or 256.
/// - columns: a multiple of the group.
/// - rounded: `workbook_rounded_size(columns)` bytes, aligned to 32: first a signed byte for each
///   column, then a Float32 scale for each 32 columns.
void workbook_round(
  workbook_path path, size_t group, const float *x, size_t columns, void *rounded);

/// out[row] = W·x for some rows, or out[row] += W·x.
///
/// Each row's bits depend on the path alone, never on the other rows.
///
/// - weights: `rows` packed rows, one behind the other, at any alignment.
/// - x: `columns` Float32 numbers for the forms that take them as they are, else one rounded row.
void workbook_multiply_row(
  workbook_path path, workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const void *x, float *out, int accumulating);

/// Whether a path has loops for many rows of inputs that beat unpacking the weights.
int workbook_has_tiles(workbook_path path, workbook_form form);

/// The bytes of scratch that `workbook_multiply_rows` needs.
size_t workbook_tile_size(size_t columns);

/// out = x·Wᵀ, or out += x·Wᵀ, for many rows of inputs and a form with tiles.
///
/// - rounded: `count` rounded rows, `workbook_rounded_size(columns)` bytes apart.
/// - out: out[i · stride + row] for row of inputs i and row of weights `row`.
/// - tile: scratch, aligned to 32.
void workbook_multiply_rows(
  workbook_path path, workbook_form form, const uint8_t *weights, size_t rows, size_t columns,
  const void *rounded, size_t count, float *out, size_t stride, int accumulating, void *tile);

/// Unpacks blocks bit for bit; returns 0, and does nothing, where a path has no loop for the form.
int workbook_unpack(
  workbook_path path, workbook_form form, const uint8_t *blocks, size_t count, float *out);

/// The heads of queries that the next two functions take at once, at most.
size_t workbook_queries_at_once(void);

/// scores[query][key] = scale · queries[query]·keys[key], with keys kept as binary16.
///
/// - queries: (query_count, width) Float32.
/// - keys: (count, width) binary16.
/// - scores: (query_count, count), rows `stride` apart.
void workbook_key_products(
  workbook_path path, size_t query_count, const float *queries, const uint16_t *keys,
  size_t count, size_t width, float scale, float *scores, size_t stride);

/// out[query] = Σ weights[query][j] · values[j], with values kept as binary16.
///
/// - weights: (query_count, count), rows `stride` apart.
/// - values: (count, width) binary16.
/// - out: (query_count, width).
void workbook_value_sums(
  workbook_path path, size_t query_count, const float *weights, size_t stride,
  const uint16_t *values, size_t count, size_t width, float *out);

/// Rounds numbers to binary16, ties to even; returns 0, and does nothing, where a path has no loop for it.
int workbook_pack_halves(workbook_path path, const float *x, size_t count, uint16_t *out);

#ifdef __cplusplus
}
#endif

#endif
