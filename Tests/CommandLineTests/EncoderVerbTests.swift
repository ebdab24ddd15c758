import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Folders of encoders and encoder–decoders, which verbs for decoders are given.
final class EncoderVerbTests: XCTestCase {
  func testInspectSaysWhatTheyAre() throws {
    let cases: [(name: String, network: String, text: [String], facts: [String: Int])] = [
      (
        "bert-plain", "encoder", ["an encoder, which reads a text from both sides"],
        [:]
      ),
      (
        "t5-plain", "encoder–decoder",
        [
          "turns one text into another", "2 layers that read, 2 that write, width 16, 2 heads of 6",
        ],
        ["width": 16, "layers": 2, "writingLayers": 2, "headWidth": 6, "vocabularySize": 29]
      ),
    ]
    for (name, network, lines, facts) in cases {
      let folder = Fixtures.path("encoders/" + name)
      let plain = try CommandLineRun.workbook("inspect", folder)
      XCTAssertEqual(plain.status, 0, plain.errors)
      for line in lines {
        XCTAssertTrue(plain.output.contains(line), plain.output)
      }
      XCTAssertFalse(plain.output.contains("not supported:"), plain.output)
      XCTAssertFalse(plain.errors.contains("generate"), plain.errors)
      let answer = try ExerciseHouse.json(try CommandLineRun.workbook("inspect", folder, "--json"))
      XCTAssertEqual(answer["network"] as? String, network)
      XCTAssertEqual(answer["isSupported"] as? Bool, true)
      for (key, value) in facts { XCTAssertEqual(answer[key] as? Int, value, "\(name) \(key)") }
    }
  }

  func testTheirParametersAreCounted() throws {
    for name in ["bert-plain", "bert-relu"] {
      let folder = Fixtures.path("encoders/" + name)
      let count = try ModelDirectory.readEncoder(folder).parameterCount
      let answer = try ExerciseHouse.json(try CommandLineRun.workbook("inspect", folder, "--json"))
      XCTAssertEqual(answer["parameters"] as? Int, count, name)
    }
    for name in ["t5-plain", "t5-gated-own-head"] {
      let folder = Fixtures.path("encoders/" + name)
      let count = try ModelDirectory.readEncoderDecoder(folder).parameterCount
      let answer = try ExerciseHouse.json(try CommandLineRun.workbook("inspect", folder, "--json"))
      XCTAssertEqual(answer["parameters"] as? Int, count, name)
    }
  }

  func testWhatIsNotComputedOfThemIsSaid() throws {
    let folder = try TemporaryFolder()
    for name in ["bert-silu", "t5-gelu"] {
      let path = "\(folder.path)/\(name)"
      let whole = name.hasPrefix("t5") ? "t5-plain" : "bert-plain"
      try FileManager.default.copyItem(atPath: Fixtures.path("encoders/" + whole), toPath: path)
      try FileManager.default.removeItem(atPath: path + "/config.json")
      try FileManager.default.copyItem(
        atPath: Fixtures.path("encoders/refused/\(name)/config.json"), toPath: path + "/config.json"
      )
      let run = try CommandLineRun.workbook("inspect", path)
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertTrue(run.output.contains("not supported: "), run.output)
      XCTAssertTrue(
        run.output.contains(name == "bert-silu" ? "hidden_act" : "feed_forward_proj"), run.output)
    }
  }

  func testGenerateAndEvaluateRefuseThemByName() throws {
    for (name, kind) in [
      ("bert-plain", "\"bert\" is an encoder"), ("t5-plain", "\"t5\" is an enc"),
    ] {
      let folder = Fixtures.path("encoders/" + name)
      for verb in ["generate", "evaluate"] {
        let run = try CommandLineRun.workbook(verb, "--model", folder, "--ids", "1,2")
        assertFails(run, status: 1, saying: kind, "a decoder is needed here")
        XCTAssertEqual(run.errorLines.count, 1, run.errors)
      }
    }
  }
}
