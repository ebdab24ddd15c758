import Groundwork

/// An array of numbers with a shape, row-major: the readable form that chapters compute with.
///
///     let a = Tensor<Float>([[1, 2], [3, 4]])
///     a.matmul(a.transposed())      // [[5, 11], [11, 25]]
///     a.softmax()                   // each row sums to 1
///
/// Training itself runs on planned buffers (`Tape`); a tensor is a value, copied when changed.
public struct Tensor<Scalar: TensorScalar>: Equatable, Sendable {
  /// The extent of each dimension.
  public let shape: [Int]
  /// The elements, the last index varying fastest.
  public var scalars: [Scalar]

  /// - Precondition: as many scalars as the shape says.
  public init(shape: [Int], scalars: [Scalar]) {
    precondition(
      shape.reduce(1, *) == scalars.count, "\(scalars.count) scalars do not fill shape \(shape)")
    self.shape = shape
    self.scalars = scalars
  }

  public init(shape: [Int], repeating value: Scalar) {
    self.init(shape: shape, scalars: Array(repeating: value, count: shape.reduce(1, *)))
  }

  /// A matrix from its rows.
  ///
  /// - Precondition: rows of one length.
  public init(_ rows: [[Scalar]]) {
    self.init(shape: [rows.count, rows.first?.count ?? 0], scalars: rows.flatMap { $0 })
  }

  /// Numbers from a normal distribution.
  public init(
    normal shape: [Int], standardDeviation: Double = 1, from stream: inout RandomStream
  ) {
    let scalars = (0..<shape.reduce(1, *)).map { _ in Scalar(standardDeviation * stream.normal()) }
    self.init(shape: shape, scalars: scalars)
  }

  /// The extent of the first dimension of a matrix.
  public var rows: Int { shape[0] }
  /// The extent of the second dimension of a matrix.
  public var columns: Int { shape[1] }

  public subscript(index: Int) -> Scalar {
    get { scalars[index] }
    set { scalars[index] = newValue }
  }

  public subscript(row: Int, column: Int) -> Scalar {
    get { scalars[row * shape[1] + column] }
    set { scalars[row * shape[1] + column] = newValue }
  }

  public subscript(first: Int, second: Int, third: Int) -> Scalar {
    get { scalars[(first * shape[1] + second) * shape[2] + third] }
    set { scalars[(first * shape[1] + second) * shape[2] + third] = newValue }
  }

  /// One row of a matrix.
  public func row(_ index: Int) -> [Scalar] {
    Array(scalars[(index * columns)..<((index + 1) * columns)])
  }

  /// The same elements in another shape.
  public func reshaped(_ shape: [Int]) -> Tensor { Tensor(shape: shape, scalars: scalars) }

  /// Columns `range` of a matrix.
  public func columns(_ range: Range<Int>) -> Tensor {
    var result: [Scalar] = []
    result.reserveCapacity(rows * range.count)
    for row in 0..<rows {
      result += scalars[(row * columns + range.lowerBound)..<(row * columns + range.upperBound)]
    }
    return Tensor(shape: [rows, range.count], scalars: result)
  }
}

extension Tensor {
  /// The matrix product.
  ///
  /// - Shape: self (rows, inner), other (inner, columns), the result (rows, columns).
  /// - Complexity: O(rows · inner · columns), by OpenBLAS.
  public func matmul(_ other: Tensor) -> Tensor {
    precondition(
      shape.count == 2 && other.shape.count == 2 && columns == other.rows,
      "matmul of \(shape) and \(other.shape): the inner dimensions differ")
    var result = Tensor(shape: [rows, other.columns], repeating: 0)
    guard !scalars.isEmpty, !other.scalars.isEmpty else { return result }
    result.scalars.withUnsafeMutableBufferPointer { out in
      scalars.withUnsafeBufferPointer { a in
        other.scalars.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress, let out = out.baseAddress else {
            return
          }
          Scalar.matrixProduct(
            a, stride: columns, transposed: false, b, stride: other.columns, transposed: false,
            into: out, stride: other.columns, rows: rows, columns: other.columns, inner: columns,
            alpha: 1, beta: 0)
        }
      }
    }
    return result
  }

  /// A matrix with rows and columns exchanged.
  public func transposed() -> Tensor {
    var result = Tensor(shape: [columns, rows], repeating: 0)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// Every element through a function.
  public func map(_ transform: (Scalar) -> Scalar) -> Tensor {
    Tensor(shape: shape, scalars: scalars.map(transform))
  }

  /// The softmax of every row of a matrix; elements of −∞ get probability 0.
  public func softmax() -> Tensor {
    var result = self
    for row in 0..<rows {
      let line = self.row(row)
      let largest = line.max() ?? 0
      let exponentials = line.map { Scalar.exp($0 - largest) }
      let total = exponentials.reduce(0, +)
      for column in 0..<columns { result[row, column] = exponentials[column] / total }
    }
    return result
  }

  public static func + (left: Tensor, right: Tensor) -> Tensor { left.zip(right, +) }
  public static func - (left: Tensor, right: Tensor) -> Tensor { left.zip(right, -) }
  public static func * (left: Tensor, right: Tensor) -> Tensor { left.zip(right, *) }
  public static func * (left: Scalar, right: Tensor) -> Tensor { right.map { left * $0 } }

  /// Two tensors of one shape, element by element.
  public func zip(_ other: Tensor, _ combine: (Scalar, Scalar) -> Scalar) -> Tensor {
    precondition(shape == other.shape, "shapes \(shape) and \(other.shape) differ")
    return Tensor(shape: shape, scalars: Swift.zip(scalars, other.scalars).map(combine))
  }

  /// The largest |a − b|: how far two computations of the same thing lie apart.
  public func largestDifference(from other: Tensor) -> Scalar {
    Swift.zip(scalars, other.scalars).map { abs($0 - $1) }.max() ?? 0
  }
}

extension Tensor: CustomStringConvertible {
  public var description: String {
    guard shape.count == 2 else { return "Tensor(shape: \(shape), \(scalars))" }
    return "[" + (0..<rows).map { "\(row($0))" }.joined(separator: ",\n ") + "]"
  }
}
