// The loops of Arm's dot products against those in plain C, on the same random blocks and inputs. Built for Arm
// and run by an emulator: see run.sh.

#include "CDotProducts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 7;

static uint32_t next(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33);
}

static float uniform(void) { return (float)next() / 2147483648.0f - 0.5f; }

/// The bytes of a block, and where its scales in binary16 stand.
typedef struct {
  const char *name;
  workbook_form form;
  size_t width, size, scales[2];
} shape;

static const shape shapes[] = {
  {"Q4_0", WORKBOOK_Q4_0, 32, 18, {0, 0}},     {"Q4_1", WORKBOOK_Q4_1, 32, 20, {0, 2}},
  {"Q5_0", WORKBOOK_Q5_0, 32, 22, {0, 0}},     {"Q5_1", WORKBOOK_Q5_1, 32, 24, {0, 2}},
  {"Q8_0", WORKBOOK_Q8_0, 32, 34, {0, 0}},     {"Q4_K", WORKBOOK_Q4_K, 256, 144, {0, 2}},
  {"Q5_K", WORKBOOK_Q5_K, 256, 176, {0, 2}},   {"Q6_K", WORKBOOK_Q6_K, 256, 210, {208, 208}},
};

enum { COLUMNS = 768, ROWS = 13 };

/// Whether all results of a form are those of plain C, but for the last digits.
static int check(const shape *form) {
  static uint8_t weights[ROWS * COLUMNS * 2];
  static float x[COLUMNS], plain[ROWS], fast[ROWS];
  static _Alignas(64) uint8_t rounded[8192];
  const size_t blocks = ROWS * COLUMNS / form->width;
  for (size_t i = 0; i < blocks * form->size; i++) weights[i] = (uint8_t)next();
  for (size_t block = 0; block < blocks; block++) {
    for (size_t i = 0; i < 2; i++) {
      // Between 0.5 and 2, of either sign.
      const uint16_t scale = (uint16_t)(0x3800 | (next() & 0x87FF));
      memcpy(weights + block * form->size + form->scales[i], &scale, 2);
    }
  }
  for (size_t i = 0; i < COLUMNS; i++) x[i] = uniform() * (i % 97 == 5 ? 100 : 1);
  const size_t group = workbook_rounding_group(form->form);
  int is_right = 1;
  for (int accumulating = 0; accumulating < 2; accumulating++) {
    for (size_t row = 0; row < ROWS; row++) plain[row] = fast[row] = uniform();
    workbook_round(WORKBOOK_NEON, group, x, COLUMNS, rounded);
    workbook_multiply_row(
      WORKBOOK_PLAIN, form->form, weights, ROWS, COLUMNS, rounded, plain, accumulating);
    workbook_multiply_row(
      WORKBOOK_NEON, form->form, weights, ROWS, COLUMNS, rounded, fast, accumulating);
    for (size_t row = 0; row < ROWS; row++) {
      if (!isfinite(plain[row]) || fabsf(plain[row] - fast[row]) > 1e-5f * (1 + fabsf(plain[row]))) {
        printf(
          "%s, row %zu: %g where plain C has %g\n", form->name, row, (double)fast[row],
          (double)plain[row]);
        is_right = 0;
      }
    }
  }
  return is_right;
}

int main(void) {
  if (!workbook_has_path(WORKBOOK_NEON) || workbook_best_path() != WORKBOOK_NEON) {
    printf("the processor has no dot products of bytes, or they are not chosen\n");
    return 1;
  }
  int is_right = 1;
  for (int turn = 0; turn < 20; turn++) {
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) is_right &= check(&shapes[i]);
  }
  if (is_right) printf("the loops for Arm agree with plain C\n");
  return !is_right;
}
