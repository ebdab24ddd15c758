import CDotProducts
import Groundwork
import Models
import Tensors

/// A matrix of a GGUF file that multiplies as it is stored: its bytes stay in the mapped file.
///
///     let matrix = try PackedMatrix(file, tensor: "blk.0.ffn_up.weight")
///     matrix.multiply(x, count: 1, into: out, outputs: 0..<matrix.rows, accumulating: false)
///
/// Inputs are rounded to 8 bits first, as llama.cpp does: by groups of 32, or of 256 for the forms with
/// blocks of 256. Forms of plain numbers take them as they are, and so do products with many rows of
/// inputs whose form has no tiles: there the weights are unpacked for a general product.
public struct PackedMatrix: WeightMatrix {
  public let element: GGUFElement
  public let rows: Int
  public let columns: Int

  // The bytes lie in the file's mapping, which lives as long as the file.
  private let file: GGUFFile
  private let bytes: BufferSlice<UInt8>
  let products: DotProducts

  /// - Throws: `GGUFError` for a tensor that is missing or no matrix.
  public init(_ file: GGUFFile, tensor name: String) throws {
    try self.init(file, tensor: name, path: workbook_best_path())
  }

  init(_ file: GGUFFile, tensor name: String, path: workbook_path) throws {
    guard let tensor = file.tensor(name) else {
      throw GGUFError(path: file.path, name: name, problem: "is missing from the file")
    }
    guard tensor.shape.count == 2 else {
      throw GGUFError(
        path: file.path, name: name, problem: "has shape \(tensor.shape), which is no matrix's")
    }
    self.file = file
    element = tensor.element
    (rows, columns) = (tensor.shape[0], tensor.shape[1])
    bytes = try file.withBytes(of: name) { buffer in
      let bytes = UnsafeMutableRawBufferPointer(mutating: buffer).bindMemory(to: UInt8.self)
      guard let start = bytes.baseAddress else {
        throw GGUFError(path: file.path, name: name, problem: "has no bytes")
      }
      return BufferSlice(pointer: start, count: bytes.count)
    }
    products = DotProducts(tensor.element, path: path)
  }

  public var byteCount: Int { bytes.count }

  private var rowByteCount: Int { columns / element.blockSize * element.bytesPerBlock }

  public func preparedByteCount(count: Int) -> Int {
    products.roundingGroup(count: count) == nil
      ? 0 : count * DotProducts.roundedByteCount(columns: columns)
  }

  public func prepare(
    _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
  ) {
    guard let group = products.roundingGroup(count: count) else { return }
    let size = DotProducts.roundedByteCount(columns: columns)
    for row in rows {
      products.round(
        x.pointer + row * columns, group: group, columns: columns,
        into: prepared.pointer + row * size)
    }
  }

  public func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>, accumulating: Bool
  ) {
    multiply(
      x, into: out + outputs.lowerBound, stride: rows, outputs: outputs,
      accumulating: accumulating)
  }

  public func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
    unpack(rows: row..<(row + 1), into: out)
  }

  func unpack(rows: Range<Int>, into out: UnsafeMutablePointer<Float>) {
    products.unpack(
      bytes.pointer + rows.lowerBound * rowByteCount,
      count: rows.count * (columns / element.blockSize), into: out)
  }

  /// Products with some of the outputs, which begin at `out` and lie `stride` apart for each row of
  /// inputs.
  func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, stride: Int, outputs: Range<Int>,
    accumulating: Bool
  ) {
    let weights = UnsafePointer(bytes.pointer + outputs.lowerBound * rowByteCount)
    switch products.method(count: x.count) {
    case .rows:
      multiplyRows(
        weights, x, into: out, stride: stride, count: outputs.count, accumulating: accumulating)
    case .tiles:
      products.multiplyRows(
        weights, rows: outputs.count, columns: columns, x.prepared.pointer, count: x.count,
        into: out, stride: stride, accumulating: accumulating)
    case .unpacking:
      multiplyUnpacked(
        x, into: out, stride: stride, outputs: outputs, accumulating: accumulating)
    }
  }

  /// Weights that several rows of inputs read in turns: they stay in the second cache.
  private static let stretchByteCount = 1 << 16

  private func multiplyRows(
    _ weights: UnsafePointer<UInt8>, _ x: InputRows, into out: UnsafeMutablePointer<Float>,
    stride: Int, count: Int, accumulating: Bool
  ) {
    let isRounded = products.roundingGroup(count: x.count) != nil
    let size =
      isRounded
      ? DotProducts.roundedByteCount(columns: columns) : columns * MemoryLayout<Float>.stride
    let inputs =
      isRounded ? UnsafeRawPointer(x.prepared.pointer) : UnsafeRawPointer(x.values.pointer)
    // Multiples of four, the rows that are taken at a time.
    let step = x.count == 1 ? count : max(4, Self.stretchByteCount / rowByteCount / 4 * 4)
    var start = 0
    while start < count {
      for row in 0..<x.count {
        products.multiplyRow(
          weights + start * rowByteCount, rows: min(step, count - start), columns: columns,
          inputs + row * size, into: out + row * stride + start, accumulating: accumulating)
      }
      start += step
    }
  }

  /// Floats that are unpacked at a time, 256 KiB: half of a second cache.
  private static let unpackedCount = 1 << 16

  private func multiplyUnpacked(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, stride: Int, outputs: Range<Int>,
    accumulating: Bool
  ) {
    let step = min(outputs.count, max(x.count == 1 ? 1 : 16, Self.unpackedCount / columns))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, step * columns)) { buffer in
      guard let weights = buffer.baseAddress else { return }
      var start = outputs.lowerBound
      while start < outputs.upperBound {
        let end = min(start + step, outputs.upperBound)
        unpack(rows: start..<end, into: weights)
        let place = out + (start - outputs.lowerBound)
        if x.count == 1 {
          MatrixVectorKernel.multiply(
            weights, x.values.pointer, into: place, rows: end - start, columns: columns,
            accumulating: accumulating)
        } else {
          Float.matrixProduct(
            x.values.pointer, stride: columns, transposed: false, weights, stride: columns,
            transposed: true, into: place, stride: stride, rows: x.count, columns: end - start,
            inner: columns, alpha: 1, beta: accumulating ? 1 : 0)
        }
        start = end
      }
    }
  }
}
