import Models
import RealModule
import Sweeps

/// What is tried in which round.
extension AdviceRunner {
  /// The round in which a training is asked what it gives away.
  private static let privacyRound = 2

  /// A round's trials, the most telling first.
  func trials(
    of round: Int, _ base: AdviceBase?, _ trials: TrainedTrials
  ) throws -> [Trial] {
    let tokens = AdviceSettings.firstTokens * Double(1 << round)
    // Small models keep a machine less busy: a quarter of the operations takes about as long.
    let compute = 6 * (base?.parameterCount ?? settings.usualParameters) * tokens / 4
    let unique = Double(field.training.byteCount) / 3.5
    let own = notch(compute, unique: unique)
    let mixed = notch(compute, unique: 2 * unique)
    func scratch(_ notch: Int, _ share: Double, seed: UInt64? = nil) throws -> Trial {
      try trials.scratch(
        notch: notch, spending: seed == nil ? compute : compute / 2, fieldShare: share, seed: seed)
    }
    func continued(
      _ tokens: Double, _ replay: Double = AdviceSettings.usualReplay,
      windows: [FieldPassages.Before] = [], isAskedTasks: Bool = false
    ) -> [Trial] {
      base.map {
        [
          trials.continued(
            $0, tokens: tokens, replay: replay, isAdapter: false, windows: windows,
            isAskedTasks: isAskedTasks)
        ]
      } ?? []
    }
    let windows = base.map { self.windows($0) } ?? []
    // Continued training is two rounds ahead of the others: its curve decides most often, and three
    // points are the least that it takes. Only the longest of them answers questions: they take as long as
    // a third of all else that a model is asked.
    var result = round == 0 ? continued(tokens) + continued(2 * tokens) : []
    result += continued(
      4 * tokens, windows: Array(windows.prefix(round == 0 ? 1 : 2)), isAskedTasks: true)
    result.append(try scratch(own, 1))
    if let base {
      result.append(
        trials.continued(
          base, tokens: tokens, replay: AdviceSettings.usualReplay, isAdapter: true,
          windows: Array(windows.prefix(round == 0 ? 0 : 1))))
    }
    result += [try scratch(mixed, 0.5), try scratch(own + 2, 1)]
    guard round > 0 else { return result }
    for replay in AdviceSettings.replays where replay != AdviceSettings.usualReplay {
      result += continued(tokens, replay)
    }
    result.append(try scratch(mixed + 2, 0.5))
    if let base {
      result.append(
        trials.continued(
          base, tokens: tokens, replay: AdviceSettings.usualReplay, isAdapter: false,
          seed: settings.seed + 1, isAskedTasks: false))
      if round == Self.privacyRound { result.append(trials.privacy(base, tokens: tokens)) }
    }
    result.append(try scratch(own, 1, seed: settings.seed + 1))
    return result + others(round, besides: base, trials)
  }

  /// What stands in the window of what was trained: the best passages of the field, and as a control any.
  ///
  /// As many as in an earlier call; else as many as do best for the base, of those that take less than twice
  /// as long to read as one.
  private func windows(_ base: AdviceBase) -> [FieldPassages.Before] {
    let own = ledger.runs.filter { $0.base == base.name }
    let tried = own.filter { $0.window == nil && $0.option == .retrieved && $0.passages <= 4 }
    let count =
      own.first { $0.window != nil }?.passages
      ?? tried.min {
        ($0.field.bitsPerByte, $0.passages) < ($1.field.bitsPerByte, $1.passages)
      }?.passages
    return count.map { [.best($0), .random($0)] } ?? []
  }

  /// The second best base, trained as long as the best one was: what is better as it is need not be better
  /// when it was trained.
  private func others(
    _ round: Int, besides base: AdviceBase?, _ trials: TrainedTrials
  ) -> [Trial] {
    guard let base,
      let name = ledger.rankedBases(settings).first(where: { $0 != base.name }),
      let second = bases.first(where: { $0.name == name })
    else { return [] }
    return (round == 1 ? [0, 1] : [round]).map {
      trials.continued(
        second, tokens: AdviceSettings.firstTokens * Double(1 << $0),
        replay: AdviceSettings.usualReplay, isAdapter: false)
    }
  }

  /// The dial's notch of about the size that suits a budget: some 15 tokens a parameter, and larger where
  /// text would be read more than four times.
  private func notch(_ compute: Double, unique: Double) -> Int {
    let byCompute = (compute / (6 * 15)).squareRoot()
    let byText = compute / (6 * 4 * unique)
    return notch(of: max(byCompute, byText))
  }

  private func notch(of parameters: Double) -> Int {
    func miss(_ size: Double) -> Double { abs(Double.log(size / parameters)) }
    return notches.min { miss($0.parameters) < miss($1.parameters) }?.notch ?? 4
  }

  /// The training that an outlook speaks of.
  func trial(of outlook: OptionOutlook) throws -> Trial? {
    let trials = TrainedTrials(material, tasks: tasks) { true }
    guard outlook.option.needsBase else {
      return try trials.scratch(
        notch: notch(of: outlook.parameters), spending: outlook.compute,
        fieldShare: outlook.run?.fieldShare ?? 1)
    }
    return bases.first { $0.name == outlook.run?.base }.map {
      trials.continued(
        $0, tokens: outlook.tokens, replay: outlook.replay ?? AdviceSettings.usualReplay,
        isAdapter: outlook.option == .adapted, windows: windows($0, outlook))
    }
  }

  private func windows(_ base: AdviceBase, _ outlook: OptionOutlook) -> [FieldPassages.Before] {
    guard let count = outlook.run?.passages, let window = outlook.window else { return [] }
    return [window == .retrieved ? .best(count) : .random(count)]
  }
}
