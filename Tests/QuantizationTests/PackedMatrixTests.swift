import Groundwork
import Models
import Quantization
import XCTest

/// Matrices that multiply as a GGUF file holds them, against their numbers.
final class PackedMatrixTests: XCTestCase {
  private let folder = NSTemporaryDirectory() + "packed \(UUID().uuidString)"
  private var stream = RandomStream(seed: 5)

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }

  private func open(_ blocks: PackedBlocks) throws -> GGUFFile {
    try GGUFFile(path: blocks.write(to: "\(folder)/\(blocks.element.name).gguf"))
  }

  /// All forms, all ways of computing (one row, few, many), all outputs and some.
  func testProducts() throws {
    for element in GGUFElement.allCases {
      let (rows, columns) = (21, 512)
      let file = try open(
        PackedBlocks(
          element, rows: rows, columns: columns, stream: &stream, scales: [0.01, -0.02]))
      let matrix = try PackedMatrix(file, tensor: "w")
      XCTAssertEqual([matrix.rows, matrix.columns], [rows, columns])
      XCTAssertEqual(matrix.byteCount, rows * columns / element.blockSize * element.bytesPerBlock)
      let weights = try file.floats("w")
      for count in [1, 2, 3, 4, 18] {
        let x = numbers(count * columns)
        // What rounding the inputs may cost: half a step of 1/127 of the largest at each column.
        let isRounded = matrix.preparedByteCount(count: count) > 0
        for (outputs, accumulating) in [(0..<rows, false), (2..<19, true), (20..<21, false)] {
          let before = numbers(count * rows)
          var out = before
          matrix.multiply(
            x, count: count, into: &out, outputs: outputs, accumulating: accumulating)
          for place in out.indices {
            let (row, output) = place.quotientAndRemainder(dividingBy: rows)
            guard outputs.contains(output) else {
              XCTAssertEqual(out[place], before[place], "an output that was not asked for")
              continue
            }
            let inputs = x[(row * columns)..<((row + 1) * columns)].map(Double.init)
            let step = isRounded ? (inputs.map(abs).max() ?? 0) / 254 : 0
            var (sum, slack) = (accumulating ? Double(before[place]) : 0, 1e-6)
            for (column, input) in inputs.enumerated() {
              let weight = Double(weights[output * columns + column])
              sum += weight * input
              slack += abs(weight) * (step * 1.01 + 1e-6 * abs(input))
            }
            XCTAssertEqual(
              Double(out[place]), sum, accuracy: slack, "\(element.name), \(count) rows")
          }
        }
      }
    }
  }

  /// Rounding once for all threads and for each of them apart is the same; so are parts of outputs.
  func testPartsGiveTheSameBits() throws {
    for element in GGUFElement.allCases {
      let file = try open(
        PackedBlocks(element, rows: 37, columns: 256, stream: &stream, scales: [0.01, -0.02]))
      let matrix = try PackedMatrix(file, tensor: "w")
      for count in [1, 6] {
        let x = numbers(count * 256)
        var whole = [Float](repeating: 0, count: count * 37)
        matrix.multiply(x, count: count, into: &whole, outputs: 0..<37, accumulating: false)
        var parts = whole.map { _ in Float.nan }
        for outputs in [0..<16, 16..<32, 32..<37] {
          matrix.multiply(x, count: count, into: &parts, outputs: outputs, accumulating: false)
        }
        // A general product may add in another order for another number of columns.
        for (a, b) in zip(whole, parts) {
          XCTAssertEqual(
            a, b,
            accuracy: count == 1 || matrix.preparedByteCount(count: count) > 0
              ? 0 : 1e-5 * max(1, abs(a)), "\(element.name)")
        }
      }
    }
  }

  func testRowsAreCopied() throws {
    for element in GGUFElement.allCases {
      let file = try open(PackedBlocks(element, rows: 3, columns: 256, stream: &stream))
      var row = [Float](repeating: 0, count: 256)
      try PackedMatrix(file, tensor: "w").copyRow(1, into: &row)
      XCTAssertEqual(row, Array(try file.floats("w")[256..<512]), element.name)
    }
  }

  func testWhatIsNoMatrix() throws {
    var image = GGUFImage()
    image.tensors = [.init(name: "w", sizes: [32])]
    try AtomicFile.write(image.bytes, to: folder + "/v.gguf")
    let file = try GGUFFile(path: folder + "/v.gguf")
    XCTAssertThrowsError(try PackedMatrix(file, tensor: "w")) {
      XCTAssertTrue("\($0)".contains("has shape [32], which is no matrix's"), "\($0)")
    }
    XCTAssertThrowsError(try PackedMatrix(file, tensor: "v")) {
      XCTAssertTrue("\($0)".contains("\"v\": is missing"), "\($0)")
    }
  }
}
