import Corpora
import Foundation
import XCTest

final class WorldFloorTests: XCTestCase {
  /// Windows of many documents cost the exact entropy, within the standard error; short ones more,
  /// the shorter the more.
  func testTheFloorFallsToTheExactEntropy() {
    for world in World.all {
      let grammar = world.grammar(seed: 3)
      let exact = grammar.entropy().bitsPerByte
      let long = grammar.floor(contextBytes: 60_000, windows: 60, seed: 2)
      XCTAssertEqual(
        long.bitsPerByte, exact, accuracy: 4 * long.standardError + 1e-3, world.name)
      let floors = [400, 1_000, 3_000, 10_000].map {
        grammar.floor(contextBytes: $0, windows: 1_500)
      }
      for (short, longer) in zip(floors, floors.dropFirst()) {
        XCTAssertGreaterThan(short.bitsPerByte, longer.bitsPerByte, world.name)
      }
      for floor in floors {
        XCTAssertGreaterThan(floor.bitsPerByte, exact - 4 * floor.standardError)
        XCTAssertLessThan(floor.standardError, 0.02 * exact, world.name)
      }
    }
  }

  /// One topic, one sentence, two subjects told apart by a fact alone: all can be counted by hand.
  func testTheFloorOfACoin() {
    let grammar = Grammar(
      name: "coin", topics: [["T"]], subjects: [.init(name: "A")],
      categories: [Grammar.Category("side", ["heads", "tails"], isUniform: true)],
      templates: ["It is {side}."], paragraphs: 1...1, sentences: 1...1)
    // "T: A", a blank line, "It is heads." and a line feed.
    XCTAssertEqual(grammar.entropy().bitsPerByte, 1 / 19, accuracy: 1e-12)
    let floor = grammar.floor(contextBytes: 1_900, windows: 400)
    XCTAssertEqual(floor.bitsPerByte, 1 / 19, accuracy: 2e-4)
  }

  /// What a document's heading would have told must be paid for where a window begins behind it.
  func testAForgottenSubjectCosts() {
    func grammar(_ homes: [String]) -> Grammar {
      Grammar(
        name: "homes", topics: [["T"]],
        subjects: homes.enumerated().map { .init(name: "S\($0)", facts: ["HOME": $1]) },
        categories: [Grammar.Category("side", ["left", "right"], isUniform: true)],
        templates: ["The house of $HOME stands {side} of the road."], paragraphs: 1...1,
        sentences: 9...9)
    }
    let same = grammar(["oak", "oak", "oak", "oak"]).floor(contextBytes: 200, windows: 4_000)
    let other = grammar(["oak", "elm", "ash", "fir"]).floor(contextBytes: 200, windows: 4_000)
    let gap = other.bitsPerByte - same.bitsPerByte
    XCTAssertGreaterThan(gap, 4 * (same.standardError + other.standardError))
    XCTAssertLessThan(gap, 2 / 200.0, "no more than the subject's two bits a window")
  }
}
