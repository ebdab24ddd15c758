import Groundwork
import Tensors

/// A matrix of plain numbers, row-major.
public struct DenseMatrix: WeightMatrix {
  public let values: BufferSlice<Float>
  public let rows: Int
  public let columns: Int

  public var byteCount: Int { values.count * MemoryLayout<Float>.stride }

  public func multiply(
    _ inputs: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>,
    accumulating: Bool
  ) {
    let (x, count) = (inputs.values.pointer, inputs.count)
    let weights = values.pointer + outputs.lowerBound * columns
    if count == 1 {
      // One row uses each weight once: reading the weights is all the work, and a general product,
      // which first copies them into blocks, reads and writes them several times.
      MatrixVectorKernel.multiply(
        weights, x, into: out + outputs.lowerBound, rows: outputs.count, columns: columns,
        accumulating: accumulating)
      return
    }
    Float.matrixProduct(
      x, stride: columns, transposed: false, weights, stride: columns, transposed: true,
      into: out + outputs.lowerBound, stride: rows, rows: count, columns: outputs.count,
      inner: columns, alpha: 1, beta: accumulating ? 1 : 0)
  }

  public func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
    out.update(from: values.pointer + row * columns, count: columns)
  }
}

extension ParameterStore: WeightSource where Scalar == Float {
  public func matrix(_ name: String) -> (any WeightMatrix)? {
    guard let specification = layout[name], !specification.isVector, let values = self[name] else {
      return nil
    }
    return DenseMatrix(
      values: values, rows: specification.rows, columns: specification.columns)
  }

  public func vector(_ name: String) -> BufferSlice<Float>? {
    layout[name]?.isVector == true ? self[name] : nil
  }
}
