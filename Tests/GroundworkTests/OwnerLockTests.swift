import Foundation
import Groundwork
import TestSupport
import XCTest

/// A folder that one process works in is left alone by others, and free again when it ends.
final class OwnerLockTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "owner-lock-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }

  func testOneHasItAndOthersAreToldWho() throws {
    let lock = try OwnerLock(folder: folder)
    XCTAssertTrue(lock.isHeld)
    assertThrows(
      try OwnerLock(folder: folder), InUseError.self, folder + ": is in use by",
      "process \(getpid()), since 2")
    XCTAssertEqual(OwnerLock.user(ofFolder: folder)?.owner?.process, Int(getpid()))
    XCTAssertEqual(
      OwnerLock.user(ofFolder: folder)?.owner?.command, CommandLine.arguments)
    lock.release()
    XCTAssertNil(OwnerLock.user(ofFolder: folder))
    XCTAssertEqual(try names(), [], "nothing is left behind")
    for _ in 0..<3 { try OwnerLock(folder: folder).release() }
  }

  /// A process that was killed leaves its file behind, and the system has given the lock back.
  func testAFileThatWasLeftBehindStopsNobody() throws {
    try AtomicFile.write(
      #"{"process": 1, "host": "x", "since": "y", "command": []}"#, to: folder + "/.in-use")
    XCTAssertNil(OwnerLock.user(ofFolder: folder))
    let lock = try OwnerLock(folder: folder)
    XCTAssertEqual(OwnerLock.user(ofFolder: folder)?.owner?.process, Int(getpid()))
    lock.release()
    XCTAssertEqual(try names(), [])
  }

  func testPartsOfAFileAreLockedApart() throws {
    let table = folder + "/runs.csv"
    let first = try OwnerLock(file: table, part: "1-of-2")
    let second = try OwnerLock(file: table, part: "2-of-2")
    assertThrows(
      try OwnerLock(file: table, part: "2-of-2"), InUseError.self, table + ": is in use")
    first.release()
    second.release()
    XCTAssertEqual(try names(), [])
  }

  func testAFolderThatWasCreatedForTheLockGoesWithItWhereItStayedEmpty() throws {
    let new = folder + "/new"
    try OwnerLock(folder: new).release()
    XCTAssertEqual(try names(), [])
    let lock = try OwnerLock(folder: new)
    try AtomicFile.write("x", to: new + "/file")
    lock.release()
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: new), ["file"])
  }

  /// Some file systems lock nothing: one line, and the work goes on.
  func testAFileSystemThatLocksNothing() throws {
    var said: [String] = []
    let refusing: OwnerLock.Locking = { _, _ in
      errno = ENOLCK
      return -1
    }
    let lock = try OwnerLock(folder: folder, warning: { said.append($0) }, locking: refusing)
    XCTAssertFalse(lock.isHeld)
    XCTAssertEqual(said.count, 1)
    XCTAssertTrue(said[0].contains("cannot be locked here (no locks available)"), said[0])
    XCTAssertEqual(try names(), [])
    lock.release()
  }

  func testAFileInThePlaceOfTheFolder() throws {
    try AtomicFile.write("x", to: folder + "/file")
    assertThrows(try OwnerLock(folder: folder + "/file"), FileError.self, "cannot be created")
    // A link is not followed: what it leads to would be written to.
    symlink(folder + "/file", folder + "/.in-use")
    assertThrows(try OwnerLock(folder: folder), FileError.self, "cannot be locked")
    XCTAssertEqual(try AtomicFile.read(folder + "/file"), Array("x".utf8))
  }

  func testTheProgramIsNamedWithItsVerb() throws {
    let commands = [
      #"["/a/workbook", "pretrain", "--out", "m"]"#: "workbook pretrain",
      #"["workbook", "scaling", "sweep", "--out", "m"]"#: "workbook scaling sweep",
      #"["chapter-05", "--tier", "smoke"]"#: "chapter-05",
      #"["workbook", "data", "\u001b[31m"]"#: "workbook data", "[]": "a program",
    ]
    for (command, program) in commands {
      let path = folder + "/.in-use"
      try AtomicFile.write(
        "{\"process\": 7, \"host\": \"elsewhere\", \"since\": \"noon\", \"command\": \(command)}",
        to: path)
      let descriptor = open(path, O_RDONLY)
      XCTAssertEqual(flock(descriptor, LOCK_EX | LOCK_NB), 0)
      XCTAssertEqual(
        OwnerLock.user(ofFolder: folder)?.description,
        "\(folder): is in use by \(program), process 7 on elsewhere, since noon")
      // What says nothing sensible names nobody.
      try AtomicFile.write("{", to: path)
      XCTAssertNil(OwnerLock.user(ofFolder: folder), "the file was put in place anew, unlocked")
      close(descriptor)
    }
  }
}
