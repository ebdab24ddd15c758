import Foundation
import Groundwork
import TestSupport
import XCTest

final class AtomicFileTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "atomic-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  func testWritesReplacesAndLeavesNothingBeside() throws {
    try AtomicFile.write("one", to: "\(folder)/deep/er/file")
    try AtomicFile.write("two", to: "\(folder)/deep/er/file")
    XCTAssertEqual(try AtomicFile.read("\(folder)/deep/er/file"), Array("two".utf8))
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deep/er").count, 1)
  }

  func testAFailedWriteKeepsTheOldFile() throws {
    try AtomicFile.write("old", to: "\(folder)/file")
    assertThrows(
      try AtomicFile.write(path: "\(folder)/file") { _ in
        throw FileError(path: "x", problem: "the disk is full")
      }, FileError.self, "x: the disk is full")
    XCTAssertEqual(try AtomicFile.read("\(folder)/file"), Array("old".utf8))
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["file"])
  }

  func testAFileWhereAFolderShouldBeIsOneClearLine() throws {
    try AtomicFile.write("", to: "\(folder)/file")
    XCTAssertThrowsError(try AtomicFile.write("x", to: "\(folder)/file/inside")) { error in
      XCTAssertTrue("\(error)".contains("\(folder)/file"))
      XCTAssertFalse("\(error)".contains("\n"))
    }
    assertThrows(try AtomicFile.read("\(folder)/none"), FileError.self, "none: no such file")
    assertThrows(try AtomicFile.read(folder), FileError.self, "is a folder where a file is needed")
  }
}
