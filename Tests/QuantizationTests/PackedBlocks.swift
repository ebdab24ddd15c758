import CDotProducts
import Groundwork
import Quantization
import Tensors
import XCTest

/// Packed rows of every form, made at random or to be extreme, and what their numbers are.
struct PackedBlocks {
  let element: GGUFElement
  let rows: Int
  let columns: Int
  var bytes: [UInt8]

  /// The 16-bit scales of a block.
  private var scalePlaces: [Int] {
    switch element {
    case .q40, .q50, .q80: [0]
    case .q41, .q51, .q4K, .q5K: [0, 2]
    case .q2K: [80, 82]
    case .q3K: [108]
    case .q6K: [208]
    case .float32, .float16, .bfloat16: []
    }
  }

  /// Random codes. Scales of both signs, zero, and binary16's smallest numbers among them.
  init(
    _ element: GGUFElement, rows: Int, columns: Int, stream: inout RandomStream,
    scales: [Float] = [0, 0x1p-24, -0x1p-20, 0.0123, -0.0123, 0.37, -1.5]
  ) {
    (self.element, self.rows, self.columns) = (element, rows, columns)
    let blocks = rows * (columns / element.blockSize)
    bytes = (0..<(blocks * element.bytesPerBlock)).map { _ in UInt8(stream.index(below: 256)) }
    for block in 0..<blocks {
      let start = block * element.bytesPerBlock
      for place in scalePlaces {
        let scale = scales[stream.index(below: scales.count)]
        put(HalfPrecision.float16Bits(scale * Float(1 + 0.3 * stream.uniform())), at: start + place)
      }
      // Plain numbers of all sizes, but finite ones.
      let number = Float(stream.normal()) * (stream.index(below: 9) == 0 ? 1e-6 : 1)
      switch element {
      case .float32:
        put(UInt16(number.bitPattern & 0xFFFF), at: start)
        put(UInt16(number.bitPattern >> 16), at: start + 2)
      case .float16: put(HalfPrecision.float16Bits(number), at: start)
      case .bfloat16: put(HalfPrecision.bfloat16Bits(number), at: start)
      default: break
      }
    }
  }

  /// One byte everywhere but in the scales, which are one number.
  init(_ element: GGUFElement, rows: Int, columns: Int, byte: UInt8, scale: Float) {
    var stream = RandomStream(seed: 0)
    self.init(element, rows: rows, columns: columns, stream: &stream, scales: [scale])
    guard !scalePlaces.isEmpty else { return }
    for index in bytes.indices {
      let place = index % element.bytesPerBlock
      if !scalePlaces.contains(place), !scalePlaces.contains(place - 1) { bytes[index] = byte }
    }
  }

  private mutating func put(_ word: UInt16, at place: Int) {
    bytes[place] = UInt8(word & 255)
    bytes[place + 1] = UInt8(word >> 8)
  }

  var form: workbook_form { workbook_form(rawValue: element.rawValue) }

  /// The numbers, as `GGUFFile` unpacks them.
  func floats() throws -> [Float] {
    let folder = NSTemporaryDirectory() + "packed \(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try GGUFFile(path: write(to: folder + "/w.gguf")).floats("w")
  }

  /// Writes a file with the rows as the tensor "w"; returns its path.
  func write(to path: String) throws -> String {
    var image = GGUFImage()
    image.tensors = [
      .init(name: "w", sizes: [UInt64(columns), UInt64(rows)], form: element.rawValue)
    ]
    image.data = bytes
    try AtomicFile.write(image.bytes, to: path)
    return path
  }
}

/// Rows of inputs rounded to 8 bits, the slow way.
struct SlowRounding {
  let codes: [Int]
  /// One for each group.
  let scales: [Float]
  let group: Int

  /// Source: `quantize_row_q8_0_ref` and `quantize_row_q8_K_ref` of ggml's `ggml-quants.c`.
  init(_ x: [Float], group: Int) {
    var codes: [Int] = []
    var scales: [Float] = []
    for start in stride(from: 0, to: x.count, by: group) {
      let numbers = x[start..<(start + group)]
      // The first of the largest magnitude.
      let largest = numbers.reduce(Float(0)) { abs($1) > abs($0) ? $1 : $0 }
      let scale = group == 32 ? abs(largest) / 127 : 1 / (-127 / largest)
      let inverse = group == 32 ? 1 / scale : -127 / largest
      // ggml has no answer for numbers whose inverse is infinite; here they are zero.
      guard largest != 0, inverse.isFinite else {
        codes += Array(repeating: 0, count: group)
        scales.append(0)
        continue
      }
      codes += numbers.map { number in
        let exact = number * inverse
        return group == 32
          ? Int(exact.rounded(.toNearestOrAwayFromZero))
          : min(127, Int(exact.rounded(.toNearestOrEven)))
      }
      scales.append(scale)
    }
    (self.codes, self.scales, self.group) = (codes, scales, group)
  }

  /// What a column's number became.
  subscript(column: Int) -> Double { Double(scales[column / group]) * Double(codes[column]) }
}
