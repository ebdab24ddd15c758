// Weights as Float32: for products with many rows of inputs that have no tiles, and for training over a
// model that stays packed.

#include "avx2.h"

#if WORKBOOK_X86

AVX2_BEGIN

/// Eight signed bytes times a scale.
INLINE void store_bytes(float *out, __m128i bytes, __m256 scale) {
  _mm256_storeu_ps(
    out, _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), scale));
}

INLINE void unpack_q6k(const uint8_t *block, float *out) {
  const float scale = half_at(block + 208);
  for (size_t group = 0; group < 16; group++) {
    const size_t half = group / 8;
    const int quarter = group % 8 / 2;
    const __m128i low = load_128(block + 64 * half + quarter % 2 * 32 + group % 2 * 16);
    const __m128i high = load_128(block + 128 + 32 * half + group % 2 * 16);
    const __m128i four = _mm_and_si128(
      _mm_srl_epi16(low, _mm_cvtsi32_si128(quarter / 2 * 4)), _mm_set1_epi8(15));
    const __m128i two = _mm_and_si128(
      _mm_srl_epi16(high, _mm_cvtsi32_si128(2 * quarter)), _mm_set1_epi8(3));
    const __m128i codes =
      _mm_sub_epi8(_mm_or_si128(four, _mm_slli_epi16(two, 4)), _mm_set1_epi8(32));
    const __m256 step = _mm256_set1_ps(scale * (float)(int8_t)block[192 + group]);
    store_bytes(out + 16 * group, codes, step);
    store_bytes(out + 16 * group + 8, _mm_srli_si128(codes, 8), step);
  }
}

/// Sixteen codes times a scale plus a base, each rounded by itself as ggml does.
INLINE void store_codes(float *out, __m128i codes, __m256 scale, __m256 base) {
  for (int part = 0; part < 2; part++) {
    const __m256 numbers = _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(codes));
    const __m256 products = _mm256_mul_ps(numbers, scale);
    _mm256_storeu_ps(out + 8 * part, _mm256_add_ps(products, base));
    codes = _mm_srli_si128(codes, 8);
  }
}

/// Four bits: byte j has the codes of weights j and j + 16.
INLINE void unpack_q41(const uint8_t *block, float *out) {
  const __m256 scale = _mm256_set1_ps(half_at(block));
  const __m256 base = _mm256_set1_ps(half_at(block + 2));
  const __m128i pairs = load_128(block + 4);
  const __m128i low = _mm_set1_epi8(15);
  store_codes(out, _mm_and_si128(pairs, low), scale, base);
  store_codes(out + 16, _mm_and_si128(_mm_srli_epi16(pairs, 4), low), scale, base);
}

INLINE void unpack_q40(const uint8_t *block, float *out) {
  const __m256 scale = _mm256_set1_ps(half_at(block));
  const __m128i pairs = load_128(block + 2);
  const __m128i low = _mm_set1_epi8(15);
  const __m128i eight = _mm_set1_epi8(8);
  const __m128i first = _mm_sub_epi8(_mm_and_si128(pairs, low), eight);
  const __m128i second = _mm_sub_epi8(_mm_and_si128(_mm_srli_epi16(pairs, 4), low), eight);
  store_bytes(out, first, scale);
  store_bytes(out + 8, _mm_srli_si128(first, 8), scale);
  store_bytes(out + 16, second, scale);
  store_bytes(out + 24, _mm_srli_si128(second, 8), scale);
}

/// Four or five bits, with a scale and a least value for 32 weights each.
INLINE void unpack_q45k(const uint8_t *block, int has_fifth_bit, float *out) {
  const float scale = half_at(block);
  const float least = half_at(block + 2);
  const __m128i low = _mm_set1_epi8(15);
  uint32_t packed[4];
  six_bit_scales(block + 4, packed);
  for (size_t group = 0; group < 8; group++) {
    const int shift = group % 4 * 8;
    const float step = scale * (float)(packed[group / 4] >> shift & 255);
    const float base = least * (float)(packed[2 + group / 4] >> shift & 255);
    for (size_t half = 0; half < 32; half += 16) {
      const __m128i pairs =
        load_128(block + (has_fifth_bit ? 48 : 16) + group / 2 * 32 + half);
      __m128i codes =
        _mm_and_si128(_mm_srl_epi16(pairs, _mm_cvtsi32_si128(group % 2 * 4)), low);
      if (has_fifth_bit) {
        const __m128i fifth = _mm_and_si128(
          _mm_srl_epi16(load_128(block + 16 + half), _mm_cvtsi32_si128((int)group)),
          _mm_set1_epi8(1));
        codes = _mm_or_si128(codes, _mm_slli_epi16(fifth, 4));
      }
      store_codes(
        out + 32 * group + half, codes, _mm256_set1_ps(step), _mm256_set1_ps(-base));
    }
  }
}

int avx2_unpack(workbook_form form, const uint8_t *blocks, size_t count, float *out) {
  size_t i = 0;
  switch (form) {
    case WORKBOOK_F16:
      for (; i + 8 <= count; i += 8) {
        _mm256_storeu_ps(out + i, _mm256_cvtph_ps(load_128(blocks + 2 * i)));
      }
      for (; i < count; i++) out[i] = half_at(blocks + 2 * i);
      return 1;
    case WORKBOOK_BF16:
      for (; i + 8 <= count; i += 8) {
        const __m256i words = _mm256_cvtepu16_epi32(load_128(blocks + 2 * i));
        _mm256_storeu_si256((__m256i *)(out + i), _mm256_slli_epi32(words, 16));
      }
      for (; i < count; i++) {
        out[i] = float_of_bits((uint32_t)load_half(blocks + 2 * i) << 16);
      }
      return 1;
    case WORKBOOK_Q8_0:
      for (; i < count; i++) {
        const __m256 scale = _mm256_set1_ps(half_at(blocks + 34 * i));
        for (size_t part = 0; part < 32; part += 8) {
          const __m128i bytes = _mm_loadl_epi64((const __m128i *)(blocks + 34 * i + 2 + part));
          store_bytes(out + 32 * i + part, bytes, scale);
        }
      }
      return 1;
    case WORKBOOK_Q4_0:
      for (; i < count; i++) unpack_q40(blocks + 18 * i, out + 32 * i);
      return 1;
    case WORKBOOK_Q4_1:
      for (; i < count; i++) unpack_q41(blocks + 20 * i, out + 32 * i);
      return 1;
    case WORKBOOK_Q4_K:
      for (; i < count; i++) unpack_q45k(blocks + 144 * i, 0, out + 256 * i);
      return 1;
    case WORKBOOK_Q5_K:
      for (; i < count; i++) unpack_q45k(blocks + 176 * i, 1, out + 256 * i);
      return 1;
    case WORKBOOK_Q6_K:
      for (; i < count; i++) unpack_q6k(blocks + 210 * i, out + 256 * i);
      return 1;
    default: return 0;
  }
}

AVX2_END

#endif
