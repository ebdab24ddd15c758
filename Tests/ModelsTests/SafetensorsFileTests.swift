import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Whole files: what is written is read back, and the bytes are those that others would write.
final class SafetensorsFileTests: XCTestCase {
  func testWhatIsWrittenIsReadBack() throws {
    let path = temporaryPath("round.safetensors")
    let values: [Float] = [0, -1.5, 65_504, 1e-7, 3.140_625, -0.1]
    try SafetensorsFile.write(
      [
        SafetensorsTensor(name: "single", shape: [2, 3], values: values),
        SafetensorsTensor(name: "half", shape: [6], values: values, as: .float16),
        SafetensorsTensor(name: "brain", shape: [3, 2], values: values, as: .bfloat16),
        SafetensorsTensor(name: "double", shape: [6, 1], values: values, as: .float64),
        SafetensorsTensor(name: "step", shape: [], integers: [-9_000_000_000]),
        SafetensorsTensor(name: "empty", shape: [0, 4], values: []),
        SafetensorsTensor(name: "raw", shape: [3], bytes: [1, 0, 255]),
      ], metadata: ["format": "pt", "quote \" and\n": "tab\tü"], to: path)
    let file = try SafetensorsFile(path: path)
    XCTAssertEqual(try file.floats("single"), values)
    XCTAssertEqual(try file.floats("double"), values)
    XCTAssertEqual(
      try file.floats("half"),
      values.map { HalfPrecision.float(float16Bits: HalfPrecision.float16Bits($0)) })
    XCTAssertEqual(
      try file.floats("brain"),
      values.map { HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits($0)) })
    XCTAssertEqual(try file.integers("step"), [-9_000_000_000])
    XCTAssertEqual(file["step"]?.shape, [])
    XCTAssertEqual(try file.floats("empty"), [])
    XCTAssertEqual(try file.bytes("raw"), [1, 0, 255])
    XCTAssertEqual(file.metadata, ["format": "pt", "quote \" and\n": "tab\tü"])
    XCTAssertEqual(
      file.names, ["double", "step", "empty", "single", "brain", "half", "raw"],
      "widest elements first, then by name")
  }

  func testTheBytesOfASmallFile() throws {
    let path = temporaryPath("bytes.safetensors")
    try SafetensorsFile.write(
      [SafetensorsTensor(name: "w", shape: [2], values: [1, -2])], to: path)
    let json = #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let padded = json + String(repeating: " ", count: (8 - json.utf8.count % 8) % 8)
    var expected: [UInt8] = [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0]
    expected += Array(padded.utf8) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    XCTAssertEqual(try AtomicFile.read(path), expected)
  }

  func testALargeTensorIsWrittenInStretches() throws {
    let path = temporaryPath("large.safetensors")
    let count = 200_003
    try SafetensorsFile.write(
      [
        SafetensorsTensor(name: "ramp", shape: [count]) { range, target in
          for (offset, index) in range.enumerated() { target[offset] = Float(index) }
        }
      ], to: path)
    let ramp = try SafetensorsFile(path: path).floats("ramp")
    XCTAssertEqual(ramp.count, count)
    XCTAssertTrue(ramp.enumerated().allSatisfy { Float($0.offset) == $0.element })
  }

  func testANameGivenTwiceIsRefusedBeforeAnythingIsWritten() throws {
    let path = temporaryPath("twice.safetensors")
    let tensor = SafetensorsTensor(name: "w", shape: [1], values: [1])
    XCTAssertThrowsError(try SafetensorsFile.write([tensor, tensor], to: path)) {
      XCTAssertEqual(($0 as? SafetensorsError)?.tensor, "w")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: path))
  }

  func testReadingWithTheWrongTypeOrNameIsAnError() throws {
    let path = temporaryPath("types.safetensors")
    try SafetensorsFile.write(
      [
        SafetensorsTensor(name: "i", shape: [1], integers: [1]),
        SafetensorsTensor(name: "f", shape: [1], values: [1]),
      ], to: path)
    let file = try SafetensorsFile(path: path)
    XCTAssertThrowsError(try file.floats("i")) { XCTAssertTrue("\($0)".contains("I64"), "\($0)") }
    assertThrows(try file.integers("f"), SafetensorsError.self, "holds F32 where I64 is needed")
    assertThrows(try file.bytes("f"), SafetensorsError.self, "holds F32 where U8 is needed")
    XCTAssertThrowsError(try file.floats("g")) {
      XCTAssertTrue("\($0)".contains("\"g\": is missing"), "\($0)")
    }
  }

  func testFilesThatAreNone() {
    XCTAssertThrowsError(try SafetensorsFile(path: "/nowhere/model.safetensors")) {
      XCTAssertTrue($0 is FileError && "\($0)".contains("no such file"), "\($0)")
    }
    XCTAssertThrowsError(try SafetensorsFile(path: NSTemporaryDirectory())) {
      XCTAssertTrue("\($0)".contains("regular file"), "\($0)")
    }
  }
}

extension XCTestCase {
  /// A path in a folder of this test's own, removed afterwards.
  func temporaryPath(_ name: String) -> String {
    let folder = NSTemporaryDirectory() + "models-tests-\(UUID().uuidString)"
    addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
    return folder + "/" + name
  }
}
