import Advice
import Groundwork
import ScalingLaws
import XCTest

/// How much to replay, by the D-CPT form.
final class ReplayLawTests: XCTestCase {
  /// The lengths and shares that rounds make, the usual share longest.
  private static let plan: [(tokens: Double, share: Double)] =
    [4_096, 8_192, 16_384, 32_768, 65_536].map { ($0, 0.9) }
    + [8_192, 16_384].flatMap { [($0, 1), ($0, 0.75)] }

  private func truth(_ tokens: Double, _ share: Double) -> Double {
    // The published law itself; bits per byte in place of nats.
    let law = try? ContinuedPretrainingLaw(
      [
        "E": 0.4, "A": 0, "B": 3, "C": 0.05, "alpha": 0.3, "beta": 0.3, "eta": 0.4,
        "epsilon": 0.05, "gamma": 0.4,
      ])
    return law?.loss(parameters: 1, tokens: tokens, share: share) ?? .nan
  }

  private func law(noise: Double, seed: UInt64) -> ReplayLaw {
    var stream = RandomStream(seed: seed)
    return ReplayLaw(
      Self.plan.map {
        .init(
          tokens: $0.tokens, share: $0.share,
          bits: truth($0.tokens, $0.share) + noise * stream.normal())
      }, noise: max(noise, 0.002))
  }

  func testItForetellsOtherSharesAndLengths() throws {
    var (held, passed, cases) = (0, 0, 0)
    for seed in 1...12 {
      let law = law(noise: 0.003, seed: UInt64(seed))
      if try XCTUnwrap(law.backTest).isPassed { passed += 1 }
      for (tokens, share) in [(131_072.0, 0.9), (65_536, 1), (65_536, 0.75), (131_072, 0.8)] {
        cases += 1
        if law.forecast(tokens: tokens, share: share).interval().contains(truth(tokens, share)) {
          held += 1
        }
      }
    }
    // Three bands of 95 % each: ten are expected to pass.
    XCTAssertGreaterThanOrEqual(passed, 8, "of 12")
    XCTAssertGreaterThanOrEqual(Double(held) / Double(cases), 0.75)
  }

  /// What another share changes is far surer than either figure.
  func testAChangeOfShareIsTheDifferenceOfTheLaws() throws {
    let law = law(noise: 0.001, seed: 3)
    let change = law.change(tokens: 65_536, from: 0.9, to: 0.75)
    let wanted = truth(65_536, 0.75) - truth(65_536, 0.9)
    XCTAssertEqual(change.reduce(0, +) / Double(change.count), wanted, accuracy: 0.01)
    XCTAssertEqual(
      law.mean(tokens: 65_536, share: 0.75) - law.mean(tokens: 65_536, share: 0.9), wanted,
      accuracy: 0.01)
    XCTAssertTrue(law.change(tokens: 65_536, from: 0.9, to: 0.9).allSatisfy { $0 == 0 })
  }

  /// Forgetting that grows with the length is nothing that the form can have: it must not pass.
  func testWhatTheFormCannotHaveFailsItsTest() throws {
    let rising = Self.plan.map { tokens, share in
      ReplayLaw.Run(
        tokens: tokens, share: 1 - share,
        bits: 0.9 + 0.03 * (tokens / 4_096) * (share - 0.7))
    }
    XCTAssertFalse(try XCTUnwrap(ReplayLaw(rising, noise: 0.002).backTest).isPassed)
  }

  func testTooFewRunsAreNoLaw() {
    let runs = Self.plan.map { ReplayLaw.Run(tokens: $0.tokens, share: $0.share, bits: 0.8) }
    XCTAssertNil(ReplayLaw(Array(runs.prefix(5))).backTest, "one share")
    XCTAssertNil(ReplayLaw(Array(runs.suffix(6))).backTest, "six runs")
    XCTAssertNotNil(ReplayLaw(runs).backTest)
    XCTAssertTrue(ReplayLaw([]).forecast(tokens: 1, share: 1).draws.isEmpty)
  }
}
