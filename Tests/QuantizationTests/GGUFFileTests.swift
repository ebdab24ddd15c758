import Groundwork
import Models
import Quantization
import TestSupport
import XCTest

/// GGUF files: what the Python package `gguf` wrote, and what is wrong with others.
final class GGUFFileTests: XCTestCase {
  private let folder = NSTemporaryDirectory() + "gguf \(UUID().uuidString)"

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  func testEveryFormUnpacksBitForBit() throws {
    let file = try GGUFFile(path: Fixtures.path("gguf/forms.gguf"))
    let expected = try SafetensorsFile(path: Fixtures.path("gguf/forms.safetensors"))
    XCTAssertEqual(file.tensors.map(\.name), GGUFElement.fixtureOrder.map(\.name))
    XCTAssertEqual(Set(file.tensors.map(\.element)), Set(GGUFElement.allCases))
    for tensor in file.tensors {
      XCTAssertEqual(tensor.shape, [3, 512])
      XCTAssertEqual(
        tensor.byteCount,
        3 * 512 / tensor.element.blockSize * tensor.element.bytesPerBlock)
      let numbers = try file.floats(tensor.name)
      let wanted = try expected.floats(tensor.name)
      XCTAssertEqual(
        numbers.map(\.bitPattern), wanted.map(\.bitPattern), "\(tensor.name) differs")
      XCTAssertGreaterThan(Set(wanted.map(\.bitPattern)).count, 100, tensor.name)
    }
  }

  func testMetadataOfEveryType() throws {
    let file = try GGUFFile(path: Fixtures.path("gguf/forms.gguf"))
    XCTAssertEqual(file["general.architecture"]?.text, "llama")
    let integers = [
      "uint8": 200, "int8": -100, "uint16": 60_000, "int16": -30_000, "uint32": 4_000_000_000,
      "int32": -2_000_000_000, "int64": -(1 << 62),
    ]
    for (type, value) in integers { XCTAssertEqual(file["test.\(type)"]?.integer, value, type) }
    guard case .unsigned(.max)? = file["test.uint64"] else { return XCTFail("uint64") }
    XCTAssertEqual(file["test.float32"]?.number, Double(Float(0.1)))
    XCTAssertEqual(file["test.float64"]?.number, 0.1)
    XCTAssertEqual(file["test.bool"]?.bool, true)
    XCTAssertEqual(file["test.text"]?.text, "consideration – été")
    XCTAssertEqual(
      file["test.texts"]?.array?.texts.map { Array($0) },
      ["mens rea", "", "été"].map { Array($0.utf8) })
    XCTAssertEqual(file["test.integers"]?.array?.integers, [1, -2, 3])
    XCTAssertEqual(file["test.numbers"]?.array?.numbers, [0.5, -0.25])
    XCTAssertNil(file["test.texts"]?.array?.integers)
    XCTAssertNil(file["absent"])
  }

  // MARK: - What is wrong

  private func open(_ image: GGUFImage) throws -> GGUFFile {
    let path = folder + "/x.gguf"
    try AtomicFile.write(image.bytes, to: path)
    return try GGUFFile(path: path)
  }

  private func assertRefused(
    _ words: String, line: UInt = #line, _ change: (inout GGUFImage) -> Void
  ) {
    var image = GGUFImage()
    change(&image)
    assertThrows(try open(image), GGUFError.self, words, line: line)
  }

  func testAWholeFileOpens() throws {
    let file = try open(GGUFImage())
    XCTAssertEqual(try file.floats("w"), (0..<32).map { Float($0) })
    assertThrows(try file.floats("v"), GGUFError.self, "\"v\": is missing")
    var second = GGUFImage()
    second.version = 2
    XCTAssertEqual(try open(second).tensors.count, 1)
  }

  func testWhatIsNotReadIsRefusedByName() {
    assertRefused("begin with \"GGUF\"") { $0.magic = Array("GGML".utf8) }
    assertRefused("version 1") { $0.version = 1 }
    assertRefused("version 4") { $0.version = 4 }
    assertRefused("big-endian") { $0.version = 0x0300_0000 }
    for (type, name) in [
      (16, "IQ2_XXS"), (23, "IQ4_XS"), (39, "MXFP4"), (9, "Q8_1"), (99, "number 99"),
    ] {
      assertRefused("\"w\": byte 90: its form \(name) is not supported") {
        $0.tensors[0].form = UInt32(type)
      }
    }
  }

  func testCountsAndPlacesBeyondTheFile() {
    assertRefused("tensors do not fit") { $0.tensorCount = .max }
    assertRefused("metadata entries do not fit") { $0.entryCount = 1 << 40 }
    assertRefused("bytes of a text do not fit") { $0.entries[0].keyLength = 1 << 62 }
    assertRefused("reach beyond the file's end") { $0.tensors[0].offset = 1 << 63 }
    assertRefused("no multiple of 32") { $0.tensors[0].offset = 8 }
    assertRefused("sizes are positive") { $0.tensors[0].sizes = [0] }
    assertRefused("sizes are positive") { $0.tensors[0].sizes = [.max, .max] }
    assertRefused("larger than any file") { $0.tensors[0].sizes = [1 << 62] }
    assertRefused("5 dimensions") { $0.tensors[0].sizes = [1, 1, 1, 1, 1] }
    assertRefused("multiple of 256") { ($0.tensors[0].form, $0.tensors[0].sizes) = (12, [32]) }
    assertRefused("beyond the file's end") { $0.data.removeLast() }
    assertRefused("no type of value") { $0.entries[0].kind = 13 }
    assertRefused("neither true nor false") { $0.entries = [.init("a", 7, [2])] }
    assertRefused("four deep") {
      // A list of one list of one list …
      let list = (0..<9).flatMap { _ in GGUFImage.word(9) + GGUFImage.long(1) }
      $0.entries = [.init("a", 9, list)]
    }
    assertRefused("general.alignment") {
      $0.entries = [.integer("general.alignment", 12)]
    }
    assertRefused("stands twice") { $0.entries.append($0.entries[0]) }
    assertRefused("stands twice") { $0.tensors.append($0.tensors[0]) }
  }

  /// Damage is met with an error, or changes what cannot be told from other data; never a trap, and
  /// never numbers of another count than the shape says.
  func testDamagedFiles() throws {
    let whole = try AtomicFile.read(Fixtures.path("gguf/forms.gguf"))
    let path = folder + "/damaged.gguf"
    var refused = 0
    for (description, bytes) in damaged(whole, count: 1_000, seed: 12) {
      try AtomicFile.write(bytes, to: path)
      do {
        let file = try GGUFFile(path: path)
        for key in file.keys { _ = file[key]?.array?.values.count }
        for tensor in file.tensors {
          XCTAssertEqual(try file.floats(tensor.name).count, tensor.count, description)
          XCTAssertLessThanOrEqual(tensor.byteCount, bytes.count, description)
        }
      } catch let error as GGUFError {
        refused += 1
        XCTAssertFalse(error.description.contains("\n"), description)
      } catch let error as FileError {
        refused += 1
        XCTAssertTrue(error.description.contains("empty"), "\(description): \(error)")
      }
    }
    XCTAssertGreaterThan(refused, 300)
  }
}

extension GGUFElement {
  /// The order in which the fixture's script writes the forms.
  fileprivate static let fixtureOrder: [GGUFElement] = [
    .float32, .float16, .bfloat16, .q40, .q41, .q50, .q51, .q80, .q2K, .q3K, .q4K, .q5K,
    .q6K,
  ]
}
