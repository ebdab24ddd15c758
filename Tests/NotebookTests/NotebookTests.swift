import Corpora
import Figures
import Foundation
import Notebook
import TestSupport
import XCTest

/// A chapter under way, in a package root of its own.
///
/// Tests run on the main thread, but a test class that belongs to the main actor does not load.
final class NotebookTests: XCTestCase {
  private func withRoot(_ body: @MainActor (String) throws -> Void) throws {
    let root = NSTemporaryDirectory() + "notebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try MainActor.assumeIsolated { try body(root) }
  }

  func testNothingIsWrittenBeforeThereIsSomethingToKeep() throws {
    try withRoot { root in
      let notebook = try open(root)
      notebook.claim("one", true)
      XCTAssertFalse(FileManager.default.fileExists(atPath: root + "/.workbook"))
      try notebook.finish()
      XCTAssertTrue(FileManager.default.fileExists(atPath: notebook.runDirectory.path))
    }
  }

  func testAClaimOutsideItsBandFails() throws {
    try withRoot { root in
      let notebook = try open(root, tier: .lesson)
      notebook.claim("in", 1, in: 0...1)
      notebook.claim("wide at smoke alone", 2, in: 1...3, smoke: 5...6)
      notebook.claim("true", 1 < 2)
      XCTAssertEqual(notebook.failedClaimTexts, [])
      notebook.claim("out", 1.1, in: 0...1)
      notebook.claim("no number", .nan, in: 0...1)
      notebook.claim("false", 2 < 1)
      XCTAssertEqual(notebook.failedClaimTexts, ["out", "no number", "false"])
    }
  }

  func testTheSmokeBandHoldsAtTheSmokeTier() throws {
    try withRoot { root in
      let notebook = try open(root)
      notebook.claim("wide at smoke", 5.5, in: 1...3, smoke: 5...6)
      XCTAssertEqual(notebook.failedClaimTexts, [])
      notebook.claim("not smoke's", 2, in: 1...3, smoke: 5...6)
      XCTAssertEqual(notebook.failedClaimTexts, ["not smoke's"])
    }
  }

  func testWhatIsRecordedIsReadByTheNextChapter() throws {
    try withRoot { root in
      try open(root).record("01.a", 0.1)
      try open(root).record("01.b", 1e-300)
      let later = try open(root)
      XCTAssertEqual(later.recorded("01.a"), 0.1)
      XCTAssertEqual(later.recorded("01.b"), 1e-300)
      XCTAssertNil(later.recorded("01.c"))
      XCTAssertNil(try open(root, tier: .lesson).recorded("01.a"), "another tier, another run")
    }
  }

  func testAnArtifactIsMadeOnceForEachConfiguration() throws {
    try withRoot { root in
      var made: [String] = []
      for configuration in ["a", "a", "b"] {
        _ = try open(root).artifact("thing", configuration: configuration) { folder in
          made.append(configuration)
          try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/x"))
        }
      }
      XCTAssertEqual(made, ["a", "b"])
    }
  }

  func testAnArtifactWhoseMakerFailedIsMadeAgain() throws {
    struct Failure: Error {}
    try withRoot { root in
      assertThrows(
        try open(root).artifact("thing", configuration: 1) { _ in throw Failure() }, Failure.self,
        "Failure")
      var isMade = false
      _ = try open(root).artifact("thing", configuration: 1) { _ in isMade = true }
      XCTAssertTrue(isMade)
    }
  }

  func testAFigureIsNamedAfterItsChapter() throws {
    try withRoot { root in
      let notebook = try open(root)
      try notebook.plot(
        Figure(
          "line", title: "A line", x: Axis("x"), y: Axis("y"),
          marks: [.line("a", x: [1, 2], y: [3, 4])]))
      for kind in ["svg", "csv", "gp"] {
        XCTAssertTrue(
          FileManager.default.fileExists(
            atPath: "\(notebook.runDirectory.charts)/01-line.\(kind)"))
      }
      XCTAssertEqual(try PlotsPublisher(root: root).redraw(["01"]).count, 1)
      XCTAssertThrowsError(try PlotsPublisher(root: root).redraw(["02-x"])) {
        XCTAssertEqual($0 as? NotebookError, .noSuchChart(name: "02-x", known: ["01-line"]))
      }
      XCTAssertThrowsError(try PlotsPublisher(root: root).publish([])) {
        XCTAssertEqual($0 as? NotebookError, .noResults(tier: "lesson"))
      }
    }
  }

  func testOnlyLessonChartsArePublishedAndStaleOnesGo() throws {
    try withRoot { root in
      let notebook = try open(root, tier: .lesson)
      try notebook.plot(
        Figure(
          "line", title: "A line", x: Axis("x"), y: Axis("y"),
          marks: [.line("a", x: [1, 2], y: [3, 4])]))
      let plots = root + "/Plots"
      try FileManager.default.createDirectory(atPath: plots, withIntermediateDirectories: true)
      for kind in ["svg", "csv", "gp", "narrow.svg"] {
        try Data("old".utf8).write(to: URL(fileURLWithPath: "\(plots)/09-old.\(kind)"))
      }
      XCTAssertEqual(try PlotsPublisher(root: root).publish([]), ["01-line"])
      XCTAssertEqual(
        try FileManager.default.contentsOfDirectory(atPath: plots).sorted(),
        ["01-line.csv", "01-line.gp", "01-line.narrow.svg", "01-line.svg"])
    }
  }

  func testOfOtherPeoplesPointsThePictureAloneIsPublished() throws {
    try withRoot { root in
      let notebook = try open(root, tier: .lesson)
      var figure = Figure(
        "line", title: "A line", x: Axis("x"), y: Axis("y"),
        marks: [.line("a", x: [1, 2], y: [3, 4])])
      try notebook.plot(figure)
      _ = try PlotsPublisher(root: root).publish([])
      figure.publishesData = false
      try notebook.plot(figure)
      // What was published when the data were still one's own goes too.
      XCTAssertEqual(try PlotsPublisher(root: root).publish([]), ["01-line"])
      let plots = root + "/Plots"
      let pictures = ["01-line.narrow.svg", "01-line.svg"]
      XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: plots).sorted(), pictures)
      // A stale picture goes although it has no script.
      try Data("old".utf8).write(to: URL(fileURLWithPath: plots + "/09-old.svg"))
      _ = try PlotsPublisher(root: root).publish([])
      XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: plots).sorted(), pictures)
    }
  }

  func testASchematicIsShownAndPublishedWithoutAScript() throws {
    try withRoot { root in
      let notebook = try open(root, tier: .lesson)
      let schematic = Schematic("Two [parts]", boxes: [.box("a", "A", column: 0, row: 0)])
      try notebook.show(schematic, "parts")
      try notebook.show(schematic, "01-again")
      try notebook.finish()
      let outputs = try ChapterOutputs.read(
        notebook.runDirectory.outputs(ofChapter: notebook.chapter))
      XCTAssertEqual(
        outputs.outputs.map(\.markdown),
        [
          "![Two (parts)](../../Plots/01-parts.svg)", "![Two (parts)](../../Plots/01-again.svg)",
        ])
      XCTAssertEqual(try PlotsPublisher(root: root).publish([]), ["01-again", "01-parts"])
      XCTAssertEqual(
        try FileManager.default.contentsOfDirectory(atPath: root + "/Plots").sorted(),
        ["01-again.svg", "01-parts.svg"])
      XCTAssertEqual(try PlotsPublisher(root: root).publish(["01-parts"]), ["01-parts"])
      // One that is too wide for a phone has a second picture, as long as it is.
      let wide = Schematic(
        "Wide", boxes: (0..<6).map { .box("\($0)", "a part", column: Double($0), row: 0) })
      try notebook.show(wide, "again")
      _ = try PlotsPublisher(root: root).publish([])
      XCTAssertEqual(
        try FileManager.default.contentsOfDirectory(atPath: root + "/Plots").sorted(),
        ["01-again.narrow.svg", "01-again.svg", "01-parts.svg"])
      try notebook.show(schematic, "again")
      _ = try PlotsPublisher(root: root).publish([])
      XCTAssertEqual(
        try FileManager.default.contentsOfDirectory(atPath: root + "/Plots").sorted(),
        ["01-again.svg", "01-parts.svg"])
    }
  }

  func testDamagedResultsAreNamed() throws {
    try withRoot { root in
      let path = try open(root).runDirectory.results
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data("key,value\n01.a,one\n".utf8).write(to: URL(fileURLWithPath: path))
      XCTAssertThrowsError(try open(root)) {
        XCTAssertEqual($0 as? NotebookError, .damaged(path: path))
      }
    }
  }

  func testACorpusThatIsTooShortIsNamed() throws {
    try withRoot { root in
      let path = root + "/short.txt"
      try Data("short".utf8).write(to: URL(fileURLWithPath: path))
      XCTAssertThrowsError(try Notebook.readCorpus([path])) {
        XCTAssertEqual(
          $0 as? NotebookError, .corpusTooShort(name: "short.txt", byteCount: 5, needed: 10_000))
      }
    }
  }

  func testAMissingCorpusIsFoundBeforeAnythingIsWritten() throws {
    try withRoot { root in
      var options = ChapterOptions()
      options.corpus = [root + "/nowhere.txt"]
      assertThrows(
        try Notebook(chapter: "01-Toy", options: options, root: root, isSilent: true),
        CorpusError.self, "nowhere.txt: no such file or folder")
      XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: root), [])
    }
  }
}

@MainActor
private func open(_ root: String, tier: Tier = .smoke) throws -> Notebook {
  var options = ChapterOptions()
  options.tier = tier
  return try Notebook(chapter: "01-Toy", options: options, root: root, isSilent: true)
}
