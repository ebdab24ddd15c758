/// How long a body takes.
///
///     Stopwatch.seconds { network.run() }              // 0.0021, say
///     Stopwatch.shortest(of: 5) { network.run() }      // 0.0019
///     let (merges, seconds) = try Stopwatch.timed { try learn(text) }
///
/// What is measured depends on the machine and on what else it does: show it, and assert nothing of it.
public enum Stopwatch {
  /// No body takes less: what is divided by a time, or drawn on logarithmic paper, stays finite.
  private static let least = 1e-9

  /// The seconds that a body takes, at least a nanosecond.
  public static func seconds<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    try timed(body).seconds
  }

  /// What a body returns, and the seconds that it takes, at least a nanosecond.
  public static func timed<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> (value: Value, seconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let value = try body()
    return (value, max((clock.now - start) / .seconds(1), least))
  }

  /// The shortest of several timings, in seconds: other programs only ever make a time longer.
  ///
  /// - Parameter tries: how often the body runs; at least once.
  public static func shortest<Failure: Error>(
    of tries: Int, _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    var best = try seconds(body)
    for _ in 1..<max(1, tries) { best = min(best, try seconds(body)) }
    return best
  }
}
