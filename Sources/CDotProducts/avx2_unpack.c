// Weights as Float32, for products with many rows of inputs that have no tiles.

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
    case WORKBOOK_Q6_K:
      for (; i < count; i++) unpack_q6k(blocks + 210 * i, out + 256 * i);
      return 1;
    default: return 0;
  }
}

AVX2_END

#endif
