import Advice
import Corpora
import Foundation
import Models
import XCTest

/// Where the truth can be had: worlds, on which every option is afterwards trained as long as was foretold.
///
/// `WORKBOOK_SLOW_TESTS=1 swift test --filter AdviceTruthTests`
final class AdviceTruthTests: XCTestCase {
  private struct Case {
    let field: World
    let fieldBytes: Int
    let baseSteps: Int
    let seed: UInt64
  }

  private static let cases = [
    Case(field: .law, fieldBytes: 60_000, baseSteps: 60, seed: 1),
    Case(field: .law, fieldBytes: 400_000, baseSteps: 300, seed: 2),
    Case(field: .finance, fieldBytes: 60_000, baseSteps: 300, seed: 3),
    Case(field: .finance, fieldBytes: 800_000, baseSteps: 60, seed: 4),
    Case(field: .medicine, fieldBytes: 120_000, baseSteps: 150, seed: 5),
    Case(field: .medicine, fieldBytes: 600_000, baseSteps: 600, seed: 6),
    Case(field: .law, fieldBytes: 200_000, baseSteps: 10, seed: 7),
    Case(field: .finance, fieldBytes: 200_000, baseSteps: 600, seed: 8),
    Case(field: .medicine, fieldBytes: 60_000, baseSteps: 30, seed: 9),
    Case(field: .law, fieldBytes: 800_000, baseSteps: 150, seed: 10),
  ]

  func testTheNamedWinnerIsRightOrNoneIsNamed() throws {
    try XCTSkipIf(
      ProcessInfo.processInfo.environment["WORKBOOK_SLOW_TESTS"] == nil,
      "minutes: WORKBOOK_SLOW_TESTS=1")
    var (right, held, foretold) = (0, 0, 0)
    for one in Self.cases {
      let folder = NSTemporaryDirectory() + "truth-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let field = try SmallProject.text(
        one.field, side: "field", bytes: one.fieldBytes, seed: one.seed)
      let general = try SmallProject.text(
        .general, side: "general", bytes: 400_000, seed: one.seed)
      try SmallProject.writeBase(to: "\(folder)/base", text: general, steps: one.baseSteps)
      var settings = SmallProject.settings
      settings.seed = one.seed
      let runner = try AdviceRunner(
        field: field, general: general,
        bases: [try AdviceBase(DirectoryModel(path: "\(folder)/base"))], tasks: .empty,
        settings: settings, folder: "\(folder)/out", clock: SmallProject.clock(ticks: 110),
        replicas: 2)
      try runner.run()
      var costs = AdviceCosts()
      // Eight times the dearest run.
      let most = runner.ledger.runs.map(\.compute).max() ?? 0
      costs.budget =
        8 * most / (costs.peakRate * costs.trainingUtilization) / 3_600 * costs.hourlyPrice
      let advice = runner.advice(costs: costs)
      var outcomes: [AdviceChoice: (field: Double, general: Double)] = [:]
      var lines: [String] = []
      for outlook in advice.all where outlook.run != nil {
        let run = try runner.made(outlook) ?? outlook.run
        guard let run, let other = run.general else { continue }
        outcomes[outlook.choice] = (run.field.bitsPerByte, other.bitsPerByte)
        guard outlook.evidence == .extrapolated, let band = outlook.fieldInterval() else {
          continue
        }
        foretold += 1
        if band.contains(run.field.bitsPerByte) { held += 1 }
        let points = runner.ledger.runs.filter { $0.choice == outlook.choice && !$0.isControl }
          .map {
            "\(Int($0.tokens)):\($0.fieldShare ?? 0):\($0.seed):\(($0.field.bitsPerByte * 1e3).rounded() / 1e3)"
          }
        lines.append("\(points) \(outlook.tokens)")
        lines.append(
          "\(outlook.choice.name) \(outlook.field ?? .nan) in \(band): \(run.field.bitsPerByte)"
        )
      }
      let truth = advice.choice(knowing: outcomes)
      func score(_ option: AdviceChoice?) -> Double {
        guard let option, let outcome = outcomes[option] else { return .infinity }
        return settings.fieldWeight * outcome.field + (1 - settings.fieldWeight) * outcome.general
      }
      let isRight =
        !advice.isDecided || truth == advice.recommended
        || abs(score(truth) - score(advice.recommended)) <= settings.margin
      if isRight { right += 1 }
      print(
        "\(one.field.name) \(one.fieldBytes) base \(one.baseSteps): said",
        advice.recommended?.name ?? "–", advice.isDecided ? "" : "(open)", "truth",
        truth?.name ?? "–", isRight ? "" : "WRONG")
      for line in lines { print("  ", line) }
    }
    print("right or open \(right) of \(Self.cases.count); held \(held) of \(foretold)")
    XCTAssertGreaterThanOrEqual(right, 9)
    let share = Double(held) / Double(max(1, foretold))
    XCTAssertTrue((0.7...0.95).contains(share), "\(held) of \(foretold) within bands of 80 %")
  }
}
