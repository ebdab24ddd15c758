import Groundwork
import Models
import XCTest

/// Every way in which a file can lie: each is an error that names the place, none is a trap.
final class MalformedSafetensorsTests: XCTestCase {
  private struct Case {
    let name: String
    let bytes: [UInt8]
    /// What the one-line message must say.
    let says: String
    var tensor: String?
  }

  /// A file of a header and so many bytes of data; the length may lie.
  private func file(_ json: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let header = Array(json.utf8)
    let prefix = withUnsafeBytes(of: (length ?? UInt64(header.count)).littleEndian) { Array($0) }
    return prefix + header + [UInt8](repeating: 0, count: data)
  }

  private func tensor(_ shape: String, _ begin: String, _ end: String, type: String = "F32")
    -> String
  {
    #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(begin),\#(end)]}"#
  }

  private var cases: [Case] {
    let good = tensor("[2]", "0", "8")
    return [
      Case(name: "empty", bytes: [], says: "is empty"),
      Case(name: "seven bytes", bytes: [1, 2, 3, 4, 5, 6, 7], says: "byte 7"),
      Case(name: "length alone", bytes: file("", length: 64), says: "inside its header"),
      Case(name: "header cut", bytes: file("{\"a\":", length: 400), says: "inside its header"),
      Case(name: "length 0", bytes: file("{}", length: 0), says: "header of 0 bytes"),
      Case(name: "length 2⁶⁴−1", bytes: file("{}", length: .max), says: "18446744073709551615"),
      Case(name: "length 2⁶³", bytes: file("{}", length: 1 << 63), says: "9223372036854775808"),
      Case(name: "length over the cap", bytes: file("{}", length: 100_000_001), says: "100000001"),
      Case(name: "no brace", bytes: file(" {}"), says: "begin with a brace"),
      Case(name: "a list", bytes: file("[1]"), says: "begin with a brace"),
      Case(name: "no JSON", bytes: file("{\"a\" 1}"), says: "byte 13: the header is not JSON"),
      Case(name: "text after", bytes: file("{} x"), says: "text after the value"),
      Case(
        name: "invalid UTF-8", bytes: [6, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x7D],
        says: "byte 10: the header is not JSON: invalid UTF-8"),
      Case(
        name: "deep", bytes: file("{\"a\":" + String(repeating: "[", count: 100_000)),
        says: "inside one another"),
      Case(
        name: "duplicate", bytes: file("{\"a\":\(good),\"a\":\(good)}", data: 8),
        says: "a key that is there already"),
      Case(
        name: "equivalent names",
        bytes: file("{\"\u{E9}\":\(good),\"e\u{301}\":\(tensor("[2]", "8", "16"))}", data: 16),
        says: "composed"),
      Case(name: "no object", bytes: file("{\"a\":3}"), says: "a whole number", tensor: "a"),
      Case(
        name: "no dtype", bytes: file("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", data: 8),
        says: "dtype is missing", tensor: "a"),
      Case(
        name: "unknown dtype",
        bytes: file("{\"a\":\(tensor("[2]", "0", "8", type: "F31"))}", data: 8),
        says: "\"F31\" is unknown", tensor: "a"),
      Case(
        name: "no shape",
        bytes: file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", data: 8),
        says: "shape is missing", tensor: "a"),
      Case(
        name: "negative extent", bytes: file("{\"a\":\(tensor("[-2]", "0", "8"))}", data: 8),
        says: "no whole number", tensor: "a"),
      Case(
        name: "fractional extent", bytes: file("{\"a\":\(tensor("[2.0]", "0", "8"))}", data: 8),
        says: "no whole number", tensor: "a"),
      Case(
        name: "extent beyond 2⁶³",
        bytes: file("{\"a\":\(tensor("[99999999999999999999]", "0", "8"))}", data: 8),
        says: "no whole number", tensor: "a"),
      Case(
        name: "product overflows",
        bytes: file("{\"a\":\(tensor("[4294967296,4294967296,2]", "0", "8"))}", data: 8),
        says: "more bytes than can be addressed", tensor: "a"),
      Case(
        name: "bytes overflow",
        bytes: file("{\"a\":\(tensor("[4611686018427387904]", "0", "0"))}"),
        says: "more bytes than can be addressed", tensor: "a"),
      Case(
        name: "one offset",
        bytes: file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", data: 8),
        says: "data_offsets is not", tensor: "a"),
      Case(
        name: "negative offset", bytes: file("{\"a\":\(tensor("[2]", "-8", "0"))}", data: 8),
        says: "data_offsets is not", tensor: "a"),
      Case(
        name: "falling offsets", bytes: file("{\"a\":\(tensor("[2]", "8", "0"))}", data: 8),
        says: "data_offsets is not", tensor: "a"),
      Case(
        name: "shape and bytes differ", bytes: file("{\"a\":\(tensor("[3]", "0", "8"))}", data: 8),
        says: "is 12 bytes, but data_offsets span 8", tensor: "a"),
      Case(
        name: "huge offsets",
        bytes: file("{\"a\":\(tensor("[0]", "9223372036854775807", "9223372036854775807"))}"),
        says: "cut short", tensor: "a"),
      Case(
        name: "data cut short", bytes: file("{\"a\":\(good)}", data: 7), says: "cut short",
        tensor: "a"),
      Case(
        name: "overlap",
        bytes: file("{\"a\":\(good),\"b\":\(tensor("[2]", "4", "12"))}", data: 12),
        says: "overlaps", tensor: "b"),
      Case(
        name: "the same bytes twice", bytes: file("{\"a\":\(good),\"b\":\(good)}", data: 8),
        says: "overlaps", tensor: "b"),
      Case(
        name: "hole",
        bytes: file("{\"a\":\(good),\"b\":\(tensor("[2]", "12", "20"))}", data: 20),
        says: "leaves a hole", tensor: "b"),
      Case(
        name: "hole at the start", bytes: file("{\"a\":\(tensor("[2]", "8", "16"))}", data: 16),
        says: "leaves a hole", tensor: "a"),
      Case(
        name: "bytes at the end", bytes: file("{\"a\":\(good)}", data: 11),
        says: "3 bytes after the last tensor"),
      Case(name: "data without tensors", bytes: file("{}", data: 4), says: "4 bytes after"),
      Case(
        name: "metadata no object", bytes: file("{\"__metadata__\":[1]}"), says: "not an object"),
      Case(
        name: "metadata no string", bytes: file("{\"__metadata__\":{\"a\":1}}"),
        says: "not a string"),
    ]
  }

  func testEachIsOneLineThatNamesThePlace() throws {
    for one in cases {
      let path = temporaryPath("malformed.safetensors")
      try AtomicFile.write(one.bytes, to: path)
      XCTAssertThrowsError(try SafetensorsFile(path: path), one.name) { error in
        let line = "\(error)"
        XCTAssertTrue(error is any UserFacingError, one.name)
        XCTAssertTrue(line.hasPrefix(path), "\(one.name): \(line)")
        XCTAssertTrue(line.contains(one.says), "\(one.name): \(line)")
        XCTAssertFalse(line.contains("\n"), "\(one.name): \(line)")
        if let tensor = one.tensor {
          XCTAssertEqual((error as? SafetensorsError)?.tensor, tensor, one.name)
        }
      }
    }
  }

  func testNoByteOfAGoodFileCanBeChangedIntoATrap() throws {
    let good = file(
      "{\"a\":\(tensor("[2]", "0", "8")),\"b\":\(tensor("[1]", "8", "12"))}", data: 12)
    let path = temporaryPath("fuzzed.safetensors")
    var stream = RandomStream(seed: 11)
    for _ in 0..<400 {
      var bytes = good
      for _ in 0...stream.index(below: 3) {
        bytes[stream.index(below: bytes.count)] = UInt8(stream.index(below: 256))
      }
      if stream.index(below: 4) == 0 { bytes.removeLast(stream.index(below: bytes.count)) }
      try AtomicFile.write(bytes, to: path)
      // Whatever opens must also be readable to its end.
      if let file = try? SafetensorsFile(path: path) {
        for name in file.names { try file.withBytes(of: name) { _ = $0.reduce(0, ^) } }
      }
    }
  }
}
