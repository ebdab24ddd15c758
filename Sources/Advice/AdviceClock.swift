import Groundwork

/// The time that somebody gives, and what work of a kind takes on this machine.
public struct AdviceClock: Sendable {
  /// Kinds of work whose speed differs.
  enum Work: Hashable, Sendable { case reading, training, adapting, scratch }

  /// Seconds since some moment; the machine's own, or that of a test.
  public typealias Now = @Sendable () -> Double

  private let now: Now
  private let start: Double
  /// Seconds in all, of which some are kept back for the report.
  public let seconds: Double
  /// Seconds an operation: as expected, and as measured here.
  private let usual: [Work: Double]
  private var measured: [Work: Double] = [:]

  /// - Parameters:
  ///   - rate: floating-point operations a second that this machine's products reach.
  public init(seconds: Double, rate: Double, now: @escaping Now = AdviceClock.system) {
    (self.seconds, self.now) = (seconds, now)
    start = now()
    // Until something was measured: slower than the products alone by what is usual.
    usual = [
      .reading: 1.5 / rate, .training: 1.6 / rate, .adapting: 2 / rate, .scratch: 1.5 / rate,
    ]
  }

  public static let system: Now = {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start) / .seconds(1) }
  }()

  public var elapsed: Double { now() - start }
  /// What is left for measurements.
  public var left: Double { seconds - Self.reserve(seconds) - elapsed }

  /// For curves, charts and files.
  private static func reserve(_ seconds: Double) -> Double { min(20, 4 + 0.02 * seconds) }

  /// Seconds that work is expected to take.
  func expected(_ work: Work, operations: Double) -> Double {
    operations * (measured[work] ?? (usual[work] ?? 0) * likeness(work))
  }

  /// What other work took here, of what it was expected to take: all that is done with a given model is
  /// bound by the same products. Small models are not.
  private func likeness(_ work: Work) -> Double {
    guard work != .scratch else { return 1 }
    let like = [Work.training, .adapting, .reading].first { measured[$0] != nil }
    guard let like, let seconds = measured[like], let expected = usual[like] else { return 1 }
    return seconds / expected
  }

  /// Learns from work that was done; what takes less than half a second says little.
  mutating func learn(_ work: Work, operations: Double, seconds: Double) {
    guard operations > 0, seconds > 0.5 else { return }
    measured[work] = seconds / operations
  }
}
