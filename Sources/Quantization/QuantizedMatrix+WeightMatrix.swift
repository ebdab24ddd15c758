import Groundwork
import Models
import Tensors

/// A packed matrix multiplies as it is stored: a short stretch of a row is unpacked, used for every
/// row of inputs, and forgotten. The whole matrix never stands in Float32.
extension QuantizedMatrix: WeightMatrix {
  /// Weights unpacked at a time: whole groups, 2 KiB that stay in the first cache.
  private static let stretch = 512

  /// out = x·Ŵᵀ, or out += x·Ŵᵀ, with the weights Ŵ that the packed form stands for.
  ///
  /// Sums differ from those of the unpacked matrix by the order of their additions alone.
  ///
  /// - Shape: x (count, columns), out (count, rows).
  /// - Complexity: O(count · outputs · columns), and each weight of `outputs` is unpacked once.
  public func multiply(
    _ inputs: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>,
    accumulating: Bool
  ) {
    let (x, count) = (inputs.values.pointer, inputs.count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.stretch) { buffer in
      guard let weights = buffer.baseAddress else { return }
      for output in outputs {
        var start = 0
        while start < columns {
          let width = min(Self.stretch, columns - start)
          unpack(row: output, from: start, count: width, into: weights)
          for row in 0..<count {
            let place = out + row * rows + output
            let product = VectorKernels.dot(x + row * columns + start, weights, count: width)
            place.pointee = product + (start > 0 || accumulating ? place.pointee : 0)
          }
          start += width
        }
      }
    }
  }

  public func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
    unpack(row: row, from: 0, count: columns, into: out)
  }
}

/// The packed matrices by name, and the vectors in Float32: a model that runs from packed weights.
///
///     let decoder = try CachedDecoder(QuantizedModel(parameters, format: .int4))
extension QuantizedModel: WeightSource {
  public var configuration: ModelConfiguration { parameters.configuration }

  public func matrix(_ name: String) -> (any WeightMatrix)? { matrices[name] }

  public func vector(_ name: String) -> BufferSlice<Float>? { parameters.vector(name) }
}
