import Foundation
import WorkbookCore
import XCTest

/// `data list|get|verify` against a server on this machine, and against a mirror where one is there.
final class DataVerbTests: XCTestCase {
  // Made before each test.
  private var folder: TemporaryFolder!
  private var server: LoopbackServer?

  override func setUpWithError() throws { folder = try TemporaryFolder() }

  override func tearDown() {
    server?.stop()
    folder = nil
  }

  private var cache: String { folder.path + "/cache" }

  private func points() throws -> DataSet.File {
    try XCTUnwrap(try DataSet.named("chinchilla").files.first)
  }

  /// As many bytes as the file has, but others.
  private func wrongBytes() throws -> [UInt8] {
    [UInt8](repeating: 0x61, count: try points().byteCount)
  }

  /// `data get chinchilla` from a server with these answers.
  private func get(
    _ answers: LoopbackServer.Answer, _ options: String..., and more: LoopbackServer.Answer? = nil
  ) throws -> CommandLineRun {
    let server = try more.map { try LoopbackServer(answers, $0) } ?? LoopbackServer(answers)
    self.server = server
    return try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["data", "get", "chinchilla", "--cache", cache]
        + (options.contains("--attempts") ? [] : ["--attempts", "2"]) + options,
      environment: ["WORKBOOK_DATA_MIRROR": server.address])
  }

  /// The last line on standard error names the fault; progress may stand above it.
  private func assertLastLine(
    _ run: CommandLineRun, says words: String..., line: UInt = #line
  ) {
    XCTAssertEqual(run.status, 1, run.errors, line: line)
    let last = run.errorLines.last ?? ""
    XCTAssertTrue(last.hasPrefix("workbook: "), run.errors, line: line)
    XCTAssertEqual(run.errorLines.filter { $0.hasPrefix("workbook: ") }.count, 1, line: line)
    for word in words { XCTAssertTrue(last.contains(word), "\(last): \(word)", line: line) }
  }

  private func assertNoFile(line: UInt = #line) throws {
    let path = "\(cache)/\(try points().path)"
    XCTAssertFalse(FileManager.default.fileExists(atPath: path), line: line)
  }

  private func partialSize() throws -> Int? {
    let path = "\(cache)/\(try points().path).partial"
    return try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
  }

  // MARK: What servers do

  func testAStatusThatIsNoAnswerIsSaidAtOnceOrTriedAgain() throws {
    assertLastLine(
      try get(.status(404)), says: "404", "no such file", try points().url.suffix(20).description)
    XCTAssertEqual(server?.requests.count, 1)
    server?.stop()
    assertLastLine(try get(.status(500)), says: "500", "2 attempts", "try again later")
    XCTAssertEqual(server?.requests.count, 2)
    try assertNoFile()
    XCTAssertNil(try partialSize())
  }

  func testBytesWithAnotherDigestAreNotKept() throws {
    assertLastLine(try get(.file(try wrongBytes())), says: "SHA-256", "nothing was kept")
    try assertNoFile()
    XCTAssertNil(try partialSize())
  }

  func testABodyThatIsTooLongIsNotKept() throws {
    assertLastLine(
      try get(.file(try wrongBytes() + [0x61])), says: "another file", "\(try points().byteCount)")
    try assertNoFile()
    XCTAssertNil(try partialSize())
  }

  func testATruncatedBodyGoesOnByRange() throws {
    let run = try get(.truncated(try wrongBytes(), after: 5_000))
    assertLastLine(
      run, says: "ended after 10000 of 23224 bytes", "2 attempts", "goes on from there")
    XCTAssertEqual(server?.requests.map(\.start), [nil, 5_000])
    XCTAssertEqual(try partialSize(), 10_000)
    try assertNoFile()
    server?.stop()
    // A next run asks for the rest.
    _ = try get(.status(404))
    XCTAssertEqual(server?.requests.map(\.start), [10_000])
    XCTAssertEqual(try partialSize(), 10_000)
    server?.stop()
    // A server that does not know ranges begins anew; one that sends another range is not believed.
    _ = try get(.truncated(try wrongBytes(), after: 0), and: .wholeFile(try wrongBytes()))
    XCTAssertNil(try partialSize())
  }

  func testAnotherRangeThanAskedForIsNotBelieved() throws {
    _ = try get(.truncated(try wrongBytes(), after: 5_000), "--attempts", "1")
    server?.stop()
    let run = try get(.otherRange(try wrongBytes()), "--attempts", "1")
    assertLastLine(run, says: "from 5000 on", "those from 1 on")
  }

  /// A server that falls silent would end by itself after minutes, with another message. It says what it
  /// has to say at once: a busy machine takes less than the two seconds for that.
  func testAStallEndsAnAttempt() throws {
    let run = try get(.stalled(try wrongBytes(), after: 3_000), "--stall-seconds", "2")
    assertLastLine(run, says: "nothing came for 2 s", "2 attempts")
    XCTAssertEqual(server?.requests.map(\.start), [nil, 3_000])
    XCTAssertEqual(try partialSize(), 6_000)
    server?.stop()
    assertLastLine(
      try get(.silent, "--stall-seconds", "0.3"), says: "nothing came for 0.3 s", "2 attempts")
  }

  func testNoServerIsNoConnection() throws {
    let server = try LoopbackServer(.silent)
    server.stop()
    let run = try CommandLineRun.workbook(
      "data", "get", "chinchilla", "--cache", cache, "--attempts", "1",
      environment: ["WORKBOOK_DATA_MIRROR": server.address])
    assertLastLine(run, says: "no connection", "WORKBOOK_DATA_MIRROR")
  }

  /// A limit on the size of files in place of a full disk.
  func testAFileThatCannotBeWrittenWholeIsOneLine() throws {
    let server = try LoopbackServer(.file(try wrongBytes()))
    self.server = server
    let run = try CommandLineRun.program(
      "/bin/sh",
      ["-c", "ulimit -f 8; exec \"$0\" \"$@\"", try CommandLineRun.executable()]
        + ["data", "get", "chinchilla", "--cache", cache, "--attempts", "2"],
      environment: ["WORKBOOK_DATA_MIRROR": server.address])
    assertLastLine(run, says: "file too large", ".partial")
    try assertNoFile()
  }

  /// What is downloaded goes through no link: here it would go to a device.
  func testALinkInThePlaceOfTheFileUnderWayIsOneLine() throws {
    let partial = "\(cache)/\(try points().path).partial"
    try FileManager.default.createDirectory(
      atPath: (partial as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: partial, withDestinationPath: "/dev/full")
    assertLastLine(try get(.file(try wrongBytes())), says: "symbolic link", ".partial")
    try assertNoFile()
  }

  func testAFileInTheCachesPlaceIsOneLine() throws {
    try folder.write("in the way", to: "cache")
    assertLastLine(try get(.file(try wrongBytes())), says: "the folder cannot be created")
  }

  func testWhatIsAskedForWrongly() throws {
    assertFails(
      try CommandLineRun.workbook("data", "get"), status: 2, saying: "names, --manifest, or --all")
    assertFails(
      try CommandLineRun.workbook("data", "get", "novels", "--cache", cache), status: 1,
      saying: "no data set 'novels'", "gutenberg", "; course stands for", "data list")
    assertFails(
      try CommandLineRun.workbook(
        "data", "get", "chinchilla", "--cache", cache,
        environment: ["WORKBOOK_DATA_MIRROR": folder.path + "/none"]), status: 1,
      saying: "WORKBOOK_DATA_MIRROR", "neither a folder nor an http address")
  }

  func testTheCourseIsBroughtByOneName() throws {
    let mirror = folder.path + "/mirror"
    try FileManager.default.createDirectory(atPath: mirror, withIntermediateDirectories: true)
    // The first of its sets is asked for, and not there.
    assertFails(
      try CommandLineRun.workbook(
        "data", "get", "course", "--cache", cache, environment: ["WORKBOOK_DATA_MIRROR": mirror]),
      status: 1, saying: "98-0.txt")
  }

  // MARK: What is there

  func testListSaysWhatThereIsAndTheLicence() throws {
    let run = try CommandLineRun.workbook(
      "data", "list", "--json", environment: ["XDG_CACHE_HOME": cache])
    XCTAssertEqual(run.status, 0, run.errors)
    let report = try ExerciseHouse.json(run)
    XCTAssertEqual(report["cache"] as? String, cache + "/pretraining-workbook")
    let sets = try XCTUnwrap(report["dataSets"] as? [[String: Any]])
    XCTAssertEqual(Set(sets.compactMap { $0["name"] as? String }), Set(DataSet.all.map(\.name)))
    for set in sets { XCTAssertFalse(try XCTUnwrap(set["licence"] as? String).isEmpty) }
    let text = try CommandLineRun.workbook("data", "list", "--cache", cache)
    XCTAssertTrue(text.output.contains("CC BY-NC 4.0"), text.output)
    let group = "course: gutenberg, fomc, tatqa, contracts, pubmedqa"
    XCTAssertTrue(text.output.contains(group), text.output)
  }

  func testAnInterruptedDownloadEndsWithTheRightBytes() throws {
    let bytes = try Mirror.bytes(of: try points())
    let run = try get(.truncated(bytes, after: 7_000), "--json", and: .file(bytes))
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(server?.requests.map(\.start), [nil, 7_000])
    XCTAssertEqual(
      server?.requests.first?.path, "/" + (try points().path), "host and path, as in a mirror")
    XCTAssertNil(try partialSize())
    let path = "\(cache)/\(try points().path)"
    XCTAssertEqual([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), bytes)
    // What is there is not asked for again; what is damaged is.
    let verify = ["data", "verify", "chinchilla", "--cache", cache, "--json"]
    XCTAssertEqual(
      try CommandLineRun.program(try CommandLineRun.executable(), verify).status, 0)
    _ = try get(.status(404))
    XCTAssertEqual(server?.requests.count, 0)
    var damaged = bytes
    damaged[100] ^= 1
    try Data(damaged).write(to: URL(fileURLWithPath: path))
    let found = try CommandLineRun.program(try CommandLineRun.executable(), verify)
    assertFails(found, status: 1, saying: "damaged", "data get chinchilla")
    XCTAssertEqual(try ExerciseHouse.json(found)["isRight"] as? Bool, false)
    XCTAssertEqual(try get(.file(bytes)).status, 0)
    XCTAssertEqual([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), bytes)
  }

  func testAFolderAsMirrorGivesEveryDataSet() throws {
    let mirror = try Mirror.folder()
    let run = try CommandLineRun.workbook(
      "data", "get", "--all", "--cache", cache, "--json",
      environment: ["WORKBOOK_DATA_MIRROR": mirror])
    XCTAssertEqual(run.status, 0, run.errors)
    let check = try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["data", "verify", "--cache", cache, "--json"] + DataSet.all.map(\.name))
    XCTAssertEqual(check.status, 0, check.errors)
    // A cache is a mirror.
    let again = try CommandLineRun.workbook(
      "data", "get", "tinyshakespeare", "--cache", folder.path + "/second",
      environment: ["WORKBOOK_DATA_MIRROR": cache])
    XCTAssertEqual(again.status, 0, again.errors)
    XCTAssertTrue(again.output.contains("tinyshakespeare"), again.output)
  }

  func testAMirrorWithoutTheFileOrWithAnotherOne() throws {
    let mirror = folder.path + "/mirror"
    let file = "\(mirror)/\(try points().path)"
    try FileManager.default.createDirectory(atPath: mirror, withIntermediateDirectories: true)
    func get() throws -> CommandLineRun {
      try CommandLineRun.workbook(
        "data", "get", "chinchilla", "--cache", cache,
        environment: ["WORKBOOK_DATA_MIRROR": mirror])
    }
    assertLastLine(try get(), says: "the mirror has no such file")
    try folder.write("short", to: "mirror/" + (try points().path))
    assertLastLine(try get(), says: "5 bytes where 23224 are expected")
    try Data(try wrongBytes()).write(to: URL(fileURLWithPath: file))
    assertLastLine(try get(), says: "SHA-256")
    try assertNoFile()
    XCTAssertNil(try partialSize())
  }
}

/// A mirror of the data sets beside the repository.
enum Mirror {
  /// Its folder; the test is skipped where there is none.
  static func folder() throws -> String {
    let path = CommandLineRun.root + "/../shared/data/mirror"
    guard FileManager.default.fileExists(atPath: path) else {
      throw XCTSkip("no mirror at ../shared/data/mirror")
    }
    return path
  }

  static func bytes(of file: DataSet.File) throws -> [UInt8] {
    let path = "\(try folder())/\(file.path)"
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
