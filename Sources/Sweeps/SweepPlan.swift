import Corpora
import Foundation
import Models
import ScalingLaws

/// The runs of a sweep that was asked for: the text is read, the tokenizer trained, and nothing made.
///
///     let plan = try SweepPlan(request, table: "runs.csv")
///     let runs = try plan.sweep.run(plan.runs, table: "runs.csv", part: plan.part)
public struct SweepPlan: Sendable {
  public let sweep: Sweep
  public let design: SweepDesign
  /// Of all parts, the held-out run last.
  public let runs: [SweepRun]
  /// The run that a fit should not see; nil without one.
  public let heldOut: SweepRun?
  public let part: SweepPart
  public let textName: String
  public let vocabularySize: Int
  /// Tokens to train on.
  public let uniqueTokens: Int
  /// Of the part's runs on this machine's threads; measured for a sweep by the clock, or when asked for.
  public let expectedSeconds: Double?
  /// By when the runs are to be at their end; nil where the budgets are given.
  public let limit: SweepTimeLimit?

  /// - Parameters:
  ///   - table: where the runs will stand; a sweep by the clock keeps its budgets beside it.
  ///   - processCount: processes that share the part.
  ///   - isTimed: measures how long the runs take, also where the budgets are given.
  ///   - note: is told what was recognized, read in another encoding, and left out.
  ///   - speak: is told in a line what cannot be had of this machine, and what is measured of it.
  ///   - clock: what a sweep by the clock goes by; its time begins with this call.
  /// - Throws: `SweepError`, and what reading the text and training a tokenizer throw.
  public init(
    _ request: SweepRequest, table: String, part: SweepPart = .whole, processCount: Int = 1,
    isTimed: Bool = false, noting note: (TextNotice) -> Void = { _ in },
    saying speak: (String) -> Void = { _ in },
    clock: @escaping SweepTimeLimit.Clock = SweepTimeLimit.systemClock
  ) throws {
    let start = clock()
    let text = try SweepText(request, noting: note)
    sweep = Sweep(sources: [text.source], validation: text.validation)
    var dial = SweepDial(
      vocabularySize: text.tokenizer.vocabularySize, contextLength: request.contextLength,
      family: request.family, endOfTextID: text.tokenizer.endOfText.map { Int($0) })
    dial.replicas = request.replicas
    dial.products = request.products(dial, processCount: processCount, noting: speak)
    self.part = part
    textName = text.name
    vocabularySize = text.tokenizer.vocabularySize
    uniqueTokens = text.source.tokens.count
    let threads = request.threads ?? ProcessInfo.processInfo.activeProcessorCount
    var estimate = SweepEstimate(sweep, threads: threads)
    func design(_ budgets: [Double]) throws -> SweepDesign {
      try SweepDesign(
        budgets: budgets, dial: dial, sizes: request.sizes, seeds: request.seeds,
        holdOutFactor: request.holdOutFactor)
    }
    switch request.extent {
    case .budgets(let budgets): self.design = try design(budgets)
    case .minutes(let minutes):
      guard part == .whole, processCount == 1 else { throw SweepError.budgetsNotAgreed }
      let kept = KeptSweepDesign(
        minutes: minutes, sizes: request.sizes, seeds: request.seeds,
        holdOutFactor: request.holdOutFactor ?? 0, threads: threads, dial: dial,
        text: sweep.textFingerprint)
      self.design = try kept.design(besides: table) {
        try design(
          SweepBudgets.lasting(
            seconds: Self.plannedShare * max(30 * minutes, 60 * minutes - (clock() - start))
          ) { budgets in
            try estimate.seconds(try design(budgets).allRuns(dial), threads: threads)
          })
      }
    }
    runs = self.design.allRuns(dial, seed: request.seed)
    heldOut = self.design.heldOutRun(dial, seed: request.seed)
    if case .budgets = request.extent, !isTimed {
      expectedSeconds = nil
    } else {
      expectedSeconds = try estimate.seconds(part.select(runs), threads: threads)
    }
    guard case .minutes(let minutes) = request.extent else {
      limit = nil
      return
    }
    var expected: [String: Double] = [:]
    for run in runs { expected[run.name] = try estimate.seconds(run) }
    limit = SweepTimeLimit(
      end: start + 60 * minutes, tolerance: 60 * minutes * Self.tolerance,
      expectedSeconds: expected, clock: clock)
  }

  /// Of the minutes, what the budgets are chosen for: a machine is seldom as fast for long as it was when
  /// it was measured.
  private static let plannedShare = 0.85
  /// Of the minutes, what a run may take beyond them that was begun in time.
  private static let tolerance = 0.1

  /// How often the longest run reads the text.
  public var mostEpochs: Double {
    (runs.map(\.tokens).max() ?? 0) / Double(max(uniqueTokens, 1))
  }

  /// Up to some four epochs a repeated token is nearly worth a fresh one (Muennighoff et al. 2023).
  public static let harmlessEpochs = 4.0
}
