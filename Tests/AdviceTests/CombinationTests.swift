import Advice
import Groundwork
import XCTest

/// Two rungs together: where they stand on the ladder, and what is foretold of them.
final class CombinationTests: XCTestCase {
  /// Outlooks whose scores are known up to a little noise that all share.
  private func advice(_ scores: [AdviceChoice: Double], confidence: Double = 0.8) -> Advice {
    var stream = RandomStream(seed: 4)
    let shared = (0..<500).map { _ in 0.05 * stream.normal() }
    let outlooks = AdviceChoice.all.map { choice -> OptionOutlook in
      var outlook = OptionOutlook(choice)
      outlook.evidence = .extrapolated
      if let score = scores[choice] {
        outlook.fieldDraws = shared.map { score + $0 + 0.001 * stream.normal() }
        outlook.generalDraws = shared.map { 0.9 + $0 }
        outlook.run = AdviceRun(
          name: choice.name, option: choice.option, base: "base", parameters: 1e6,
          field: SegmentScores([.init(document: 0, nats: 1, byteCount: 1)]), general: nil)
      }
      return outlook
    }
    var settings = AdviceSettings()
    settings.confidence = confidence
    return Advice(
      options: outlooks, settings: settings, costs: AdviceCosts(), base: "base", compute: 1e15,
      computeBasis: "a test")
  }

  private let both = AdviceChoice(.continued, window: .retrieved)

  func testTheSimplerIsNamedUnlessTheCombinationWinsByTheMargin() {
    let alone: [AdviceChoice: Double] = [
      .init(.asIs): 0.8, .init(.retrieved): 0.75, .init(.continued): 0.7,
    ]
    // Three quarters of 0.03 are more than the margin of 0.01, of 0.01 they are less.
    let won = advice(alone.merging([both: 0.67]) { $1 })
    XCTAssertEqual(won.recommended, both)
    XCTAssertEqual(won[.continued]?.verdict, .surpassed)
    XCTAssertEqual(won.combinations.map(\.choice), [both])
    XCTAssertEqual(won.options.map(\.option), AdviceOption.allCases, "seven rungs, still")
    let near = advice(alone.merging([both: 0.69]) { $1 })
    XCTAssertEqual(near.recommended, AdviceChoice(.continued))
    XCTAssertEqual(near[both]?.verdict, .notWorthIt)
    // Where neither can be said, both are named.
    let even = advice(alone.merging([both: 0.7 - 0.01 / 0.75]) { $1 })
    XCTAssertEqual(even.recommended, AdviceChoice(.continued))
    XCTAssertEqual(even.open, [both])
    XCTAssertFalse(even.isDecided)
  }

  /// No is not said to what was hardly trained, unless it lies far off.
  func testWhatWasTrainedTooShortlyIsNotRuledOut() {
    func outlooks(_ continued: Double, isUnfinished: Bool) -> Advice {
      var all = AdviceChoice.all.map { OptionOutlook($0) }
      for index in all.indices {
        let value: Double? =
          switch all[index].choice {
          case AdviceChoice(.asIs): 0.8
          case AdviceChoice(.continued): continued
          default: nil
          }
        guard let value else { continue }
        all[index].fieldDraws = [value, value]
        all[index].generalDraws = [0.9, 0.9]
        all[index].isUnfinished = isUnfinished && all[index].option.trains
      }
      return Advice(
        options: all, settings: AdviceSettings(), costs: AdviceCosts(), base: "base", compute: 1,
        computeBasis: "a test")
    }
    XCTAssertTrue(outlooks(0.79, isUnfinished: false).isDecided)
    let short = outlooks(0.79, isUnfinished: true)
    XCTAssertEqual(short.recommended, AdviceChoice(.asIs))
    XCTAssertEqual(short.open, [AdviceChoice(.continued)])
    XCTAssertTrue(outlooks(3, isUnfinished: true).isDecided, "far off")
  }

  /// An adapter with passages stands above continuing alone: of equals, one thing is named, not two.
  func testPlacesAndNames() {
    XCTAssertEqual(AdviceChoice.all.count, 11)
    XCTAssertEqual(
      AdviceChoice.all.filter { $0.window == nil }.map(\.option), AdviceOption.allCases)
    let equal = advice([
      .init(.asIs): 0.8, .init(.continued): 0.7,
      AdviceChoice(.adapted, window: .retrieved): 0.7, .init(.mixture): 0.7,
    ])
    XCTAssertEqual(equal.recommended, AdviceChoice(.continued))
    XCTAssertEqual(both.name, "continued+retrieved")
    XCTAssertEqual(both.rungs, "5 + 3.")
    XCTAssertEqual(AdviceChoice(.adapted).rungs, "4.")
    XCTAssertEqual(Set(AdviceChoice.all.map(\.title)).count, 11)
    XCTAssertEqual(Set(AdviceChoice.all.map(\.shortTitle)).count, 11)
    XCTAssertTrue(AdviceChoice.all.allSatisfy { $0.shortTitle.count <= 22 })
  }

  /// What was run and cannot be foretold is no candidate, and no other is said to be sure against it.
  func testWhatIsNotKnownIsSaid() throws {
    var outlooks = AdviceChoice.all.map { OptionOutlook($0) }
    for index in outlooks.indices where outlooks[index].choice.place(in: [.asIs]) {
      outlooks[index].fieldDraws = [0.8, 0.81]
      outlooks[index].generalDraws = [0.9, 0.9]
    }
    let index = try XCTUnwrap(outlooks.firstIndex { $0.choice == both })
    outlooks[index].run = AdviceRun(
      name: "both", option: .continued, base: "base", parameters: 1e6,
      field: SegmentScores([.init(document: 0, nats: 1, byteCount: 1)]), general: nil)
    let advice = Advice(
      options: outlooks, settings: AdviceSettings(), costs: AdviceCosts(), base: "base",
      compute: 1, computeBasis: "a test")
    XCTAssertEqual(advice[both]?.verdict, .notKnown)
    XCTAssertEqual(advice.recommended, AdviceChoice(.asIs))
  }

  /// Both rungs are paid for.
  func testACombinationCostsWhatBothCost() {
    let costs = AdviceCosts()
    func bill(_ window: AdviceOption?) -> AdviceCosts.Bill {
      costs.bill(.continued, window: window, parameters: 1e9, compute: 1e18, readPerToken: 2)
    }
    let weeks = (costs.weeks["continued"] ?? 0) + (costs.weeks["retrieved"] ?? 0)
    XCTAssertEqual(bill(.retrieved).people, weeks * costs.weeklyWage)
    XCTAssertLessThan(bill(nil).people, bill(.retrieved).people)
    XCTAssertEqual(bill(nil).training, bill(.retrieved).training)
  }

  // MARK: - What a window gives after more training

  private func gain(_ values: [(Double, Double)]) -> WindowGain {
    WindowGain(values.map { .init(tokens: $0.0, gain: $0.1) })
  }

  func testAGainGoesOnAsItWent() throws {
    // Each doubling leaves nine tenths.
    let steady = gain([(0, 0.1), (8_192, 0.0729), (16_384, 0.065_61), (32_768, 0.059_049)])
    XCTAssertTrue(try XCTUnwrap(steady.backTest).isPassed)
    let factors = steady.factors(at: 131_072, count: 4_000).sorted()
    XCTAssertEqual(factors[2_000], 0.81, accuracy: 0.02, "two doublings on")
    XCTAssertLessThan(factors[400], 0.7)
    XCTAssertGreaterThan(factors[3_600], 0.9)
    XCTAssertEqual(steady.factors(at: 32_768, count: 2), [1, 1])
    // The order in which points are given is nothing.
    XCTAssertEqual(gain([(32_768, 0.06), (0, 0.1)]).points.map(\.tokens), [0, 32_768])
  }

  func testAGainThatBreaksOffIsNotForetold() throws {
    let broken = gain([(0, 0.1), (8_192, 0.095), (16_384, 0.09), (32_768, 0.01)])
    XCTAssertFalse(try XCTUnwrap(broken.backTest).isPassed)
    XCTAssertNil(gain([(0, 0.1), (8_192, 0.09)]).backTest)
    // Passages that do harm go on doing so.
    let harmful = gain([(0, -0.01), (8_192, -0.02), (16_384, -0.02)])
    XCTAssertTrue(harmful.factors(at: 65_536, count: 500).allSatisfy { $0 > 0 })
  }
}

extension AdviceChoice {
  fileprivate func place(in options: [AdviceOption]) -> Bool {
    window == nil && options.contains(option)
  }
}
