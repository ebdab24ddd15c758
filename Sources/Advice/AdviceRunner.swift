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
/// doubles from round to round: the given model continued with three shares of replay, an adapter, both also
/// with passages in the window, new models of several sizes at equal operations, and the second best of several
/// given models. The gap is measured in between.
public final class AdviceRunner {
  public let field: AdviceText
  public let general: AdviceText
  public let bases: [AdviceBase]
  public let tasks: TaskSet
  public let settings: AdviceSettings
  public internal(set) var ledger: RunLedger
  public private(set) var clock: AdviceClock
  /// Trials that there was no time for, the first few by name.
  public internal(set) var leftOut: [String] = []
  /// What could not be done, and why.
  public private(set) var notices: [String] = []
  public private(set) var isInterrupted = false
  let material: AdviceMaterial
  let tell: (_ trial: String, _ done: Double) -> Void

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
    if let name = Dictionary(grouping: bases, by: \.name).first(where: { $1.count > 1 })?.key {
      throw AdviceError.impossible(
        "two models are called \(name); runs are told apart by the last part of a model's path")
    }
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
    learnFromEarlierCalls()
    let chosen = try runContexts()
    try runRounds(chosen)
    try measureGap(chosen)
    // What was kept for the gap, and not needed, goes to what was left out.
    try runRounds(chosen)
    try keepForecasts(chosen)
    isInterrupted = Interruption.isRequested
  }

  /// The longest training of each kind says what work takes here, a little too much, as what was asked
  /// afterwards is in it.
  private func learnFromEarlierCalls() {
    let kinds: [(AdviceOption, AdviceClock.Work)] = [
      (.continued, .training), (.adapted, .adapting), (.mixture, .scratch), (.ownText, .scratch),
    ]
    for (option, work) in kinds {
      let runs = ledger.runs.filter { $0.option == option && $0.window == nil && $0.tokens > 0 }
      guard let longest = runs.max(by: { $0.compute < $1.compute }) else { continue }
      clock.learn(work, operations: longest.compute, seconds: longest.seconds)
    }
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

  var mayGoOn: Bool { !Interruption.isRequested && clock.left > 0 }

  /// What needs no training, of every base; returns the one that predicts the texts best.
  private func runContexts() throws -> AdviceBase? {
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
      // A quarter of the time at most; the first passages tell most.
      let limit = clock.seconds / 4
      var variants: [FieldPassages.Before] = [.best(1), .random(1)]
      variants +=
        trials.passageCounts.dropFirst().flatMap { [.best($0), .random($0)] } + [.nothing]
      for variant in variants where mayGoOn {
        let trial = trials.trial(variant)
        let expected = clock.expected(trial.work, operations: trial.operations)
        guard ledger.run(named: trial.name) == nil else { continue }
        // What retrieval gives, and then its control, before anything that can be left out.
        let isNeeded =
          variant == .best(1) || variant == .random(1) && clock.elapsed < 0.35 * clock.seconds
        guard clock.elapsed + expected < limit || isNeeded else {
          leave(trial)
          continue
        }
        try perform(trial)
      }
    }
    let chosen = ledger.chosenBase(settings)
    return bases.first { $0.name == chosen }
  }

  // MARK: - The gap

  /// When this share of the time is over, the gap is measured: the first trainings decide more than it does.
  private static let gapShare = 0.45

  /// How far field and general text lie apart, as far as there is time for it.
  private func measureGap(_ base: AdviceBase?) throws {
    guard !isGapMeasured(base) else {
      guard let base, var findings = ledger.findings else { return }
      let excluded = material.passages(of: base).excluded
      guard excluded > findings.excludedPassages else { return }
      findings.excludedPassages = excluded
      return try ledger.set(findings)
    }
    if ledger.findings != nil, !mayGoOn { return }
    tell("the gap", clock.elapsed / clock.seconds)
    let begun = clock.elapsed
    // A sixth of the time, or what is left.
    let gap = GapMeasurement(material, seconds: clock.seconds, token: readingSeconds) { [self] in
      mayGoOn && clock.elapsed - begun < clock.seconds / 6
    }
    guard let base, mayGoOn else { return try ledger.set(try gap.withoutModel()) }
    var findings = try gap.findings(base, try ContextTrials(base, material, tasks: tasks))
    findings.excludedPassages = material.passages(of: base).excluded
    try ledger.set(findings)
  }

  /// Whether it was, with the model if there is one.
  private func isGapMeasured(_ base: AdviceBase?) -> Bool {
    ledger.findings.map { $0.base != nil || base == nil } ?? false
  }

  /// Seconds that are kept for the gap while it is not measured.
  var gapSeconds: Double {
    guard !isGapMeasured(bases.first) else { return 0 }
    // The first training decides more than the gap does: it does not wait for it.
    guard bases.isEmpty || ledger.runs.contains(where: { $0.tokens > 0 }) else { return 0 }
    let token = readingSeconds
    let tokens = GapMeasurement.tokensAsked(seconds: clock.seconds, token: token)
    return min(clock.seconds / 6, 4 + token * tokens)
  }

  /// Seconds that the first model takes to read a token.
  private var readingSeconds: Double {
    bases.first.map { clock.expected(.reading, operations: 2 * $0.parameterCount) } ?? 0
  }

  private static let roundLimit = 40
  private var lastRound = 0

  private func runRounds(_ base: AdviceBase?) throws {
    let trials = TrainedTrials(
      material, tasks: tasks, elapsed: { [self] in clock.elapsed },
      mayGoOn: { [self] in !Interruption.isRequested && clock.elapsed <= trialEnd })
    for round in 0...Self.roundLimit {
      lastRound = round
      // The first round says what training gives; after it, what passages do for questions.
      if round == 1, let base { try askQuestions(base) }
      var isAnyDone = false
      for trial in try self.trials(of: round, base, trials) {
        if ledger.run(named: trial.name) != nil {
          isAnyDone = true
          continue
        }
        guard mayGoOn else { return leave(trial) }
        if clock.elapsed > Self.gapShare * clock.seconds { try measureGap(base) }
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
    let asking = scoringSeconds(trial.work) + clock.expected(.reading, operations: trial.asking)
    guard isForced || expected + asking + gapSeconds < clock.left else {
      leave(trial)
      return false
    }
    tell(trial.name, clock.elapsed / clock.seconds)
    // What takes far longer than it should is given up rather than overrun.
    trialEnd = clock.elapsed + max(clock.left - asking, 0)
    let before = clock.elapsed
    var runs: [AdviceRun]
    do {
      runs = try trial.make()
    } catch let error as TrainingError {
      notices.append("\(trial.name): \(error)")
      return false
    } catch let error as ModelError {
      notices.append("\(trial.name): \(error)")
      return false
    } catch is Trial.GivenUp {
      leave(trial)
      return false
    }
    // What was asked besides has its own seconds.
    let others = runs.dropFirst().reduce(0) { $0 + $1.seconds }
    let seconds = clock.elapsed - before - others
    if !runs.isEmpty { runs[0].seconds = seconds }
    // What is asked afterwards takes the same time after a short training as after a long one.
    let training = trial.work == .reading ? seconds : seconds - scoringSeconds(trial.work)
    clock.learn(trial.work, operations: trial.operations, seconds: training)
    guard let run = runs.first, run.isSound else {
      notices.append("\(trial.name): its loss is no number")
      return false
    }
    try ledger.add(runs.filter(\.isSound))
    leftOut.removeAll { $0 == trial.name }
    return true
  }

  /// Asking the held-out pieces takes as long as it did for the base.
  private func scoringSeconds(_ work: AdviceClock.Work) -> Double {
    guard work == .training || work == .adapting, let base = bases.first else { return 1 }
    let tokens = 512 * Double(field.segments.count + general.segments.count)
    return clock.expected(.reading, operations: 2 * base.parameterCount * tokens)
  }

  private func leave(_ trial: Trial) { leave(trial.name) }

  func leave(_ name: String) {
    if leftOut.count < 12, !leftOut.contains(name) { leftOut.append(name) }
  }
}
