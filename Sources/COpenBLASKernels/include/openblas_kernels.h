#ifndef WORKBOOK_OPENBLAS_KERNELS_H
#define WORKBOOK_OPENBLAS_KERNELS_H

#ifdef __cplusplus
extern "C" {
#endif

/// The kernels that OpenBLAS was given when the program began, because it took this processor, which
/// is younger than the library, for one of 2004; NULL where it chose well, or the user chose for it
/// (the environment variable OPENBLAS_CORETYPE).
const char *workbook_openblas_replacement(void);

/// The kernels to put in the place of those that OpenBLAS names; NULL where they are good enough.
///
/// `has_avx512` means F, DQ, BW, CD and VL together.
const char *workbook_openblas_better_kernels(const char *chosen, int has_avx2, int has_avx512);

#ifdef __cplusplus
}
#endif

#endif
