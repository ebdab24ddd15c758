import Advice
import ScalingLaws
import XCTest

/// The decision by published laws, where nothing was measured.
final class DecisionTests: XCTestCase {
  private var usual: DecisionAssumptions {
    var assumptions = DecisionAssumptions()
    assumptions.adaptation = .smolLM2OnContracts
    assumptions.context = .smolLM2OnContracts
    assumptions.draws = 200
    return assumptions
  }

  /// BloombergGPT's.
  private var bloomberg: DecisionAssumptions { usual.adapted(to: .bloombergIn2022) }

  private func question(_ tokens: Double, _ given: PublishedModel, dollars: Double = 1.3e6)
    -> DecisionQuestion
  {
    DecisionQuestion(ownTokens: tokens, dollars: dollars, given: given)
  }

  func testBloombergIn2022MixesOrContinuesAtItsOwnSize() throws {
    let found = try XCTUnwrap(usual.ladder(.bloombergIn2022)).recommendation
    XCTAssertTrue([.mixture, .continued].contains(found.choice), "\(found.choice)")
    XCTAssertTrue(found.isFamilyDecided, "\(found.odds.all)")
    XCTAssertTrue((30e9...80e9).contains(found.expectation.parameters), "\(found.expectation)")
    // Given BLOOM alone, far larger than the budget can train on, a mixture of that size is near.
    let mixture = bloomberg.central(question(363.5e9, .bloom)).expected(.mixture)
    XCTAssertTrue((20e9...80e9).contains(mixture.parameters), "\(mixture)")
    let bloom = bloomberg.odds(question(363.5e9, .bloom))
    XCTAssertGreaterThan(bloom.fromScratch, 0.1)
  }

  func testAGiftOf2025ChangesTheAnswer() throws {
    let then = try XCTUnwrap(usual.ladder(.bloombergIn2022)).recommendation
    let now = try XCTUnwrap(usual.ladder(.bloombergWithAGiftOf2025)).recommendation
    XCTAssertFalse([.mixture, .ownText].contains(now.choice))
    XCTAssertEqual(now.odds.fromScratch, 0, accuracy: 0.02)
    XCTAssertGreaterThan(
      bloomberg.odds(question(363.5e9, .bloom)).fromScratch, now.odds.fromScratch + 0.1)
    let (before, after) = (then.expectation, now.expectation)
    XCTAssertLessThan(after.fieldLoss, before.fieldLoss)
    // The reason: what is given has read a hundred times as much.
    XCTAssertGreaterThan(now.question.given.tokens, 90 * then.question.given.tokens)
    // And with it most of the field: nothing need be trained, where 2022 had to train or mix.
    XCTAssertNotEqual(then.family, .asGiven)
    XCTAssertEqual(now.family, .asGiven, "\(now.odds.all)")
    XCTAssertTrue(now.isFamilyDecided, "\(now.odds.all)")
    // With passages it does, untrained, what the answer of 2022 came to after training, within the margin.
    let central = usual.adapted(to: .bloombergWithAGiftOf2025).central(now.question)
    XCTAssertLessThan(
      central.expected(.retrieved).fieldLoss, then.expectation.fieldLoss + usual.margin)
    // It hangs on that: were the text as unread as in 2022, it would be trained on.
    var unread = DecisionCase.bloombergWithAGiftOf2025
    unread.adaptationFactor = DecisionCase.bloombergIn2022.adaptationFactor
    XCTAssertEqual(try XCTUnwrap(usual.ladder(unread)).recommendation.family, .trainedFurther)
  }

  func testTwoMillionTokensAreNeverTrainedFromScratch() throws {
    // Of a gift that is far smaller than what the money buys, a better general model wins, whatever the field.
    for given in PublishedModel.all where given.compute > 1e22 {
      let odds = bloomberg.odds(question(2e6, given, dollars: 50_000))
      XCTAssertFalse([.mixture, .ownText].contains(odds.favourite), given.name)
    }
    let clinic = try XCTUnwrap(usual.ladder(.clinic))
    XCTAssertEqual(clinic.recommendation.odds.fromScratch, 0)
    for sensitivity in usual.adapted(to: .clinic).sensitivities(clinic.recommendation.question) {
      XCTAssertEqual(sensitivity.odds.fromScratch, 0, sensitivity.what)
    }
  }

  func testOddsAddUpAndDrawsAreTheSame() {
    let asked = question(5e9, .llama31With8B)
    let odds = bloomberg.odds(asked)
    XCTAssertEqual(odds.all.reduce(0, +), 1, accuracy: 1e-9)
    XCTAssertEqual(odds, bloomberg.odds(asked))
    var other = bloomberg
    other.seed = 2
    let drawn = bloomberg.drawn(asked)
    XCTAssertNotEqual(
      other.drawn(asked).map(\.outlook.exchange), drawn.map(\.outlook.exchange))
    for draw in drawn {
      XCTAssertTrue((0.02...0.5).contains(draw.outlook.exchange))
      XCTAssertTrue((12...1_000).contains(draw.outlook.repeats.tokenDecay))
      XCTAssertTrue((0.5...1).contains(draw.adapterShare))
      XCTAssertTrue((0...0.1).contains(draw.forgetting))
    }
    // Of a difference between two models, each of which errs by 0.03.
    let errors = drawn.map(\.formError)
    let mean = errors.reduce(0, +) / Double(errors.count)
    let deviation =
      (errors.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(errors.count)).squareRoot()
    XCTAssertEqual(mean, 0, accuracy: 0.012)
    XCTAssertEqual(deviation, 0.03 * 2.0.squareRoot(), accuracy: 0.008)
  }

  /// A measured gain replaces a sum that cannot represent adaptation.
  func testContinuingIsWorthWhatWasMeasured() throws {
    var without = bloomberg
    without.adaptation = nil
    let asked = question(2e6, .llama31With8B, dollars: 1e4)
    func gain(_ assumptions: DecisionAssumptions) -> Double {
      let draw = assumptions.central(asked)
      return draw.expected(.asIs).fieldLoss - draw.expected(.continued).fieldLoss
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
      found.trainingDollars + found.servedTokens * bloomberg.servingDollars(found.parameters)
    let given = found.servedTokens * bloomberg.servingDollars(PublishedModel.bloom.parameters)
    XCTAssertEqual(own, given, accuracy: 1e-6 * given)
    XCTAssertNil(bloomberg.breakEven(question(1e6, .smolLM2With135M)), "nothing smaller reaches it")
  }
}
