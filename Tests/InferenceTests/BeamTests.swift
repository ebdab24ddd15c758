import Inference
import Models
import TestSupport
import XCTest

final class BeamTests: XCTestCase {
  /// ln p of each next id, by the whole forward pass in Float64.
  private func logProbabilities(_ store: ParameterStore<Float>, _ ids: [Int32]) throws -> [Double] {
    let scores = try XCTUnwrap(TestModel.logits(store, ids).last).map(Double.init)
    let largest = scores.max() ?? 0
    let total = scores.reduce(0) { $0 + Double.exp($1 - largest) }
    return scores.map { $0 - largest - Double.log(total) }
  }

  /// Every text of so many new tokens, or fewer where an id ends it, with its log-probability.
  private func allTexts(
    _ store: ParameterStore<Float>, _ prompt: [Int32], _ length: Int, ending: Int32
  ) throws -> [(ids: [Int32], sum: Double)] {
    guard length > 0 else { return [([], 0)] }
    return try logProbabilities(store, prompt).enumerated().flatMap { id, own in
      guard Int32(id) != ending else { return [([ending], own)] }
      return try allTexts(store, prompt + [Int32(id)], length - 1, ending: ending)
        .map { ([Int32(id)] + $0.ids, own + $0.sum) }
    }
  }

  func testBeamsThatKeepEverythingFindTheLikeliestTextsOfAll() throws {
    let store = try TestModel.make(endOfText: 12)
    let all = try allTexts(store, [3, 7], 3, ending: 12).sorted { $0.sum > $1.sum }
    XCTAssertEqual(all.reduce(0) { $0 + Double.exp($1.sum) }, 1, accuracy: 1e-6)
    let beams = try Generator(store).beams(after: [3, 7], count: 13 * 13, maximumNewTokens: 3)
    XCTAssertEqual(beams.count, 169)
    for (beam, text) in zip(beams, all).prefix(20) {
      XCTAssertEqual(beam.logProbability, text.sum, accuracy: 1e-4)
      XCTAssertEqual(beam.ids, text.ids)
      XCTAssertEqual(beam.isFinished, text.ids.last == 12)
    }
    XCTAssertTrue(beams.contains(where: \.isFinished))
  }

  func testOneBeamIsTheGreedyChoice() throws {
    for family in [ModelConfiguration.Family.gpt2, .llama] {
      let generator = try Generator(TestModel.make(family, endOfText: 12))
      var sampler = Sampler.greedy
      let greedy = try generator.generate([1, 5], maximumNewTokens: 9, sampler: &sampler)
      let beam = try XCTUnwrap(generator.beams(after: [1, 5], count: 1, maximumNewTokens: 9).first)
      XCTAssertEqual(beam.ids, greedy.ids)
      XCTAssertEqual(beam.isFinished, greedy.ending == .endOfText)
    }
  }

  /// The same search with whole forward passes, and all extensions sorted.
  func testFewBeamsAreTheSlowSearchs() throws {
    let store = try TestModel.make(.llama, context: 32, endOfText: 4)
    for (count, power) in [(2, 0.0), (3, 0), (3, 1), (5, 0.6)] {
      var beams: [(ids: [Int32], sum: Double)] = [([], 0)]
      func score(_ beam: (ids: [Int32], sum: Double)) -> Double {
        beam.ids.isEmpty ? 0 : beam.sum / Double.pow(Double(beam.ids.count), power)
      }
      for _ in 0..<6 {
        let longer = try beams.flatMap { beam -> [(ids: [Int32], sum: Double)] in
          guard beam.ids.last != 4 else { return [beam] }
          return try logProbabilities(store, [2, 9, 2] + beam.ids).enumerated().map {
            (beam.ids + [Int32($0.offset)], beam.sum + $0.element)
          }
        }
        beams = Array(longer.sorted { score($0) > score($1) }.prefix(count))
      }
      let found = try Generator(store).beams(
        after: [2, 9, 2], count: count, maximumNewTokens: 6, lengthPower: power)
      XCTAssertEqual(found.map(\.ids), beams.map(\.ids), "\(count) beams, power \(power)")
      for (beam, slow) in zip(found, beams) {
        XCTAssertEqual(beam.logProbability, slow.sum, accuracy: 1e-4)
      }
    }
  }

  func testLogProbabilitiesOfTheNextToken() throws {
    for family in [ModelConfiguration.Family.gpt2, .llama] {
      let store = try TestModel.make(family)
      let generator = try Generator(store)
      let found = try generator.logProbabilities(after: [3, 7, 1])
      for (value, slow) in zip(found, try logProbabilities(store, [3, 7, 1])) {
        XCTAssertEqual(value, slow, accuracy: 1e-4)
      }
      XCTAssertEqual(found.reduce(0) { $0 + Double.exp($1) }, 1, accuracy: 1e-9)
    }
    // A token that is not let through has no probability, and the others share all of it.
    let scores = try Generator.logProbabilities(ofScores: [1, -.infinity, 1])
    XCTAssertEqual(scores[0], -Double.log(2), accuracy: 1e-12)
    XCTAssertEqual(scores[1], -.infinity)
    for bad in [[Float.nan, 0], [.infinity, 0], [-.infinity, -.infinity], []] {
      assertThrows(
        try Generator.logProbabilities(ofScores: bad), InferenceError.self, "is no number")
    }
    assertThrows(
      try Generator(try TestModel.make()).logProbabilities(after: []), InferenceError.self,
      "give at least 1")
  }

  func testWhatCannotBeSearchedIsSaid() throws {
    let generator = try Generator(TestModel.make(context: 8))
    assertThrows(
      try generator.beams(after: [], count: 2, maximumNewTokens: 2), InferenceError.self,
      "give at least 1")
    assertThrows(
      try generator.beams(after: [1], count: 0, maximumNewTokens: 2), InferenceError.self,
      "0 beams")
    XCTAssertThrowsError(try generator.beams(after: [1], count: 2, maximumNewTokens: 20)) {
      XCTAssertEqual($0 as? InferenceError, .tooManyIDs(count: 20, limit: 8))
    }
    XCTAssertEqual(
      try generator.beams(after: [1], count: 2, maximumNewTokens: 0).map(\.ids), [[]])
  }
}
