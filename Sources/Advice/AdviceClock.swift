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
  private var secondsPerOperation: [Work: Double] = [:]

  /// - Parameters:
  ///   - rate: floating-point operations a second that this machine's products reach.
  public init(seconds: Double, rate: Double, now: @escaping Now = AdviceClock.system) {
    (self.seconds, self.now) = (seconds, now)
    start = now()
    // Until something was measured: slower than the products alone by what is usual.
    secondsPerOperation = [
      .reading: 1.5 / rate, .training: 1.6 / rate, .adapting: 2 / rate, .scratch: 2.5 / rate,
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
    operations * (secondsPerOperation[work] ?? 0)
  }

  /// Learns from work that was done; what takes less than half a second says little.
  mutating func learn(_ work: Work, operations: Double, seconds: Double) {
    guard operations > 0, seconds > 0.5 else { return }
    secondsPerOperation[work] = seconds / operations
  }
}
