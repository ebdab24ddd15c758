import Foundation
import WorkbookCore
import XCTest

/// Paths that a verb writes to: nothing but regular files is ever replaced.
final class OutputFileTests: XCTestCase {
  func testNothingButAFileIsReplaced() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words and more\n", count: 200), to: "t.txt")
    let tokenizer = folder.path + "/t.json"
    func train(_ out: String) throws -> CommandLineRun {
      try CommandLineRun.workbook(
        "tokenizer", "train", "--vocabulary-size", "270", "--out", out, text)
    }
    XCTAssertEqual(try train(tokenizer).status, 0)
    func link(_ name: String, to target: String) throws -> String {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(name)", withDestinationPath: target)
      return "\(folder.path)/\(name)"
    }
    XCTAssertEqual(mkfifo(folder.path + "/pipe", 0o600), 0)
    // A copy of /dev/null where this may be made; what must be refused could be the real one.
    let device = folder.path + "/device"
    let isDevice = mknod(device, S_IFCHR | 0o600, makedev(1, 3)) == 0
    let wrong = [
      (isDevice ? device : "/dev/null", "is a device"), (folder.path + "/pipe", "is a pipe"),
      (folder.path, "is a folder"), (try link("dangling", to: "nowhere"), "leads to no file"),
      (try link("linked", to: isDevice ? device : "/dev/null"), "is a device"),
    ]
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for (out, problem) in wrong {
      for arguments in [
        ["tokenizer", "train", "--vocabulary-size", "270", "--out", out, text],
        ["tokenizer", "encode", "--tokenizer", tokenizer, "--shard", out, text],
        [
          "scaling", "sweep", "--corpus", text, "--out", out, "--budgets", "2e7", "--sizes", "0,1",
          "--tokenizer", "bytes", "--context", "16",
        ],
      ] {
        assertFails(
          try CommandLineRun.program(CommandLineRun.executable(), arguments), status: 1,
          saying: out, problem)
      }
      guard problem != "is a folder" else { continue }
      for arguments in [
        ["data", "clean", "--out", out, text],
        ["data", "shard", "--tokenizer", tokenizer, "--out", out, text],
        ["pretrain", "--corpus", text, "--tokenizer", "bytes", "--steps", "1", "--out", out],
      ] {
        assertFails(
          try CommandLineRun.program(CommandLineRun.executable(), arguments), status: 1,
          saying: out)
      }
    }
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted(), before)
    // A link to a file is followed.
    XCTAssertEqual(try train(try link("link.json", to: "t.json")).status, 0)
    XCTAssertEqual(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.json"),
      "t.json")
  }

  private func makedev(_ major: UInt64, _ minor: UInt64) -> dev_t { dev_t(major << 8 | minor) }

  /// The file would be replaced, and what is printed would go to the old one.
  func testTheFileOfStandardOutputIsRefused() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words and more\n", count: 200), to: "t.txt")
    for out in ["\(folder.path)/o", "/dev/stdout"] {
      let run = try CommandLineRun.program(
        "/bin/sh",
        [
          "-c", "exec \"$0\" tokenizer train --vocabulary-size 270 --out \"$1\" \"$2\" >\"$3\"",
          try CommandLineRun.executable(), out, text, folder.path + "/o",
        ])
      assertFails(run, status: 1, saying: "standard output already goes")
    }
  }

  /// Sparse files, which take no room on the disk.
  func testFilesTooLargeForTheirKindAreNotRead() throws {
    let folder = try TemporaryFolder()
    let huge = try folder.write("{", to: "huge.json")
    let merges = try folder.write("{}", to: "pair/vocab.json")
    let model = folder.path + "/model"
    let text = try folder.write(String(repeating: "some words and more\n", count: 200), to: "t.txt")
    let trained = try CommandLineRun.workbook(
      "pretrain", "--corpus", text, "--tokenizer", "bytes", "--layers", "1", "--heads", "2",
      "--width", "16", "--context", "16", "--batch", "2", "--steps", "1", "--out", model)
    XCTAssertEqual(trained.status, 0, trained.errors)
    for path in [huge, folder.path + "/pair/merges.txt", model + "/config.json"] {
      if !FileManager.default.fileExists(atPath: path) {
        try folder.write("", to: "pair/merges.txt")
      }
      XCTAssertEqual(truncate(path, 3_000_000_000), 0)
    }
    for arguments in [
      ["tokenizer", "inspect", "--tokenizer", huge],
      ["tokenizer", "inspect", "--tokenizer", merges],
      ["evaluate", "--model", model, "--corpus", text],
      ["scaling", "fit", "--runs", huge],
      ["scaling", "plan", "--flops", "1e18", "--law", huge],
    ] {
      assertFails(
        try CommandLineRun.program(CommandLineRun.executable(), arguments), status: 1,
        saying: "has 3000.0 MB where", "has at most")
    }
  }

  func testPipesAreRead() throws {
    let folder = try TemporaryFolder()
    var table = "name,loss,tokens,parameters\n"
    for (i, n) in [1e6, 2e6, 4e6, 8e6].enumerated() {
      for (k, d) in [2e7, 5e7, 2e8].enumerated() {
        table += "r\(i)\(k),\(1.7 + 400 / pow(n, 0.34) + 1200 / pow(d, 0.29)),\(d),\(n)\n"
      }
    }
    let path = try folder.write(table, to: "runs.csv")
    let whole = try CommandLineRun.workbook(
      "scaling", "fit", "--bootstrap", "0", "--json", "--runs", path)
    XCTAssertEqual(whole.status, 0, whole.errors)
    for place in ["<(cat '\(path)')", "/dev/stdin <'\(path)'", "/dev/stdin < <(cat '\(path)')"] {
      let run = try CommandLineRun.program(
        "/bin/bash",
        [
          "-c", "exec \"$0\" scaling fit --bootstrap 0 --json --runs \(place)",
          try CommandLineRun.executable(),
        ])
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertEqual(
        run.output.split(separator: "\n").last, whole.output.split(separator: "\n").last)
    }
  }
}
