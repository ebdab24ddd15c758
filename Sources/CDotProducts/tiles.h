// Tiles: rows of weights unpacked so that many rows of inputs can be multiplied with them. Their codes lie
// in groups of four columns, row beside row.

#ifndef WORKBOOK_TILES_H
#define WORKBOOK_TILES_H

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// Eight or sixteen unpacked rows: weight = scale · code + least, or scale · (code − the code of zero).
typedef struct {
  /// For every four columns, four codes of each row, without a sign.
  uint8_t *codes;
  /// For every 32 columns, the rows' scales, then their least values. Of Q6_K: their scales for 16 columns,
  /// then those for the other 16.
  float *scales;
} tile_rows;

/// Writes half a block's codes, those of four rows that lie side by side in a tile.
INLINE void store_half(
  uint8_t *codes, size_t tile, __m128i a, __m128i b, __m128i c, __m128i d) {
  const __m128i ab = _mm_unpacklo_epi32(a, b), cd = _mm_unpacklo_epi32(c, d);
  const __m128i ab_high = _mm_unpackhi_epi32(a, b), cd_high = _mm_unpackhi_epi32(c, d);
  _mm_storeu_si128((__m128i *)codes, _mm_unpacklo_epi64(ab, cd));
  _mm_storeu_si128((__m128i *)(codes + 4 * tile), _mm_unpackhi_epi64(ab, cd));
  _mm_storeu_si128((__m128i *)(codes + 8 * tile), _mm_unpacklo_epi64(ab_high, cd_high));
  _mm_storeu_si128((__m128i *)(codes + 12 * tile), _mm_unpackhi_epi64(ab_high, cd_high));
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

/// Bits `index` on, as many as `mask` has, of each byte, as multiples of 16.
INLINE __m128i sixteens_of_bytes(const uint8_t *bytes, int index, char mask) {
  const __m128i bits = _mm_srl_epi16(load_128(bytes), _mm_cvtsi32_si128(index));
  return _mm_slli_epi16(_mm_and_si128(bits, _mm_set1_epi8(mask)), 4);
}

/// Half of each byte: the low one, or, with a shift of four, the high one.
INLINE __m128i nibbles(const uint8_t *bytes, int shift) {
  return _mm_and_si128(
    _mm_srl_epi16(load_128(bytes), _mm_cvtsi32_si128(shift)), _mm_set1_epi8(15));
}

/// The codes of group `group` of 32 in a row.
INLINE void load_tile_codes(
  workbook_form form, const uint8_t *row, size_t group, __m128i *first, __m128i *second) {
  if (form == WORKBOOK_Q4_K || form == WORKBOOK_Q5_K) {
    const uint8_t *block = row + group / 8 * block_size(form);
    const int part = group % 8;
    const uint8_t *packed = block + (form == WORKBOOK_Q5_K ? 48 : 16) + part / 2 * 32;
    *first = nibbles(packed, part % 2 * 4);
    *second = nibbles(packed + 16, part % 2 * 4);
    if (form == WORKBOOK_Q5_K) {
      *first = _mm_or_si128(*first, sixteens_of_bytes(block + 16, part, 1));
      *second = _mm_or_si128(*second, sixteens_of_bytes(block + 32, part, 1));
    }
    return;
  }
  if (form == WORKBOOK_Q6_K) {
    const uint8_t *block = row + group / 8 * block_size(form);
    const int half = group % 8 / 4, quarter = group % 4;
    const uint8_t *low = block + 64 * half + quarter % 2 * 32, *high = block + 128 + 32 * half;
    *first = _mm_or_si128(
      nibbles(low, quarter / 2 * 4), sixteens_of_bytes(high, 2 * quarter, 3));
    *second = _mm_or_si128(
      nibbles(low + 16, quarter / 2 * 4), sixteens_of_bytes(high + 16, 2 * quarter, 3));
    return;
  }
  if (form == WORKBOOK_Q8_0) {
    const uint8_t *codes = row + group * block_size(form) + 2;
    const __m128i sign = _mm_set1_epi8((char)0x80);
    *first = _mm_xor_si128(load_128(codes), sign);
    *second = _mm_xor_si128(load_128(codes + 16), sign);
    return;
  }
  const uint8_t *codes = row + (group + 1) * block_size(form) - 16;
  *first = nibbles(codes, 0);
  *second = nibbles(codes, 4);
  if (form == WORKBOOK_Q5_0 || form == WORKBOOK_Q5_1) {
    const uint32_t fifth = (uint32_t)load_word(codes - 4);
    *first = _mm_or_si128(*first, sixteens(fifth, 0));
    *second = _mm_or_si128(*second, sixteens(fifth, 16));
  }
}

/// Writes the scales and least values of a row's groups.
INLINE void store_scales(
  workbook_form form, size_t tile, const uint8_t *row, size_t groups, float *scales) {
  if (form == WORKBOOK_Q4_K || form == WORKBOOK_Q5_K) {
    for (size_t block = 0; block < groups / 8; block++, row += block_size(form)) {
      const float scale = half_at(row), least = -half_at(row + 2);
      uint32_t packed[4];
      six_bit_scales(row + 4, packed);
      for (size_t part = 0; part < 8; part++, scales += 2 * tile) {
        scales[0] = scale * (float)(packed[part / 4] >> part % 4 * 8 & 255);
        scales[tile] = least * (float)(packed[2 + part / 4] >> part % 4 * 8 & 255);
      }
    }
    return;
  }
  if (form == WORKBOOK_Q6_K) {
    for (size_t block = 0; block < groups / 8; block++, row += block_size(form)) {
      const float scale = half_at(row + 208);
      for (size_t part = 0; part < 16; part++, scales += tile) {
        scales[0] = scale * (float)(int8_t)row[192 + part];
      }
    }
    return;
  }
  for (size_t group = 0; group < groups; group++, row += block_size(form)) {
    const float scale = half_at(row);
    scales[0] = scale;
    scales[tile] =
      code_of_zero(form) > 0 ? (float)-code_of_zero(form) * scale : half_at(row + 2);
    scales += 2 * tile;
  }
}

/// Unpacks rows of weights into a tile of as many.
INLINE void fill_tile(
  workbook_form form, size_t count, const uint8_t *const *rows, size_t columns, tile_rows tile) {
  for (size_t row = 0; row < count; row++) {
    store_scales(form, count, rows[row], columns / 32, tile.scales + row);
  }
  for (size_t group = 0; group < columns / 32; group++) {
    uint8_t *codes = tile.codes + 32 * count * group;
    for (size_t row = 0; row < count; row += 4) {
      __m128i first[4], second[4];
      for (size_t i = 0; i < 4; i++) {
        load_tile_codes(form, rows[row + i], group, &first[i], &second[i]);
      }
      store_half(codes + 4 * row, count, first[0], first[1], first[2], first[3]);
      store_half(
        codes + 4 * row + 16 * count, count, second[0], second[1], second[2], second[3]);
    }
  }
}

AVX2_END

#endif
#endif
