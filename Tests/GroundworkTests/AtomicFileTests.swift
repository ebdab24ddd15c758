import Foundation
import Groundwork
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
    XCTAssertThrowsError(
      try AtomicFile.write(path: "\(folder)/file") { _ in
        throw FileError(path: "x", problem: "the disk is full")
      })
    XCTAssertEqual(try AtomicFile.read("\(folder)/file"), Array("old".utf8))
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["file"])
  }

  func testAFileWhereAFolderShouldBeIsOneClearLine() throws {
    try AtomicFile.write("", to: "\(folder)/file")
    XCTAssertThrowsError(try AtomicFile.write("x", to: "\(folder)/file/inside")) { error in
      XCTAssertTrue("\(error)".contains("\(folder)/file"))
      XCTAssertFalse("\(error)".contains("\n"))
    }
    XCTAssertThrowsError(try AtomicFile.read("\(folder)/none"))
    XCTAssertThrowsError(try AtomicFile.read(folder))
  }
}
