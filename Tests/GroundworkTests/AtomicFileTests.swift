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

  // MARK: What is in the way

  func testNothingButARegularFileIsReplaced() throws {
    let pipe = "\(folder)/pipe"
    XCTAssertEqual(mkfifo(pipe, 0o600), 0)
    for (name, target) in [("none", "nowhere"), ("device", "/dev/null"), ("loop", "loop")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(name)", withDestinationPath: target)
    }
    for (path, words) in [
      ("/dev/null", "is a device"), ("\(folder)/device", "is a device"), (pipe, "is a pipe"),
      (folder, "is a folder"), ("\(folder)/none", "leads to no file"),
      ("\(folder)/loop", "leads to no file"), ("", "is no name of a file"),
    ] {
      assertThrows(try AtomicFile.requireReplaceable(path), FileError.self, words)
      assertThrows(try AtomicFile.write("x", to: path), FileError.self, words)
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder).count, 4)
  }

  func testALinkIsFollowedAndPermissionsStay() throws {
    try AtomicFile.write("old", to: "\(folder)/real/file")
    XCTAssertEqual(chmod("\(folder)/real/file", 0o600), 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link", withDestinationPath: "real/file")
    try AtomicFile.write("new", to: "\(folder)/link")
    XCTAssertEqual(try AtomicFile.read("\(folder)/real/file"), Array("new".utf8))
    XCTAssertEqual(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link"), "real/file")
    var status = stat()
    XCTAssertEqual(stat("\(folder)/real/file", &status), 0)
    XCTAssertEqual(status.st_mode & 0o777, 0o600)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/real"), ["file"])
  }

  /// The names of temporary files cannot be foretold, and a file is never written through a link.
  func testTemporaryNamesDifferAndFitBesideLongOnes() throws {
    var seen: Set<String> = []
    for _ in 0..<20 {
      try AtomicFile.produce(path: "\(folder)/file") { name in
        seen.insert(name)
        XCTAssertTrue(name.hasPrefix("\(folder)/file.partial-"), name)
        XCTAssertTrue(name.contains("-\(getpid())-"), name)
      }
    }
    XCTAssertEqual(seen.count, 20)
    let long = String(repeating: "ä", count: 127)
    try AtomicFile.write("x", to: "\(folder)/\(long)")
    XCTAssertEqual(try AtomicFile.read("\(folder)/\(long)"), Array("x".utf8))
  }

  func testWhatDeadProcessesLeftIsTakenAway() throws {
    var name = ""
    try AtomicFile.produce(path: "\(folder)/known") {
      name = ($0 as NSString).lastPathComponent
    }
    // A process that has ended.
    let child = try ChildProgram.start("/bin/true", [])
    XCTAssertEqual(child.wait(), .exit(0))
    func named(_ process: pid_t, of file: String = "model") -> String {
      name.replacingOccurrences(of: "known", with: file)
        .replacingOccurrences(of: "-\(getpid())-", with: "-\(process)-")
    }
    let other = "\(folder)/other"
    let dead = named(child.identifier)
    var elsewhere = Array(dead)
    let digit = try XCTUnwrap(dead.range(of: ".partial-")).upperBound.utf16Offset(in: dead)
    elsewhere[digit] = elsewhere[digit] == "0" ? "1" : "0"
    let kept = [
      named(getppid()), named(getpid()), String(elsewhere), "model.partial-\(child.identifier)",
      dead + ".tar", "notes.partial-draft",
    ]
    for file in kept + [dead] { try AtomicFile.write("x", to: "\(folder)/kept/\(file)") }
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    for file in kept + [dead] {
      try FileManager.default.moveItem(
        atPath: "\(folder)/kept/\(file)", toPath: "\(other)/\(file)")
    }
    try FileManager.default.createDirectory(
      atPath: "\(other)/" + named(child.identifier, of: "folder"),
      withIntermediateDirectories: false)
    try AtomicFile.write("x", to: "\(other)/file")
    XCTAssertEqual(
      Set(try FileManager.default.contentsOfDirectory(atPath: other)),
      Set(kept + ["file", named(child.identifier, of: "folder")]))
  }

  // MARK: What is read

  func testFilesAreReadUpToALimit() throws {
    let limit = SizeLimit("a note", byteCount: 1_000_000)
    let path = "\(folder)/file"
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    try AtomicFile.write(bytes, to: path)
    XCTAssertEqual(try AtomicFile.read(path, limit: limit), bytes)
    try AtomicFile.write(bytes + [0], to: path)
    assertThrows(
      try AtomicFile.read(path, limit: limit), FileError.self,
      "has 1.0 MB where a note has at most 1.0 MB")
    // Sparse: reading it would take minutes and all memory.
    XCTAssertEqual(truncate(path, 1 << 40), 0)
    assertThrows(try AtomicFile.read(path, limit: limit), FileError.self, "has 1099511.6 MB where")
    assertThrows(try AtomicFile.read(path), FileError.self, "a document has at most 64.0 MB")
    for (device, words) in [("/dev/zero", "is a device"), ("/dev/null", "is a device")] {
      assertThrows(try AtomicFile.read(device, limit: limit), FileError.self, words)
    }
    try AtomicFile.write([], to: "\(folder)/empty")
    XCTAssertEqual(try AtomicFile.read("\(folder)/empty"), [])
  }

  func testPipesAreReadUpToALimit() throws {
    for (count, isTooLong) in [(0, false), (100_000, false), (100_001, true)] {
      let pipe = Pipe()
      let bytes = [UInt8](repeating: 7, count: count)
      let end = pipe.fileHandleForWriting
      let writer = Thread {
        // Nobody reads on behind the limit.
        try? end.write(contentsOf: Data(bytes))
        try? end.close()
      }
      writer.start()
      let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
      let limit = SizeLimit("a note", byteCount: 100_000)
      if isTooLong {
        assertThrows(
          try AtomicFile.read(path, limit: limit), FileError.self,
          "goes on after 100 kB where a note has at most 100 kB")
        _ = pipe.fileHandleForReading.availableData
      } else {
        XCTAssertEqual(try AtomicFile.read(path, limit: limit), bytes)
      }
    }
  }
}
