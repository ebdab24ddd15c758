import Groundwork
import Tensors

/// Rounds the rows of one matrix to a form.
///
///     let rounding = try MatrixRounding(.q40, grid: .leastSquares, hessian: hessian)
///     let small = rounding.round(weights, columns: 576)
///     small.weights                  // what the packed form stands for
///     small.error.signalToNoise
///
/// `QuantizedMatrix` is the same for matrices of any width, which chapter 6 rounds; this is for whole blocks, as
/// files have them.
public struct MatrixRounding: Sendable {
  public struct Result: Sendable {
    /// In ggml's layout.
    public let bytes: [UInt8]
    /// What the bytes stand for, row-major.
    public let weights: [Float]
    public let error: QuantizationError
  }

  private enum Method: Sendable {
    /// As the form's own packing rounds.
    case plain
    case nearest(RowRounding, [Float]?)
    case gptq(GPTQRounding)
  }

  public let element: GGUFElement
  private let method: Method

  /// - Parameters:
  ///   - grid: how grids are chosen; of no meaning for plain numbers.
  ///   - groupSize: the neighbours that share a scale, a multiple of the form's own; nil for its own.
  ///   - importance: what each column's squared error counts in the choice of grids; nil for all alike.
  ///   - hessian: rounds by GPTQ; nil rounds each weight to its nearest rung.
  /// - Throws: `RoundingError.badGroupSize`.
  public init(
    _ element: GGUFElement, grid: GridChoice, groupSize: Int? = nil, importance: [Float]? = nil,
    hessian: GPTQHessian? = nil
  ) throws(RoundingError) {
    try Self.check(groupSize, element)
    self.element = element
    guard let shape = element.gridShape else {
      method = .plain
      return
    }
    let isGrouped = (groupSize ?? shape.runLength) != shape.runLength
    let rounding = RowRounding(element, shape, grid: grid, groupSize: groupSize)
    if let hessian {
      method = .gptq(
        GPTQRounding(
          rounding, hessian, importance: importance ?? Array(repeating: 1, count: hessian.columns)))
    } else if grid == .extremes, !isGrouped {
      method = .plain
    } else {
      method = .nearest(rounding, importance)
    }
  }

  /// Throws for a group that a form cannot have.
  static func check(_ groupSize: Int?, _ element: GGUFElement) throws(RoundingError) {
    guard let groupSize else { return }
    guard let shape = element.gridShape else { throw .noScale(form: element.name) }
    guard groupSize != shape.runLength else { return }
    guard shape.stepCodes == nil else {
      throw .badGroupSize(
        groupSize, form: element.name, problem: "whose groups have \(shape.runLength)")
    }
    guard groupSize > 0, groupSize % shape.runLength == 0, groupSize <= 1 << 16 else {
      throw .badGroupSize(
        groupSize, form: element.name, problem: "which takes multiples of \(shape.runLength)")
    }
  }

  /// Rounds a row-major matrix.
  ///
  /// - Precondition: finite weights; rows that are whole blocks, as wide as the importance and the Hessian.
  public func round(_ weights: [Float], columns: Int) -> Result {
    precondition(columns % element.blockSize == 0, "\(columns) columns are no whole blocks")
    precondition(weights.count % columns == 0, "no whole rows")
    let blocks = weights.count / element.blockSize
    var bytes = [UInt8](repeating: 0, count: blocks * element.bytesPerBlock)
    var restored = [Float](repeating: 0, count: weights.count)
    weights.withUnsafeBufferPointer { weights in
      bytes.withUnsafeMutableBufferPointer { bytes in
        restored.withUnsafeMutableBufferPointer { restored in
          guard let weights = weights.baseAddress, let bytes = bytes.baseAddress,
            let restored = restored.baseAddress
          else { return }
          round(weights, rows: blocks * element.blockSize / columns, columns: columns, into: bytes)
          element.unpack(bytes, blocks: blocks, into: restored)
        }
      }
    }
    return Result(
      bytes: bytes, weights: restored, error: QuantizationError(weights, restored))
  }

  /// Rounds some rows.
  func round(
    _ weights: UnsafePointer<Float>, rows: Int, columns: Int,
    into bytes: UnsafeMutablePointer<UInt8>
  ) {
    let blocks = columns / element.blockSize
    switch method {
    case .plain: element.pack(weights, blocks: rows * blocks, into: bytes)
    case .gptq(let rounding): rounding.round(weights, count: rows, into: bytes)
    case .nearest(let rounding, let importance):
      func roundRows(_ importance: UnsafePointer<Float>?) {
        for row in 0..<rows {
          rounding.round(
            weights + row * columns, columns: columns, importance: importance,
            into: bytes + row * blocks * element.bytesPerBlock)
        }
      }
      if let importance {
        importance.withUnsafeBufferPointer { roundRows($0.baseAddress) }
      } else {
        roundRows(nil)
      }
    }
  }
}
