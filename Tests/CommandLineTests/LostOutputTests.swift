import TestSupport
import XCTest

/// Streams that cannot be written: lost results are status 1 and one line, lost messages cost nothing.
final class LostOutputTests: XCTestCase {
  /// Runs `workbook` with arguments and redirections, as a shell does.
  private func shell(_ command: String) throws -> CommandLineRun {
    try CommandLineRun.program(
      "/bin/sh", ["-c", "exec \"$WORKBOOK_PROGRAM\" \(command)"],
      environment: ["WORKBOOK_PROGRAM": try CommandLineRun.executable()])
  }

  private let verbs = [
    "--help", "data list", "data list --json", "scaling plan --flops 1e18 --json",
    "scaling plan --flops 1e18", "bench gemm --rows 8 --columns 8 --inner 8 --json",
  ]

  func testLostResultsAreStatusOneAndOneLine() throws {
    for verb in verbs {
      XCTAssertEqual(try shell(verb).status, 0, verb)
      for stream in [">/dev/full", ">&-"] {
        assertFails(
          try shell("\(verb) \(stream)"), status: 1, saying: "standard output cannot be written")
      }
    }
    // An error that was said already stays the one line.
    assertFails(try shell("no-such-verb >/dev/full"), status: 2, saying: "there is no verb")
  }

  func testLostMessagesCostNoTraining() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words and more\n", count: 200), to: "t.txt")
    var files: [[String]] = []
    for (index, stream) in ["2>/dev/null", "2>/dev/full", "2>&-", "2>&- >&- <&-"].enumerated() {
      let out = folder.path + "/\(index)"
      let run = try shell(
        "pretrain --corpus '\(text)' --tokenizer bytes --layers 1 --heads 2 --width 16 --context 16 "
          + "--batch 2 --steps 30 --replicas 1 --out '\(out)' \(stream)")
      XCTAssertEqual(run.status, stream.contains(">&- <") ? 1 : 0, stream)
      files.append(
        try ["metrics.csv", "run.json", "model.safetensors"].map {
          Data(try RunFiles.timeless("\(out)/\($0)")).base64EncodedString()
        })
    }
    // No message has gone into a file that took a closed stream's number.
    for other in files.dropFirst() { XCTAssertEqual(other, files[0]) }
  }
}
