import Foundation
import Notebook
import XCTest

/// Values that depend on the machine are shown, marked, and fail nothing.
final class ObservationTests: XCTestCase {
  private func outputs(
    tier: Tier = .lesson, _ body: @MainActor (Notebook) -> Void
  ) throws -> (markdown: [String], failed: [String]) {
    let root = NSTemporaryDirectory() + "observations-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    return try MainActor.assumeIsolated {
      var options = ChapterOptions()
      options.tier = tier
      let notebook = try Notebook(
        chapter: "01-Toy", options: options, root: root, isSilent: true)
      body(notebook)
      try notebook.finish()
      let stored = try ChapterOutputs.read(notebook.runDirectory.outputs(ofChapter: "01-Toy"))
      return (stored.outputs.map(\.markdown), notebook.failedClaimTexts)
    }
  }

  func testAnObservationIsShownWithItsUsualBand() throws {
    let (shown, failed) = try outputs { $0.observe("times faster", 1.25, in: 1...2) }
    XCTAssertEqual(shown, ["> ○ times faster: **1.25 observed (usually 1.00 … 2.00)**"])
    XCTAssertEqual(failed, [])
  }

  func testOutsideItsBandItIsMarkedAndFailsNothing() throws {
    let (shown, failed) = try outputs { notebook in
      XCTAssertFalse(notebook.observe("share of the peak", 1.69, in: 0.1...1.3).isUsual)
      XCTAssertFalse(notebook.observe("no time at all", .infinity, in: 0.1...1.3).isUsual)
      XCTAssertFalse(notebook.observe("no number", .nan, in: 0.1...1.3).isUsual)
    }
    XCTAssertEqual(
      shown,
      [
        "> △ share of the peak: **1.69 observed (outside the usual 0.100 … 1.30)**",
        "> △ no time at all: **– observed (outside the usual 0.100 … 1.30)**",
        "> △ no number: **– observed (outside the usual 0.100 … 1.30)**",
      ])
    XCTAssertEqual(failed, [])
  }

  func testTheSmokeBandIsUsualAtTheSmokeTier() throws {
    let (shown, _) = try outputs(tier: .smoke) { notebook in
      XCTAssertTrue(notebook.observe("a", 5, in: 1...2, smoke: 4...6).isUsual)
      XCTAssertFalse(notebook.observe("b", 1.5, in: 1...2, smoke: 4...6).isUsual)
    }
    XCTAssertEqual(shown.map { $0.prefix(3) }, ["> ○", "> △"])
  }

  /// On the woven page they stand in one quotation with the claims around them.
  func testItStandsBetweenClaims() throws {
    let (shown, failed) = try outputs { notebook in
      notebook.claim("holds", true)
      notebook.observe("seen", 3, in: 0...1)
      notebook.claim("holds not", false)
    }
    XCTAssertEqual(shown.map { $0.prefix(3) }, ["> ✓", "> △", "> ✗"])
    XCTAssertEqual(failed, ["holds not"])
  }
}
