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
    func continued(_ tokens: Double, _ replay: Double = AdviceSettings.usualReplay) -> [Trial] {
      base.map { [trials.continued($0, tokens: tokens, replay: replay, isAdapter: false)] } ?? []
    }
    // Continued training is two rounds ahead of the others: its curve decides most often, and three
    // points are the least that it takes.
    var result = round == 0 ? continued(tokens) + continued(2 * tokens) : []
    result += continued(4 * tokens)
    result.append(try scratch(own, 1))
    if let base {
      result.append(
        trials.continued(base, tokens: tokens, replay: AdviceSettings.usualReplay, isAdapter: true))
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
          seed: settings.seed + 1))
      if round == Self.privacyRound { result.append(trials.privacy(base, tokens: tokens)) }
    }
    return result + [try scratch(own, 1, seed: settings.seed + 1)]
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
        $0, tokens: outlook.tokens, replay: AdviceSettings.usualReplay,
        isAdapter: outlook.option == .adapted)
    }
  }
}
