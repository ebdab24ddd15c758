import Advice
import ScalingLaws
import XCTest

/// The seven rungs of a question, the cases and the record.
final class DecisionLadderTests: XCTestCase {
  private var usual: DecisionAssumptions {
    var assumptions = DecisionAssumptions()
    assumptions.adaptation = .smolLM2OnContracts
    assumptions.context = .smolLM2OnContracts
    assumptions.draws = 100
    return assumptions
  }

  /// What each rung comes to, written out a second time.
  func testRungsAreWhatTheyAreMadeOf() throws {
    let question = DecisionQuestion(ownTokens: 1e8, dollars: 1e5, given: .llama31With8B)
    for draw in usual.drawn(question, count: 20) {
      let asIs = draw.expected(.asIs)
      let law = draw.outlook.law
      let gap = draw.outlook.adaptation?.gap(after: 0) ?? 0
      XCTAssertEqual(
        asIs.fieldLoss,
        law.irreducibleLoss + law.parameterScale / pow(8e9, law.alpha)
          + law.tokenScale / pow(draw.outlook.exchange * 15e12, law.beta) + gap, accuracy: 1e-9)
      XCTAssertEqual(
        draw.expected(.prompted).fieldLoss, asIs.fieldLoss - draw.context.randomPassage,
        accuracy: 1e-12)
      XCTAssertEqual(
        draw.expected(.retrieved).fieldLoss, asIs.fieldLoss - draw.context.bestPassage,
        accuracy: 1e-12)
      let (adapted, continued) = (draw.expected(.adapted), draw.expected(.continued))
      XCTAssertEqual(
        asIs.fieldLoss - adapted.fieldLoss,
        draw.adapterShare * (asIs.fieldLoss - continued.fieldLoss), accuracy: 1e-12)
      XCTAssertEqual(continued.epochs, 4, accuracy: 1e-6, "the budget would pay for more passes")
      // The law's error moves models from scratch alone.
      var without = draw
      without.formError = 0
      for option in AdviceOption.allCases {
        let moved = draw.expected(option).fieldLoss - without.expected(option).fieldLoss
        XCTAssertEqual(moved, option.needsBase ? 0 : draw.formError, accuracy: 1e-12)
      }
    }
  }

  func testADearerRungMustBeBetterByTheMargin() {
    let question = DecisionQuestion(ownTokens: 1e8, dollars: 1e5, given: .llama31With8B)
    var draw = usual.central(question)
    draw.context = ContextGain(randomPassage: 0.06, bestPassage: 0.09)
    draw.outlook.adaptation = nil
    // Field loss counts three quarters: 0.045 are too little, 0.0675 enough.
    XCTAssertEqual(draw.best(margin: 0.05), .retrieved)
    XCTAssertEqual(draw.best(margin: 0.04), .prompted, "0.0225 more are no 0.04")
    XCTAssertEqual(draw.best(margin: 0.02), .retrieved)
    XCTAssertEqual(draw.best(margin: 0.1), .asIs)
    XCTAssertEqual(draw.best(margin: 0.05, of: [.asIs, .prompted, .continued]), .asIs)
  }

  func testALadderHasSevenRungsWithCostsTimesAndExits() throws {
    for decisionCase in DecisionCase.all {
      let ladder = try XCTUnwrap(usual.ladder(decisionCase), decisionCase.name)
      XCTAssertEqual(ladder.rungs.map(\.option), AdviceOption.allCases)
      XCTAssertEqual(ladder.rungs.map(\.share).reduce(0, +), 1, accuracy: 1e-9)
      let taken = ladder.rungs.filter { [.taken, .ahead].contains($0.verdict) }
      XCTAssertEqual(taken.map(\.option), [ladder.recommendation.choice])
      XCTAssertEqual(taken[0].verdict == .taken, ladder.recommendation.isDecided)
      XCTAssertEqual(Set(ladder.rungs.map(\.exitTest)).count, 7)
      for rung in ladder.rungs {
        XCTAssertEqual(rung.bill.training > 0, rung.option.trains, decisionCase.name)
        XCTAssertLessThanOrEqual(rung.bill.training, decisionCase.dollars * 1.0001)
        XCTAssertGreaterThan(rung.weeks, 0)
        XCTAssertLessThanOrEqual(rung.gain.lowerBound, rung.gain.upperBound)
      }
      XCTAssertEqual(ladder.rungs[0].gain, 0...0)
      XCTAssertEqual(
        ladder.rungs[1].bill.perMillionTokens, 3 * ladder.rungs[0].bill.perMillionTokens,
        accuracy: 1e-9, "a passage is read, too")
    }
  }

  /// Numbers of an exit test follow the question.
  func testExitTestsAreComputed() throws {
    let small = ExitTests(
      DecisionQuestion(ownTokens: 2e5, dollars: 1e4, given: .llama31With8B), usual)
    // 0.05 nats a token of four bytes.
    XCTAssertEqual(small.margin, 0.05 / 0.693147 / 4, accuracy: 1e-6)
    XCTAssertEqual(small.trialTokens, 2e5, "no more than there are")
    XCTAssertEqual(
      small.trialDollars, 6 * 8e9 * 2e5 / (312e12 * 0.24) / 3_600 * 2, accuracy: 1e-6)
    XCTAssertTrue(small.text(.continued).contains("0.018 bits per byte"), small.text(.continued))
    XCTAssertTrue(small.text(.ownText).contains("you have 200k"), small.text(.ownText))
    var strict = usual
    strict.margin = 0.1
    let other = ExitTests(
      DecisionQuestion(ownTokens: 2e6, dollars: 1e4, given: .llama31With8B), strict)
    XCTAssertTrue(other.text(.retrieved).contains("0.036"), other.text(.retrieved))
    XCTAssertTrue(other.text(.adapted).contains("1M tokens"), other.text(.adapted))
  }

  func testADeviceRulesOutWhatDoesNotFit() throws {
    var question = DecisionQuestion(
      ownTokens: 1e8, dollars: 1e5, given: .bloom, constraints: [.onDevice(bytes: 48e9)])
    XCTAssertEqual(question.rungs, [.mixture, .ownText])
    let reason = try XCTUnwrap(question.objection(to: .continued))
    XCTAssertTrue(reason.contains("48.0 GB"), reason)
    question.given = .qwen3With32B
    XCTAssertEqual(question.rungs, AdviceOption.allCases)
    question.constraints = [.licence("Apache-2.0")]
    XCTAssertNil(question.objection(to: .continued))
    question.given = .llama31With8B
    XCTAssertNotNil(question.objection(to: .continued))
  }

  func testSensitivitiesMoveOneThingAtATime() throws {
    let ladder = try XCTUnwrap(usual.ladder(.lawFirm))
    let family = ladder.recommendation.family
    let found = usual.adapted(to: .lawFirm).sensitivities(ladder.recommendation.question)
    XCTAssertEqual(Set(found.map(\.what)).count, found.count)
    XCTAssertTrue(found.contains { $0.what.contains("error of form") })
    for sensitivity in found {
      XCTAssertEqual(sensitivity.odds.all.reduce(0, +), 1, accuracy: 1e-9, sensitivity.what)
    }
    func odds(_ what: String) -> Double {
      found.first { $0.what == what }?.odds[family] ?? .nan
    }
    XCTAssertNotEqual(odds("gain of continuing low"), odds("gain of continuing high"))
  }

  /// First what becomes of the gift, then the rung.
  func testTheFamilyIsDecidedBeforeTheRung() throws {
    XCTAssertEqual(RungFamily.allCases.flatMap(\.rungs), AdviceOption.allCases)
    for decisionCase in DecisionCase.all {
      let found = try XCTUnwrap(usual.ladder(decisionCase)).recommendation
      XCTAssertEqual(RungFamily(found.choice), found.family)
      XCTAssertEqual(
        RungFamily.allCases.map { found.odds[$0] }.reduce(0, +), 1, accuracy: 1e-9)
      for family in RungFamily.allCases {
        XCTAssertLessThanOrEqual(found.odds[family], found.odds[found.family])
      }
      XCTAssertEqual(found.isFamilyDecided, found.odds[found.family] >= 2.0 / 3)
      if found.isDecided { XCTAssertTrue(found.isFamilyDecided) }
      for turn in [found.moreText, found.moreMoney, found.lessMoney].compactMap({ $0 }) {
        XCTAssertNotEqual(RungFamily(turn.choice), found.family, decisionCase.name)
      }
    }
    let code = try XCTUnwrap(usual.ladder(.codeBase)).recommendation
    XCTAssertEqual(code.family, .asGiven, "little is left of the gap")
  }

  func testAModelOfOnesOwnCanBeGiven() throws {
    let own = PublishedModel(name: "ours", parameters: 3e9, tokens: 2e12, source: "our log")
    var asked = DecisionCase.lawFirm
    asked.given = [own]
    XCTAssertEqual(try XCTUnwrap(usual.ladder(asked)).recommendation.question.given, own)
    asked.given = []
    XCTAssertNil(usual.ladder(asked))
  }

  func testTheRecordNamesItsSources() {
    XCTAssertGreaterThanOrEqual(CaseRecord.all.count, 12)
    for record in CaseRecord.all {
      XCTAssertFalse(record.source.isEmpty || record.result.isEmpty, record.name)
    }
    for outcome in CaseRecord.Outcome.allCases {
      XCTAssertTrue(CaseRecord.all.contains { $0.outcome == outcome }, outcome.rawValue)
    }
    XCTAssertEqual(
      OpenModel.all.map(\.model.parameters), OpenModel.all.map(\.model.parameters).sorted())
    // A mixture of experts computes with a part of its parameters.
    XCTAssertEqual(OpenModel.all.last?.compute ?? 0, 6 * 37e9 * 14.8e12, accuracy: 1e18)
  }
}
