// Matrix products by oneDNN: C = op(A)·op(B), or C += op(A)·op(B), row-major, float32 results of float32 or
// bfloat16 numbers. A product is made once for a shape and run as often as one likes.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct workbook_product workbook_product;

/// What is multiplied. A stride is the distance between the rows of a matrix as it is stored, in elements.
typedef struct {
  int64_t rows, columns, inner;
  int64_t a_stride, b_stride, c_stride;
  int a_transposed, b_transposed;
  /// Whether C is added to.
  int accumulates;
  /// Whether A and B hold bfloat16 numbers; float32 otherwise.
  int is_bfloat16;
} workbook_product_shape;

/// A product of this shape; NULL where oneDNN has none that is compiled for this processor.
workbook_product *workbook_product_create(const workbook_product_shape *shape);

void workbook_product_destroy(workbook_product *product);

/// The bytes that a run needs besides, aligned to 64.
size_t workbook_product_scratch_size(const workbook_product *product);

/// oneDNN's name of what multiplies.
const char *workbook_product_implementation(const workbook_product *product);

/// Multiplies on the calling thread alone, whatever OpenMP would take otherwise.
///
/// One product is run by one thread at a time. Returns 0, or oneDNN's status where it failed.
int workbook_product_run(
    workbook_product *product, const void *a, const void *b, float *c, void *scratch);

/// oneDNN's version, such as "2.6.3".
const char *workbook_onednn_version(void);

/// Whether this processor multiplies bfloat16 numbers itself, as far as oneDNN may use it
/// (`ONEDNN_MAX_CPU_ISA`).
int workbook_onednn_has_bfloat16(void);
