import Groundwork

/// A tensor to be written to a safetensors file.
///
/// It need not exist in memory in the file's form: elements are asked for in stretches, in row-major
/// order, while the file is being written.
public struct SafetensorsTensor {
  public let name: String
  public let shape: [Int]
  public let element: SafetensorsElement
  /// Puts the elements of a range into a buffer of just that size.
  let fill: (_ range: Range<Int>, _ target: UnsafeMutableRawBufferPointer) -> Void

  /// The product of the shape.
  public var count: Int { shape.reduce(1, *) }
  public var byteCount: Int { count * element.byteCount }

  init(
    name: String, shape: [Int], element: SafetensorsElement,
    fill: @escaping (Range<Int>, UnsafeMutableRawBufferPointer) -> Void
  ) {
    self.name = name
    self.shape = shape
    self.element = element
    self.fill = fill
  }

  /// Floating-point numbers that a function produces, stretch by stretch.
  ///
  /// - Parameters:
  ///   - element: a floating-point type; others are a programmer's error.
  ///   - floats: puts the elements of a range, counted row-major in `shape`, into a buffer.
  public init(
    name: String, shape: [Int], as element: SafetensorsElement = .float32,
    floats: @escaping (_ range: Range<Int>, _ target: UnsafeMutablePointer<Float>) -> Void
  ) {
    precondition(element.isFloatingPoint, "\(element.rawValue) is no floating-point type")
    self.init(name: name, shape: shape, element: element) { range, target in
      guard let base = target.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: range.count) { scratch in
        guard let numbers = scratch.baseAddress else { return }
        floats(range, numbers)
        element.convert(numbers, count: range.count, into: base)
      }
    }
  }

  /// The numbers of a slice, which must live until the file is written.
  public init(
    name: String, shape: [Int], values: BufferSlice<Float>,
    as element: SafetensorsElement = .float32
  ) {
    precondition(
      shape.reduce(1, *) == values.count, "\(values.count) values do not fill shape \(shape)")
    self.init(name: name, shape: shape, as: element) { range, target in
      target.update(from: values.pointer + range.lowerBound, count: range.count)
    }
  }

  /// The numbers of an array.
  public init(
    name: String, shape: [Int], values: [Float], as element: SafetensorsElement = .float32
  ) {
    precondition(
      shape.reduce(1, *) == values.count, "\(values.count) values do not fill shape \(shape)")
    self.init(name: name, shape: shape, as: element) { range, target in
      for (offset, index) in range.enumerated() { target[offset] = values[index] }
    }
  }

  /// Whole numbers, as `I64`.
  public init(name: String, shape: [Int], integers: [Int64]) {
    precondition(
      shape.reduce(1, *) == integers.count, "\(integers.count) values do not fill shape \(shape)")
    self.init(name: name, shape: shape, element: .int64) { range, target in
      for (offset, index) in range.enumerated() {
        target.storeBytes(of: integers[index], toByteOffset: 8 * offset, as: Int64.self)
      }
    }
  }

  /// Bytes, as `U8`.
  public init(name: String, shape: [Int], bytes: [UInt8]) {
    precondition(
      shape.reduce(1, *) == bytes.count, "\(bytes.count) bytes do not fill shape \(shape)")
    self.init(name: name, shape: shape, element: .uint8) { range, target in
      target.copyBytes(from: bytes[range])
    }
  }
}
