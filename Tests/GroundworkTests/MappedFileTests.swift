import Foundation
import Groundwork
import TestSupport
import XCTest

/// A mapped file that somebody writes to is found out. What happens where it has no bytes any more ends
/// the process, and is tested with one.
final class MappedFileTests: XCTestCase {
  func testAChangeIsFoundOut() throws {
    let path = NSTemporaryDirectory() + "mapped-\(UUID().uuidString)"
    defer { unlink(path) }
    let changes: [(String) throws -> Void] = [
      { XCTAssertEqual(truncate($0, 9_999), 0) },
      { XCTAssertEqual(truncate($0, 10_001), 0) },
      { path in
        let handle = try XCTUnwrap(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data([1]))
        try handle.close()
      },
    ]
    for change in changes {
      try AtomicFile.write([UInt8](repeating: 7, count: 10_000), to: path)
      // The clock of a disk ticks some hundred times a second.
      var past = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
      XCTAssertEqual(utimensat(AT_FDCWD, path, &past, 0), 0)
      let file = try MappedFile(path: path)
      XCTAssertEqual(file.bytes.count, 10_000)
      XCTAssertTrue(file.isUnchanged)
      try file.requireUnchanged()
      try change(path)
      assertThrows(
        try file.requireUnchanged(), FileError.self,
        "was written to, or cut short, while it was being read")
    }
    // A file that is put in its place is another one: what is mapped stays.
    try AtomicFile.write([1, 2, 3], to: path)
    let file = try MappedFile(path: path)
    try AtomicFile.write([4, 5, 6, 7], to: path)
    try file.requireUnchanged()
    XCTAssertEqual(Array(file.bytes.bytes), [1, 2, 3])
  }

  /// Each takes a descriptor and a place in a table of limited size, and gives both back.
  func testMappingsAreGivenBack() throws {
    let path = NSTemporaryDirectory() + "mapped-\(UUID().uuidString)"
    defer { unlink(path) }
    try AtomicFile.write([1, 2, 3], to: path)
    for _ in 0..<10_000 { XCTAssertEqual(try MappedFile(path: path).bytes.count, 3) }
  }
}
