import COpenBLAS
import COpenBLASKernels
import RealModule

/// A number that buffers are made of: `Float` for work, `Double` for checking gradients.
///
/// Every kernel is written once, over this protocol, and specialised for both. The checks of
/// gradients against finite differences thus run the very code that trains.
public protocol TensorScalar: Real, BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// e to the power of `x`, in a form that vectorises.
  ///
  /// `Float`: relative error below 2e-7 for |x| ≤ 87; smaller arguments give the smallest normal
  /// number rather than 0, and no number gives none. `Double`: the C library's.
  static func fastExponential(_ x: Self) -> Self

  /// `C = alpha · op(A) · op(B) + beta · C` on row-major matrices, by OpenBLAS.
  ///
  /// - Shape: op(A) is (rows, inner), op(B) is (inner, columns), C is (rows, columns). A stride is
  ///   the distance between the rows of a matrix as it is stored.
  /// - Complexity: 2 · rows · inner · columns operations.
  static func matrixProduct(
    _ a: UnsafePointer<Self>, stride aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Self>, stride bStride: Int, transposed bTransposed: Bool,
    into c: UnsafeMutablePointer<Self>, stride cStride: Int,
    rows: Int, columns: Int, inner: Int, alpha: Self, beta: Self)
}

extension Float: TensorScalar {
  @inlinable @inline(__always)
  public static func fastExponential(_ x: Float) -> Float {
    // eˣ = 2ⁿ · 2ᶠ with f in [−½, ½]. Adding 1.5·2²³ rounds to the nearest integer and leaves that
    // integer in the low bits, so that no float-to-integer conversion (which would not vectorise)
    // is needed.
    var bounded = x < 88 ? x : 88
    bounded = bounded > -87 ? bounded : -87
    let scaled = bounded * 1.442_695
    let shifted = scaled + 12_582_912
    let whole = shifted - 12_582_912
    // The two-part ln 2 keeps the argument's error below half a unit of the result.
    var rest = bounded - whole * 0.693_359_375
    rest += whole * 2.121_944_4e-4
    var power: Float = 1.987_569_1e-4
    power = power * rest + 1.398_2e-3
    power = power * rest + 8.333_452e-3
    power = power * rest + 4.166_579_6e-2
    power = power * rest + 1.666_666_5e-1
    power = power * rest + 5.000_000_1e-1
    power = power * rest * rest + rest + 1
    let exponent = Int32(truncatingIfNeeded: shifted.bitPattern) &<< 23
    let result = Float(
      bitPattern: UInt32(bitPattern: Int32(bitPattern: power.bitPattern) &+ exponent))
    // The bounds above make a number of what is none, and a finite loss of a broken model.
    return x == x ? result : x
  }

  public static func matrixProduct(
    _ a: UnsafePointer<Float>, stride aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Float>, stride bStride: Int, transposed bTransposed: Bool,
    into c: UnsafeMutablePointer<Float>, stride cStride: Int,
    rows: Int, columns: Int, inner: Int, alpha: Float, beta: Float
  ) {
    cblas_sgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans,
      bTransposed ? CblasTrans : CblasNoTrans, blasint(rows), blasint(columns), blasint(inner),
      alpha, a, blasint(aStride), b, blasint(bStride), beta, c, blasint(cStride))
  }
}

extension Double: TensorScalar {
  @inlinable
  public static func fastExponential(_ x: Double) -> Double { .exp(x) }

  public static func matrixProduct(
    _ a: UnsafePointer<Double>, stride aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Double>, stride bStride: Int, transposed bTransposed: Bool,
    into c: UnsafeMutablePointer<Double>, stride cStride: Int,
    rows: Int, columns: Int, inner: Int, alpha: Double, beta: Double
  ) {
    cblas_dgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans,
      bTransposed ? CblasTrans : CblasNoTrans, blasint(rows), blasint(columns), blasint(inner),
      alpha, a, blasint(aStride), b, blasint(bStride), beta, c, blasint(cStride))
  }
}

/// The BLAS library's own threads.
public enum LinearAlgebra {
  /// Tells OpenBLAS how many threads it may use of its own, in the whole process.
  ///
  /// Training runs one replica a thread and so sets 1: two replicas that each call a two-threaded
  /// BLAS would fight over the cores.
  public static func setThreadCount(_ count: Int) {
    openblas_set_num_threads(Int32(count))
  }

  /// What OpenBLAS says of its version, its options and the processor whose loops it uses.
  public static var libraryDescription: String {
    String(cString: openblas_get_config())
  }

  /// The loops that OpenBLAS was given at the start, for it knew this processor not; nil where it chose.
  public static var replacedKernels: String? {
    workbook_openblas_replacement().map { String(cString: $0) }
  }
}
