import Groundwork
import Tensors

/// Where the time of a training step goes, measured inside real steps.
///
///     let profile = try StepProfile.measure(trainer, steps: 10)
///     profile[.attention].seconds / profile.seconds       // 0.15, say
///     profile[.optimizer].intensity                       // 0.54 operations a byte
///
/// Each part comes with the operations it does and the bytes it must move at least, and so has its
/// place under a `Roofline`. The parts' seconds add up to the step's: a replica's time is booked lap
/// by lap, and what is missing to the whole step counts as waiting.
public struct StepProfile: Sendable {
  /// One part of a step.
  public struct Part: Sendable {
    public let part: StepPart
    /// Of one step, the mean over the replicas, which work at the same time.
    public let seconds: Double
    /// Floating-point operations of one step, of all replicas together.
    public let operations: Double
    /// Bytes that must be moved in one step, of all replicas together.
    public let bytes: Double

    /// Operations a byte; nil for a part that computes nothing.
    public var intensity: Double? { operations > 0 && bytes > 0 ? operations / bytes : nil }
    /// Operations a second; nil for a part that computes nothing.
    public var rate: Double? { operations > 0 && seconds > 0 ? operations / seconds : nil }
  }

  /// Every part, in the order of `StepPart`.
  public let parts: [Part]
  /// Of one step.
  public let seconds: Double
  /// Threads that worked at the same time.
  public let replicas: Int

  public subscript(part: StepPart) -> Part { parts[part.rawValue] }

  /// The parts that compute something, with their places under a roofline.
  public var computingParts: [Part] { parts.filter { $0.intensity != nil } }

  /// Does some steps, timed part by part. They are steps like any others: the parameters go on to the
  /// same bits as without timing.
  ///
  /// The faster half of the steps counts: what else runs on a machine only ever slows one down.
  ///
  /// - Parameter steps: at least one; the first step of a trainer is better left out.
  /// - Throws: `TrainingError.diverged`, as the steps do.
  public static func measure(_ trainer: Trainer, steps: Int) throws(TrainingError) -> StepProfile {
    precondition(steps > 0, "a profile needs a step")
    let stopwatches = trainer.group.ranks.map { _ in PartStopwatch() }
    trainer.setStopwatches(stopwatches)
    defer { trainer.setStopwatches(stopwatches.map { _ in nil }) }
    var measured: [StepProfile] = []
    for _ in 0..<steps {
      let (_, seconds) = try Stopwatch.timed { () throws(TrainingError) in try trainer.trainStep() }
      measured.append(StepProfile(stopwatches, seconds: seconds))
    }
    measured.sort { $0.seconds < $1.seconds }
    return StepProfile(meanOf: measured.prefix((steps + 1) / 2))
  }

  /// One step, as its replicas' stopwatches have it.
  private init(_ stopwatches: [PartStopwatch], seconds: Double) {
    let count = Double(stopwatches.count)
    var parts = StepPart.allCases.map { part in
      let tallies = stopwatches.map { $0.tally(of: part) }
      return Part(
        part: part, seconds: tallies.reduce(0) { $0 + $1.seconds } / count,
        operations: tallies.reduce(0) { $0 + $1.operations },
        bytes: tallies.reduce(0) { $0 + $1.bytes })
    }
    // Waking the threads, and the slowest thread's way home.
    let rest = seconds - parts.reduce(0) { $0 + $1.seconds }
    let waiting = StepPart.waiting.rawValue
    parts[waiting] = Part(
      part: .waiting, seconds: parts[waiting].seconds + max(0, rest), operations: 0, bytes: 0)
    self.parts = parts
    self.seconds = seconds
    replicas = stopwatches.count
  }

  private init(meanOf profiles: some Collection<StepProfile>) {
    let count = Double(profiles.count)
    func mean(_ value: (StepProfile) -> Double) -> Double {
      profiles.reduce(0) { $0 + value($1) } / count
    }
    parts = StepPart.allCases.map { part in
      Part(
        part: part, seconds: mean { $0[part].seconds }, operations: mean { $0[part].operations },
        bytes: mean { $0[part].bytes })
    }
    seconds = mean(\.seconds)
    replicas = profiles.first?.replicas ?? 1
  }
}
