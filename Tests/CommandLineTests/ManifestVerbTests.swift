import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// `data get` and `data verify` with a manifest of one's own: a model's repository, from a server to what `evaluate` says.
final class ManifestVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  private var server: LoopbackServer?
  private var cache: String { folder.path + "/cache" }
  private let place = "host.example/organization/model/resolve/0a1b2c"

  override func setUpWithError() throws { folder = try TemporaryFolder() }
  override func tearDown() {
    server?.stop()
    folder = nil
  }

  private func get(_ manifest: String, _ more: String...) throws -> CommandLineRun {
    let path = try folder.write(manifest, to: "own.txt")
    return try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["data", "get", "--manifest", path, "--cache", cache, "--attempts", "1"] + more,
      environment: ["WORKBOOK_DATA_MIRROR": server?.address ?? folder.path])
  }

  /// The files of a model and its tokenizer.
  private func model() throws -> [(name: String, bytes: [UInt8])] {
    let made = folder.path + "/made"
    let stored = try StoredModels.open(Fixtures.path("gguf/bytes.gguf"))
    try ModelDirectory.write(try stored.readParameters(), to: made)
    try TokenizerFile.write(
      try XCTUnwrap(try stored.readTokenizer()), to: made + "/tokenizer.json")
    return try ["config.json", "tokenizer.json", "model.safetensors"].map {
      ($0, try AtomicFile.read("\(made)/\($0)"))
    }
  }

  private func line(_ name: String, _ bytes: [UInt8]) -> String {
    "\(Checksum.sha256(bytes)) \(bytes.count) https://\(place)/\(name)\n"
  }

  func testAModelsRepositoryIsBroughtAndRuns() throws {
    let files = try model()
    let server = try LoopbackServer(
      .file(files[0].bytes), .file(files[1].bytes), .file(files[2].bytes))
    self.server = server
    let manifest =
      "# at a pinned revision\n\n" + files.map { line($0.name, $0.bytes) }.joined()
    let run = try get(manifest, "--json")
    let brought = try XCTUnwrap(try ExerciseHouse.json(run)["dataSets"] as? [[String: Any]])
    XCTAssertEqual(brought.first?["brought"] as? Int, 3)
    XCTAssertEqual(server.requests.map(\.path), files.map { "/\(place)/\($0.name)" })
    let path = try XCTUnwrap(brought.first?["path"] as? String)
    XCTAssertEqual(path, "\(cache)/\(place)")
    let found = try ExerciseHouse.json(try CommandLineRun.workbook("inspect", path, "--json"))
    XCTAssertEqual(found["kind"] as? String, "model directory")
    XCTAssertEqual(found["isSupported"] as? Bool, true)
    let text = try folder.write("the tenant shall pay for the lease\n", to: "t.txt")
    let losses = try [path, folder.path + "/made"].map { model in
      try XCTUnwrap(
        try ExerciseHouse.json(
          try CommandLineRun.workbook("evaluate", "--model", model, "--corpus", text, "--json"))[
            "bitsPerByte"] as? Double)
    }
    XCTAssertEqual(losses[0], losses[1])
    // What is there and right is not brought again.
    let again = try get(manifest)
    XCTAssertEqual(again.status, 0, again.errors)
    XCTAssertTrue(again.output.hasPrefix(path + "\n"), again.output)
    XCTAssertEqual(server.requests.count, 3)
    try assertVerifies(path)
  }

  /// `data verify` knows the same manifest: all right, then one file damaged, then one gone.
  private func assertVerifies(_ path: String) throws {
    let own = folder.path + "/own.txt"
    let words = ["data", "verify", "--manifest", own, "--cache", cache]
    func verify() throws -> CommandLineRun {
      try CommandLineRun.program(try CommandLineRun.executable(), words)
    }
    let right = try verify()
    XCTAssertEqual(right.status, 0, right.errors)
    XCTAssertTrue(
      right.output.contains("3 of 3 files right, 0 not here, 0 damaged"), right.output)
    var bytes = try AtomicFile.read(path + "/config.json")
    bytes[0] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/config.json"))
    let damaged = try verify()
    XCTAssertTrue(damaged.output.contains("damaged: \(path)/config.json"), damaged.output)
    assertFails(damaged, status: 1, saying: "data get --manifest", own)
    try FileManager.default.removeItem(atPath: path + "/config.json")
    let missing = try verify()
    XCTAssertTrue(
      missing.output.contains("2 of 3 files right, 1 not here, 0 damaged"), missing.output)
    assertFails(missing, status: 1, saying: "data get --manifest", own)
  }

  func testAFileWithAnotherDigestIsNotKept() throws {
    let bytes = Array("{}".utf8)
    server = try LoopbackServer(.file(Array("[]".utf8)))
    let run = try get(line("config.json", bytes))
    XCTAssertEqual(run.status, 1)
    XCTAssertTrue(run.errorLines.last?.contains("nothing was kept") == true, run.errors)
    XCTAssertFalse(FileManager.default.fileExists(atPath: "\(cache)/\(place)/config.json"))
  }

  func testWhatIsNoManifest() throws {
    let digest = String(repeating: "a", count: 64)
    let cases = [
      ("", "names no files"), ("# nothing\n", "names no files"),
      ("\n\(digest) 5\n", "line 2: has 2 words"),
      ("abc 5 https://h/p", "line 1: the SHA-256 is not 64"),
      ("\(digest) -5 https://h/p", "is no number of bytes"),
      ("\(digest) 99999999999999999999 https://h/p", "is no number of bytes"),
      ("\(digest) 5 http://h/p", "does not begin with https://"),
      ("\(digest) 5 https://h", "is not that of a file"),
      ("\(digest) 5 https://h/", "is not that of a file"),
      ("\(digest) 5 https://h/../p", "is not that of a file"),
      ("\(digest) 5 https://h/%2e%2e/p", "is not that of a file"),
      ("\(digest) 5 https://h/a%2F..%2F..%2Fp", "is not that of a file"),
      ("\(digest) 5 https://h/%zz", "an escape that is none"),
      ("\(digest) 5 https://h/p?x=1", "has a query"),
      ("\(digest) 5 https://h/p\n\(digest) 5 https://h/p\n", "line 2: its address stands twice"),
      ("\(digest) 5 https://h/p\n\(digest) 5 https://h/p/q\n", "is the folder of another's"),
    ]
    for (manifest, words) in cases {
      assertFails(try get(manifest), status: 1, saying: "own.txt", words)
    }
    assertFails(
      try CommandLineRun.workbook("data", "get", "--manifest", folder.path + "/none"), status: 1,
      saying: "no such file")
    assertFails(
      try CommandLineRun.workbook("data", "get"), status: 2, saying: "--manifest")
  }
}
