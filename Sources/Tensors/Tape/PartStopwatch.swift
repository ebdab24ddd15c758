import Groundwork

/// Books the time of one replica's step, lap by lap, on the step's parts.
///
///     stopwatch.start()
///     tape.forward()                    // a lap after each operation
///     stopwatch.lap(.waiting, .zero)
///     stopwatch.tally(of: .attention).seconds
///
/// A lap reaches from the end of the one before, so that no time is lost between them. Laps allocate
/// nothing.
public final class PartStopwatch {
  /// What one part took and did.
  public struct Tally: BitwiseCopyable, Sendable {
    public var seconds = 0.0
    public var operations = 0.0
    public var bytes = 0.0
  }

  private let arena = Arena()
  private let tallies: BufferSlice<Tally>
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  public init() {
    tallies = arena.allocate(StepPart.allCases.count, of: Tally())
    last = clock.now
  }

  /// Clears every tally and begins the first lap.
  public func start() {
    tallies.fill(Tally())
    last = clock.now
  }

  /// Books the time since the last lap on a part.
  public func lap(_ part: StepPart, _ cost: KernelCost) {
    let now = clock.now
    tallies.pointer[part.rawValue].seconds += (now - last) / .seconds(1)
    tallies.pointer[part.rawValue].operations += cost.operations
    tallies.pointer[part.rawValue].bytes += cost.bytes
    last = now
  }

  public func tally(of part: StepPart) -> Tally { tallies[part.rawValue] }
}
