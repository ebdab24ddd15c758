import Groundwork
import Tensors
import TrainingData
import XCTest

/// What encoders and encoder–decoders learn from, by its properties: shares, and that nothing is lost.
final class ObjectiveTests: XCTestCase {
  private let ignored = CrossEntropyKernel.ignoredTarget

  private func texts(_ count: Int, lengths: ClosedRange<Int>, seed: UInt64) -> [[Int32]] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in
      let length = lengths.lowerBound + stream.index(below: lengths.count)
      return (0..<length).map { _ in Int32(10 + stream.index(below: 500)) }
    }
  }

  func testMaskedTokensAndTheirTargetsAreTheText() {
    let objective = MaskedLanguageModeling(maskID: 3, replacements: 10..<510)
    var stream = RandomStream(seed: 1)
    for text in texts(500, lengths: 1...60, seed: 2) {
      let example = objective.example(text, using: &stream)
      let chosen = text.indices.filter { example.targets[$0] != ignored }
      XCTAssertEqual(chosen.count, max(1, Int((0.15 * Double(text.count)).rounded())))
      for place in text.indices {
        let isChosen = example.targets[place] != ignored
        XCTAssertEqual(isChosen ? example.targets[place] : example.tokens[place], text[place])
        XCTAssertTrue(isChosen || example.tokens[place] != 3)
      }
    }
    XCTAssertEqual(objective.example([], using: &stream).targets, [])
  }

  /// 80, 10 and 10 of a hundred, and every place as often as any other.
  func testSharesOfMasking() {
    let objective = MaskedLanguageModeling(maskID: 3, replacements: 10..<510)
    var stream = RandomStream(seed: 4)
    var (masked, replaced, kept) = (0, 0, 0)
    var places = [Int](repeating: 0, count: 20)
    let text = (0..<20).map { Int32(10 + $0) }
    for _ in 0..<20_000 {
      let example = objective.example(text, using: &stream)
      for place in text.indices where example.targets[place] != ignored {
        places[place] += 1
        if example.tokens[place] == 3 {
          masked += 1
        } else if example.tokens[place] == text[place] {
          kept += 1
        } else {
          XCTAssertTrue((10..<510).contains(example.tokens[place]))
          replaced += 1
        }
      }
    }
    XCTAssertEqual(masked + replaced + kept, 60_000)
    // Five standard deviations; one replacement in 500 is the token itself.
    XCTAssertEqual(Double(masked), 48_000, accuracy: 5 * 98)
    XCTAssertEqual(Double(replaced), 6_000 * 499 / 500, accuracy: 5 * 74)
    for count in places { XCTAssertEqual(Double(count), 3_000, accuracy: 5 * 55) }
  }

  func testSpansAndTheirSourceAreTheText() throws {
    let sentinels = (0..<40).map { Int32(900 + $0) }
    for (share, length) in [(0.15, 3.0), (0.5, 1.0), (0.5, 8.0), (0.99, 2.0)] {
      let objective = SpanCorruption(sentinels: sentinels, share: share, meanLength: length)
      var stream = RandomStream(seed: 5)
      for text in texts(300, lengths: 2...90, seed: 6) {
        let example = objective.example(text, using: &stream)
        XCTAssertEqual(
          try XCTUnwrap(objective.joined(source: example.source, target: example.target)), text)
        let used = example.target.filter { $0 >= 900 }
        XCTAssertEqual(used, Array(sentinels.prefix(used.count)), "sentinels in order")
        XCTAssertEqual(example.source.filter { $0 >= 900 }, Array(used.dropLast()))
        let cut = example.target.count - used.count
        XCTAssertEqual(
          cut, min(max(1, Int((share * Double(text.count)).rounded())), text.count - 1))
        // No two sentinels side by side, in neither of the two.
        for list in [example.source, Array(example.target.dropLast())] {
          XCTAssertFalse(zip(list, list.dropFirst()).contains { $0 >= 900 && $1 >= 900 })
        }
      }
    }
  }

  /// Stretches of three on average, anywhere in the text.
  func testLengthsAndPlacesOfSpans() {
    let objective = SpanCorruption(sentinels: (0..<40).map { Int32(900 + $0) })
    var stream = RandomStream(seed: 7)
    let text = (0..<100).map { Int32(10 + $0) }
    var places = [Int](repeating: 0, count: 100)
    var (spans, tokens) = (0, 0)
    for _ in 0..<4_000 {
      let example = objective.example(text, using: &stream)
      spans += example.source.count { $0 >= 900 }
      for token in example.target where token < 900 {
        tokens += 1
        places[Int(token) - 10] += 1
      }
    }
    XCTAssertEqual(tokens, 15 * 4_000)
    XCTAssertEqual(spans, 5 * 4_000)
    XCTAssertTrue(places.allSatisfy { $0 > 150 }, "every place is cut now and then: \(places)")
  }

  func testWhatDoesNotFitIsNotJoined() {
    let objective = SpanCorruption(sentinels: [90, 91, 92])
    let example = objective.example([1, 2, 3, 4, 5, 6], cutting: [1..<3, 5..<6])
    XCTAssertEqual(example.source, [1, 90, 4, 5, 91])
    XCTAssertEqual(example.target, [90, 2, 3, 91, 6, 92])
    XCTAssertEqual(
      objective.joined(source: example.source, target: [90, 91, 7, 8, 92]), [1, 4, 5, 7, 8])
    for target in [
      [], [90, 2, 91, 6], [2, 90, 91, 92], [91, 2, 90, 6, 92], [90, 2, 92], [90, 2, 91, 6, 92, 1],
      [90, 2, 91], [90, 2, 90, 91, 92],
    ] as [[Int32]] {
      XCTAssertNil(objective.joined(source: example.source, target: target), "\(target)")
    }
    var stream = RandomStream(seed: 1)
    let single = objective.example([7], using: &stream)
    XCTAssertEqual([single.source, single.target], [[7], []])
  }

  func testPrefixesAndTheirTargetsAreTheText() {
    let objective = PrefixObjective()
    var stream = RandomStream(seed: 8)
    var lengths = [Int](repeating: 0, count: 8)
    for _ in 0..<7_000 {
      let text = (0..<8).map { Int32($0 + 10) }
      let example = objective.example(text, using: &stream)
      lengths[example.prefixLength] += 1
      XCTAssertEqual(example.tokens, Array(text.dropLast()))
      let predicted = example.targets.filter { $0 != ignored }
      XCTAssertEqual(Array(text.prefix(example.prefixLength)) + predicted, text)
      XCTAssertEqual(Array(example.targets.suffix(predicted.count)), predicted)
    }
    XCTAssertEqual(lengths[0], 0)
    for count in lengths.dropFirst() { XCTAssertEqual(Double(count), 1_000, accuracy: 5 * 30) }
  }

  func testTheSameStreamMakesTheSameExamples() {
    let text = (0..<40).map { Int32(10 + $0) }
    let masks = MaskedLanguageModeling(maskID: 3, replacements: 10..<50)
    let spans = SpanCorruption(sentinels: [90, 91, 92, 93])
    func all(_ seed: UInt64) -> [[Int32]] {
      var stream = RandomStream(seed: seed)
      return [
        masks.example(text, using: &stream).tokens, spans.example(text, using: &stream).source,
        PrefixObjective().example(text, using: &stream).targets,
      ]
    }
    XCTAssertEqual(all(5), all(5))
    XCTAssertNotEqual(all(5), all(6))
  }
}
