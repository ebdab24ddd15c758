import Groundwork
import RealModule

/// How much general text to replay, from runs with several shares of it.
extension OutlookMaker {
  /// The D-CPT laws of both texts.
  func replayLaws() -> (field: ReplayLaw, general: ReplayLaw) {
    let tried = candidates(.continued).filter { $0.tokens > 0 && $0.seed == settings.seed }
    let noise = seedNoise(.continued)
    func law(_ run: (AdviceRun) -> ReplayLaw.Run?) -> ReplayLaw {
      ReplayLaw(tried.compactMap(run), noise: noise)
    }
    return (
      law { run in
        run.fieldShare.map { .init(tokens: run.tokens, share: $0, bits: run.field.bitsPerByte) }
      },
      law { run in
        guard let share = run.fieldShare, let general = run.general else { return nil }
        return .init(tokens: run.tokens, share: 1 - share, bits: general.bitsPerByte)
      }
    )
  }

  /// What is known of the share to replay.
  struct Replay {
    let runs: Int
    let field: BackTest?
    let general: BackTest?
    /// The best of those between the tried ones, and what it changes of both texts against the usual one;
    /// nil where a law has not foretold its own longest runs.
    var best: Double?
    var fieldChange: [Double] = []
    var generalForecast: Forecast?
    /// Weighted bits per byte by which it is better than the usual share.
    var gain = 0.0

    /// Whether both laws foretold their own longest runs.
    var isKnown: Bool { best != nil }
  }

  /// The best share for a number of tokens.
  func replay(at tokens: Double) -> Replay {
    let (field, general) = replayLaws()
    var found = Replay(runs: field.runs.count, field: field.backTest, general: general.backTest)
    guard found.field?.isPassed ?? false, found.general?.isPassed ?? false else { return found }
    let weight = settings.fieldWeight
    func score(_ replay: Double) -> Double {
      weight * field.mean(tokens: tokens, share: 1 - replay)
        + (1 - weight) * general.mean(tokens: tokens, share: replay)
    }
    let usual = AdviceSettings.usualReplay
    let tried = AdviceSettings.replays
    // Between what was tried: beyond it the law says nothing that anybody saw.
    let shares = stride(from: 0, through: tried.max() ?? usual, by: 0.025).map { $0 }
    let best = shares.min { score($0) < score($1) } ?? usual
    found.gain = score(usual) - score(best)
    found.best = found.gain > Self.leastReplayGain ? best : usual
    guard let chosen = found.best, chosen != usual else { return found }
    found.fieldChange = field.change(tokens: tokens, from: 1 - usual, to: 1 - chosen)
    found.generalForecast = general.forecast(tokens: tokens, share: chosen)
    return found
  }

  /// Weighted bits per byte: for less the usual share is kept.
  static let leastReplayGain = 0.001

  // MARK: - Runs that were not made

  /// What is foretold of a training; nil where the option's curve or law did not foretell its own last runs.
  func forecast(_ future: Trial.Future) -> (draws: Forecast, factor: Double)? {
    let compute = 6 * future.parameters * future.tokens
    let most = candidates(future.option).map(\.compute).max() ?? 0
    guard most > 0, compute > most else { return nil }
    if future.option.needsBase {
      guard let curve = curve(future.option), curve.backTest?.isPassed ?? false else { return nil }
      let usual = 1 - AdviceSettings.usualReplay
      guard abs(future.fieldShare - usual) > 1e-9 else {
        return (curve.forecast(at: future.tokens), compute / most)
      }
      let law = replayLaws().field
      guard law.backTest?.isPassed ?? false else { return nil }
      let change = law.change(tokens: future.tokens, from: usual, to: future.fieldShare)
      let draws = zip(curve.forecast(at: future.tokens).draws, change).map { $0 + $1 }
      return (Forecast(x: future.tokens, draws: draws), compute / most)
    }
    let law = laws(future.option).field
    guard law.isUsable, law.backTest?.isPassed ?? false else { return nil }
    let forecast = law.forecast(
      parameters: future.parameters, tokens: future.tokens,
      unique: fieldTokens.own / future.fieldShare)
    return (forecast, compute / most)
  }
}
