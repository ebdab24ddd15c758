import Advice
import ScalingLaws
import XCTest

/// The decision by published laws, where nothing was measured.
final class DecisionTests: XCTestCase {
  /// BloombergGPT's: a million dollars or so, 363.5 billion tokens of finance.
  private var bloomberg: DecisionAssumptions {
    var assumptions = DecisionAssumptions()
    assumptions.vocabularyPenalty = 451.0 / 412
    assumptions.adaptation = .smolLM2OnContracts
    return assumptions
  }

  private func question(_ tokens: Double, _ given: PublishedModel, dollars: Double = 1.3e6)
    -> DecisionQuestion
  {
    DecisionQuestion(ownTokens: tokens, dollars: dollars, given: given)
  }

  func testBloombergIn2022MixesOrContinuesAtItsOwnSize() throws {
    let found = try XCTUnwrap(
      bloomberg.recommendation(
        ownTokens: 363.5e9, dollars: 1.3e6, given: [.neoX20B, .opt66B, .bloom]))
    XCTAssertTrue([.mixture, .continued].contains(found.choice), "\(found.choice)")
    XCTAssertTrue(found.isDecided)
    XCTAssertTrue((30e9...80e9).contains(found.expectation.parameters), "\(found.expectation)")
    // Given BLOOM alone, far larger than the budget can train on, a mixture is as good.
    let bloom = bloomberg.recommendation(question(363.5e9, .bloom))
    XCTAssertGreaterThan(bloom.odds[.mixture], 0.3)
    XCTAssertFalse(bloom.isDecided)
    let mixture = bloomberg.outlook(question(363.5e9, .bloom)).expected(.mixture)
    XCTAssertTrue((20e9...80e9).contains(mixture.parameters), "\(mixture)")
  }

  func testAGiftOf2025ChangesTheAnswer() throws {
    let then = bloomberg.recommendation(question(363.5e9, .bloom))
    let now = bloomberg.recommendation(question(363.5e9, .qwen3With32B))
    XCTAssertEqual(now.choice, .continued)
    XCTAssertTrue(now.isDecided)
    XCTAssertLessThan(now.odds[.mixture] + now.odds[.domainOnly], 0.05)
    XCTAssertGreaterThan(then.odds[.mixture], now.odds[.mixture] + 0.2)
    XCTAssertLessThan(now.expectation.fieldLoss, then.expectation.fieldLoss)
  }

  func testTwoMillionTokensAreNeverTrainedFromScratch() {
    // Of a gift that is far smaller than what the money buys, a better general model wins, whatever the field.
    for given in PublishedModel.all where given.compute > 1e22 {
      let odds = bloomberg.odds(question(2e6, given, dollars: 50_000))
      XCTAssertFalse([.mixture, .domainOnly].contains(odds.favourite), given.name)
    }
  }

  func testOddsAddUpAndDrawsAreTheSame() {
    let asked = question(5e9, .llama31With8B)
    let odds = bloomberg.odds(asked)
    XCTAssertEqual(odds.all.reduce(0, +), 1, accuracy: 1e-9)
    XCTAssertEqual(odds, bloomberg.odds(asked))
    var other = bloomberg
    other.seed = 2
    XCTAssertNotEqual(other.drawn(asked).map(\.exchange), bloomberg.drawn(asked).map(\.exchange))
    for outlook in bloomberg.drawn(asked) {
      XCTAssertTrue((0.02...0.5).contains(outlook.exchange))
      XCTAssertTrue((12...1_000).contains(outlook.repeats.tokenDecay))
    }
  }

  /// A measured gain replaces a sum that cannot represent adaptation.
  func testContinuingIsWorthWhatWasMeasured() throws {
    var without = bloomberg
    without.adaptation = nil
    let asked = question(2e6, .llama31With8B, dollars: 1e4)
    func gain(_ assumptions: DecisionAssumptions) -> Double {
      let outlook = assumptions.outlook(asked)
      return outlook.expected(.prompt).fieldLoss - outlook.expected(.continued).fieldLoss
    }
    XCTAssertLessThan(gain(without), 1e-4, "two million tokens are nothing beside 15e12")
    XCTAssertGreaterThan(gain(bloomberg), 0.1)
    let measured = AdaptationGain.smolLM2OnContracts
    XCTAssertEqual(measured.gain(tokens: 0), 0)
    XCTAssertLessThan(measured.gain(tokens: 1e15), measured.limit)
    for (fewer, more) in zip([1e3, 1e4, 1e5], [1e4, 1e5, 1e6]) {
      XCTAssertLessThan(measured.gain(tokens: fewer), measured.gain(tokens: more))
    }
  }

  func testBreakEvenIsWhereBothHaveCostTheSame() throws {
    let asked = question(363.5e9, .bloom)
    let found = try XCTUnwrap(bloomberg.breakEven(asked))
    XCTAssertLessThan(found.parameters, PublishedModel.bloom.parameters)
    let own =
      found.trainingDollars
      + found.servedTokens * bloomberg.servingDollars(parameters: found.parameters)
    let given =
      found.servedTokens * bloomberg.servingDollars(parameters: PublishedModel.bloom.parameters)
    XCTAssertEqual(own, given, accuracy: 1e-6 * given)
    XCTAssertNil(bloomberg.breakEven(question(1e6, .smolLM2With135M)), "nothing smaller reaches it")
  }
}
