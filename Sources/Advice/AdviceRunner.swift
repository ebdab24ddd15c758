import Corpora
import Foundation
import Groundwork
import Models
import RealModule
import Tensors
import Training

/// Runs every option for real, small, within the minutes that are given; what was done in an earlier call is
/// not done again.
///
///     let runner = try AdviceRunner(field: field, general: general, bases: [base], tasks: tasks,
///       settings: AdviceSettings(), folder: "advice", clock: clock)
///     try runner.run()
///     let advice = runner.advice(costs: costs, constraints: [])
///
/// Rounds: first what needs no training (as it is, with passages in the window), then trainings whose length
/// doubles from round to round: the given model continued with three shares of replay, an adapter, and new
/// models of several sizes at equal operations.
public final class AdviceRunner {
  public let field: AdviceText
  public let general: AdviceText
  public let bases: [AdviceBase]
  public let tasks: TaskSet
  public let settings: AdviceSettings
  public private(set) var ledger: RunLedger
  public private(set) var clock: AdviceClock
  /// Trials that there was no time for, the first few by name.
  public private(set) var leftOut: [String] = []
  /// What could not be done, and why.
  public private(set) var notices: [String] = []
  public private(set) var isInterrupted = false
  let material: AdviceMaterial
  private let tell: (_ trial: String, _ done: Double) -> Void

  /// - Parameters:
  ///   - tasks: nil for questions made of the field's own terms.
  ///   - clock: how long measurements may take.
  ///   - replicas: threads.
  ///   - tell: is told what begins, and which share of the time is gone.
  public init(
    field: AdviceText, general: AdviceText, bases: [AdviceBase], tasks: TaskSet?,
    settings: AdviceSettings, folder: String, clock: AdviceClock, replicas: Int,
    telling tell: @escaping (_ trial: String, _ done: Double) -> Void = { _, _ in }
  ) throws {
    let shared = AdviceText.sharedShare(of: field, in: general)
    guard shared < 0.5 else { throw AdviceError.sameText(share: shared) }
    (self.field, self.general, self.bases) = (field, general, bases)
    (self.settings, self.clock, self.tell) = (settings, clock, tell)
    material = AdviceMaterial(
      field: field, general: general, settings: settings, replicas: replicas)
    let tasks =
      tasks
      ?? TaskSet.cloze(
        field, material.terms, count: Self.clozeQuestions, seed: settings.seed)
    self.tasks = tasks
    ledger = try RunLedger.open(
      folder,
      project: RunLedger.Project(
        field: Self.fingerprint(field), general: Self.fingerprint(general),
        bases: bases.map(\.digest), settings: settings, tasks: tasks.fingerprint))
  }

  private static func fingerprint(_ text: AdviceText) -> String {
    Checksum.sha256(
      text.training.fingerprint
        + text.segments.map { Checksum.sha256($0.before + [0] + $0.scored) }.joined())
  }

  private static let clozeQuestions = 16

  // MARK: - The rounds

  /// Measures until the time is over, somebody wants it to stop, or nothing is left to do.
  public func run() throws {
    try ledger.write()
    let chosen = try runContexts()
    try runRounds(chosen)
    try keepForecasts(chosen)
    isInterrupted = Interruption.isRequested
  }

  /// Says of the next rounds what they will give, for a later call to be held against.
  private func keepForecasts(_ base: AdviceBase?) throws {
    let trials = TrainedTrials(material, tasks: tasks) { true }
    let maker = outlookMaker(costs: AdviceCosts(), compute: 0)
    let made = Set(ledger.runs.map(\.name))
    let last = lastRound
    var forecasts: [KeptForecast] = []
    for round in last...last + 3 {
      for trial in try self.trials(of: round, base, trials) where !made.contains(trial.name) {
        guard let future = trial.future, let found = maker.forecast(future), found.factor <= 8
        else {
          continue
        }
        let band = found.draws.interval(level: KeptForecast.level)
        forecasts.append(
          KeptForecast(
            run: trial.name, option: future.option, median: found.draws.median,
            low: band.lowerBound, high: band.upperBound, factor: found.factor, runCount: made.count)
        )
      }
    }
    if !forecasts.isEmpty { try ledger.add(forecasts) }
  }

  private var mayGoOn: Bool { !Interruption.isRequested && clock.left > 0 }

  /// Everything that needs no training, of every base; returns the one that predicts the texts best.
  private func runContexts() throws -> AdviceBase? {
    if bases.isEmpty {
      if ledger.findings == nil { try ledger.set(try GapMeasurement(material).withoutModel()) }
      return nil
    }
    var best: (base: AdviceBase, score: Double)?
    for (number, base) in bases.enumerated() {
      let trials: ContextTrials
      do {
        trials = try ContextTrials(base, material, tasks: tasks)
      } catch let error as ModelError {
        notices.append("\(base.name): \(error)")
        continue
      }
      let plain = trials.trial(.ownText)
      // Without it nothing can be said of the base at all.
      if ledger.run(named: plain.name) == nil { try perform(plain, isForced: number == 0) }
      guard let asIs = ledger.run(named: plain.name) else { continue }
      trials.remember(asIs)
      let score = asIs.score(fieldWeight: settings.fieldWeight)
      if best.map({ score < $0.score }) ?? true { best = (base, score) }
      // A quarter of the time at most; the first passages tell most.
      let limit = clock.seconds / 4
      var variants: [ContextTrials.Before] = [.best(1), .random(1)]
      variants +=
        trials.passageCounts.dropFirst().flatMap { [.best($0), .random($0)] } + [.nothing]
      for variant in variants where mayGoOn {
        let trial = trials.trial(variant)
        let expected = clock.expected(trial.work, operations: trial.operations)
        guard ledger.run(named: trial.name) == nil else { continue }
        guard clock.elapsed + expected < limit || variant.passages == 1 else {
          leave(trial)
          continue
        }
        try perform(trial)
      }
      if number == 0, ledger.findings == nil, mayGoOn {
        tell("the gap", clock.elapsed / clock.seconds)
        try ledger.set(try GapMeasurement(material).findings(base, trials))
      }
      if var findings = ledger.findings, number == 0, trials.excluded > findings.excludedPassages {
        findings.excludedPassages = trials.excluded
        try ledger.set(findings)
      }
    }
    return best?.base
  }

  private static let roundLimit = 40
  private var lastRound = 0

  private func runRounds(_ base: AdviceBase?) throws {
    let trials = TrainedTrials(material, tasks: tasks) { [self] in
      !Interruption.isRequested && clock.elapsed <= trialEnd
    }
    for round in 0...Self.roundLimit {
      lastRound = round
      var isAnyDone = false
      for trial in try self.trials(of: round, base, trials) {
        if ledger.run(named: trial.name) != nil {
          isAnyDone = true
          continue
        }
        guard mayGoOn else { return leave(trial) }
        if try perform(trial) { isAnyDone = true }
      }
      guard isAnyDone else { return }
    }
  }

  // MARK: - One trial

  private var trialEnd = Double.infinity

  /// Makes a trial where there is time for it.
  ///
  /// - Returns: whether it was made.
  @discardableResult private func perform(_ trial: Trial, isForced: Bool = false) throws -> Bool {
    let expected = clock.expected(trial.work, operations: trial.operations)
    guard isForced || expected + scoringSeconds(trial.work) < clock.left else {
      leave(trial)
      return false
    }
    tell(trial.name, clock.elapsed / clock.seconds)
    // What takes far longer than it should is given up rather than overrun.
    trialEnd = clock.elapsed + max(clock.left - scoringSeconds(trial.work), 0)
    let before = clock.elapsed
    var run: AdviceRun
    do {
      run = try trial.make()
    } catch let error as TrainingError {
      notices.append("\(trial.name): \(error)")
      return false
    } catch let error as ModelError {
      notices.append("\(trial.name): \(error)")
      return false
    } catch is TrainedTrials.GivenUp {
      leave(trial)
      return false
    }
    run.seconds = clock.elapsed - before
    // What is asked afterwards takes the same time after a short training as after a long one.
    let training = trial.work == .reading ? run.seconds : run.seconds - scoringSeconds(trial.work)
    clock.learn(trial.work, operations: trial.operations, seconds: training)
    guard run.isSound else {
      notices.append("\(trial.name): its loss is no number")
      return false
    }
    try ledger.add(run)
    return true
  }

  /// Asking the held-out pieces takes as long as it did for the base.
  private func scoringSeconds(_ work: AdviceClock.Work) -> Double {
    guard work == .training || work == .adapting, let base = bases.first else { return 1 }
    let tokens = 512 * Double(field.segments.count + general.segments.count)
    return clock.expected(.reading, operations: 2 * base.parameterCount * tokens)
  }

  private func leave(_ trial: Trial) {
    if leftOut.count < 12, !leftOut.contains(trial.name) { leftOut.append(trial.name) }
  }
}
