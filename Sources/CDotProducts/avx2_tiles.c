// Many rows of inputs times weights in blocks of 32, or of 256 with scales for 32.
//
// Eight rows of weights are unpacked into a tile that stays in the cache: their codes in groups of four
// columns, row beside row, so that one instruction multiplies four columns of eight rows with four
// inputs. The eight sums come to lie in eight lanes, and are scaled once for 32 columns.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// The rows of a tile, and the rows of inputs that are multiplied at a time.
enum { TILE_ROWS = 8, INPUT_ROWS = 4 };

/// Eight unpacked rows: weight = scale · code + least.
typedef struct {
  /// For every four columns, four codes of each row.
  uint8_t *codes;
  /// For every 32 columns, the eight rows' scales, then their least values.
  float *scales;
} tile_rows;

/// Writes half a block's codes, those of four rows that lie side by side in the tile.
INLINE void store_half(uint8_t *codes, __m128i a, __m128i b, __m128i c, __m128i d) {
  const __m128i ab = _mm_unpacklo_epi32(a, b), cd = _mm_unpacklo_epi32(c, d);
  const __m128i ab_high = _mm_unpackhi_epi32(a, b), cd_high = _mm_unpackhi_epi32(c, d);
  _mm_storeu_si128((__m128i *)codes, _mm_unpacklo_epi64(ab, cd));
  _mm_storeu_si128((__m128i *)(codes + 32), _mm_unpackhi_epi64(ab, cd));
  _mm_storeu_si128((__m128i *)(codes + 64), _mm_unpacklo_epi64(ab_high, cd_high));
  _mm_storeu_si128((__m128i *)(codes + 96), _mm_unpackhi_epi64(ab_high, cd_high));
}

/// Sixteen where a bit is set, for bits 0 to 15 or 16 to 31.
INLINE __m128i sixteens(uint32_t bits, int from) {
  const __m128i places =
    _mm_set_epi64x(0x0101010101010101 * (from / 8 + 1), 0x0101010101010101 * (from / 8));
  const __m128i mask = _mm_set1_epi64x((long long)0x8040201008040201);
  const __m128i all = _mm_shuffle_epi8(_mm_set1_epi32((int)bits), places);
  return _mm_and_si128(
    _mm_cmpeq_epi8(_mm_and_si128(all, mask), mask), _mm_set1_epi8(16));
}

/// Bit `index` of each byte as 16.
INLINE __m128i sixteens_of_bytes(const uint8_t *bytes, int index) {
  const __m128i bits = _mm_srl_epi16(load_128(bytes), _mm_cvtsi32_si128(index));
  return _mm_slli_epi16(_mm_and_si128(bits, _mm_set1_epi8(1)), 4);
}

/// The codes of group `group` of 32 in a row.
INLINE void load_codes(
  workbook_form form, const uint8_t *row, size_t group, __m128i *first, __m128i *second) {
  const __m128i low = _mm_set1_epi8(15);
  if (form == WORKBOOK_Q4_K || form == WORKBOOK_Q5_K) {
    const uint8_t *block = row + group / 8 * block_size(form);
    const int part = group % 8;
    const uint8_t *packed = block + (form == WORKBOOK_Q5_K ? 48 : 16) + part / 2 * 32;
    const __m128i shift = _mm_cvtsi32_si128(part % 2 * 4);
    *first = _mm_and_si128(_mm_srl_epi16(load_128(packed), shift), low);
    *second = _mm_and_si128(_mm_srl_epi16(load_128(packed + 16), shift), low);
    if (form == WORKBOOK_Q5_K) {
      *first = _mm_or_si128(*first, sixteens_of_bytes(block + 16, part));
      *second = _mm_or_si128(*second, sixteens_of_bytes(block + 32, part));
    }
    return;
  }
  const uint8_t *codes = row + (group + 1) * block_size(form) - 16;
  const __m128i packed = load_128(codes);
  *first = _mm_and_si128(packed, low);
  *second = _mm_and_si128(_mm_srli_epi16(packed, 4), low);
  if (form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1) {
    const uint32_t fifth = (uint32_t)load_word(codes - 4);
    *first = _mm_or_si128(*first, sixteens(fifth, 0));
    *second = _mm_or_si128(*second, sixteens(fifth, 16));
  }
}

/// Writes the scales and least values of a row's groups.
INLINE void store_scales(
  workbook_form form, const uint8_t *row, size_t groups, float *scales) {
  if (form == WORKBOOK_Q4_K || form == WORKBOOK_Q5_K) {
    for (size_t block = 0; block < groups / 8; block++, row += block_size(form)) {
      const float scale = half_at(row), least = -half_at(row + 2);
      uint32_t packed[4];
      six_bit_scales(row + 4, packed);
      for (size_t part = 0; part < 8; part++, scales += 2 * TILE_ROWS) {
        scales[0] = scale * (float)(packed[part / 4] >> part % 4 * 8 & 255);
        scales[TILE_ROWS] = least * (float)(packed[2 + part / 4] >> part % 4 * 8 & 255);
      }
    }
    return;
  }
  for (size_t group = 0; group < groups; group++, row += block_size(form)) {
    const float scale = half_at(row);
    scales[0] = scale;
    scales[TILE_ROWS] = form == WORKBOOK_Q4_0 ? -8 * scale
      : form == WORKBOOK_Q5_0 ? -16 * scale : half_at(row + 2);
    scales += 2 * TILE_ROWS;
  }
}

INLINE void unpack(
  workbook_form form, const uint8_t *const rows[TILE_ROWS], size_t columns, tile_rows tile) {
  for (size_t row = 0; row < TILE_ROWS; row++) {
    store_scales(form, rows[row], columns / 32, tile.scales + row);
  }
  for (size_t group = 0; group < columns / 32; group++) {
    uint8_t *codes = tile.codes + 32 * TILE_ROWS * group;
    for (size_t row = 0; row < TILE_ROWS; row += 4) {
      __m128i first[4], second[4];
      for (size_t i = 0; i < 4; i++) {
        load_codes(form, rows[row + i], group, &first[i], &second[i]);
      }
      store_half(codes + 4 * row, first[0], first[1], first[2], first[3]);
      store_half(codes + 4 * row + 128, second[0], second[1], second[2], second[3]);
    }
  }
}

/// Multiplies a tile with `count` rows of inputs, `count` a constant.
INLINE void multiply_inputs(
  int has_fifth_bit, int count, tile_rows tile, size_t columns, const char *rounded, size_t size,
  __m256 *out) {
  const __m256i ones = _mm256_set1_epi16(1);
  rounded_row x[INPUT_ROWS];
  __m256 sums[INPUT_ROWS];
  for (int i = 0; i < count; i++) {
    x[i] = rounded_parts(rounded + i * size, columns);
    sums[i] = _mm256_setzero_ps();
  }
  for (size_t group = 0; group < columns / 32; group++) {
    const uint8_t *codes = tile.codes + 32 * TILE_ROWS * group;
    __m256i whole[INPUT_ROWS], half[INPUT_ROWS];
    for (int i = 0; i < count; i++) whole[i] = _mm256_setzero_si256();
#pragma clang loop unroll(full)
    for (int four = 0; four < 8; four++) {
      const __m256i weights = _mm256_loadu_si256((const __m256i *)(codes + 32 * four));
      for (int i = 0; i < count; i++) {
        const __m256i products = _mm256_maddubs_epi16(
          weights, _mm256_set1_epi32(load_word((const uint8_t *)x[i].codes + 32 * group + 4 * four)));
        whole[i] = four == 0 || (has_fifth_bit && four == 4)
          ? products : _mm256_add_epi16(whole[i], products);
      }
      // Sixteen products of at most 15 · 127 fit into 16 bits, of 31 · 127 eight.
      if (has_fifth_bit && four == 3) {
        for (int i = 0; i < count; i++) half[i] = _mm256_madd_epi16(whole[i], ones);
      }
    }
    const __m256 scales = _mm256_loadu_ps(tile.scales + 2 * TILE_ROWS * group);
    const __m256 least = _mm256_loadu_ps(tile.scales + 2 * TILE_ROWS * group + TILE_ROWS);
    for (int i = 0; i < count; i++) {
      __m256i sum = _mm256_madd_epi16(whole[i], ones);
      if (has_fifth_bit) sum = _mm256_add_epi32(sum, half[i]);
      const __m256 scale = _mm256_mul_ps(scales, _mm256_broadcast_ss(x[i].scales + group));
      sums[i] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, sums[i]);
      sums[i] = _mm256_fmadd_ps(least, _mm256_broadcast_ss(x[i].sums + group), sums[i]);
    }
  }
  for (int i = 0; i < count; i++) out[i] = sums[i];
}

INLINE void store(const __m256 sums, float *out, size_t rows, int accumulating) {
  if (rows >= TILE_ROWS) {
    _mm256_storeu_ps(out, accumulating ? _mm256_add_ps(_mm256_loadu_ps(out), sums) : sums);
    return;
  }
  float parts[TILE_ROWS];
  _mm256_storeu_ps(parts, sums);
  for (size_t i = 0; i < rows; i++) out[i] = (accumulating ? out[i] : 0) + parts[i];
}

INLINE void multiply(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const char *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *scratch) {
  const int has_fifth_bit =
    form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1 || form == WORKBOOK_Q5_K;
  const size_t packed_size = row_size(form, columns), size = workbook_rounded_size(columns);
  const tile_rows tile = {scratch, (float *)((uint8_t *)scratch + TILE_ROWS * columns)};
  for (size_t row = 0; row < rows; row += TILE_ROWS) {
    // Behind the last row stands the last row again.
    const uint8_t *packed[TILE_ROWS];
    for (size_t i = 0; i < TILE_ROWS; i++) {
      packed[i] = weights + (row + i < rows ? row + i : rows - 1) * packed_size;
    }
    unpack(form, packed, columns, tile);
    __m256 sums[INPUT_ROWS];
    size_t i = 0;
    for (; i + INPUT_ROWS <= count; i += INPUT_ROWS) {
      multiply_inputs(has_fifth_bit, INPUT_ROWS, tile, columns, rounded + i * size, size, sums);
      for (size_t j = 0; j < INPUT_ROWS; j++) {
        store(sums[j], out + (i + j) * stride + row, rows - row, accumulating);
      }
    }
    for (; i < count; i++) {
      multiply_inputs(has_fifth_bit, 1, tile, columns, rounded + i * size, size, sums);
      store(sums[0], out + i * stride + row, rows - row, accumulating);
    }
  }
}

#define MULTIPLY(form) \
  case form: \
    return multiply( \
      form, weights, rows, columns, rounded, count, out, stride, accumulating, tile)

void avx2_multiply_rows(
  workbook_form form, const uint8_t *weights, size_t rows, size_t columns, const void *rounded,
  size_t count, float *out, size_t stride, int accumulating, void *tile) {
  switch (form) {
    MULTIPLY(WORKBOOK_Q4_0);
    MULTIPLY(WORKBOOK_Q4_1);
    MULTIPLY(WORKBOOK_Q5_0);
    MULTIPLY(WORKBOOK_Q5_1);
    MULTIPLY(WORKBOOK_Q4_K);
    MULTIPLY(WORKBOOK_Q5_K);
    default: return;
  }
}

AVX2_END

#endif
