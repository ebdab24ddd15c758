import ScalingLaws

/// By when a sweep is to be at its end, and what each of its runs is expected to take.
///
///     let outcome = try sweep.runs(plan.runs, table: "runs.csv", within: limit)
///     outcome.leftOut                      // for want of time; another call goes on with them
public struct SweepTimeLimit: Sendable {
  /// Seconds since some moment; the machine's own, or that of a test.
  public typealias Clock = @Sendable () -> Double

  /// On the clock.
  public let end: Double
  /// A run that is still not finished then is given up: nothing of it is kept.
  public let lastEnd: Double
  /// By the name of the run, on this machine as it was when it was measured.
  public let expectedSeconds: [String: Double]
  let clock: Clock

  /// - Parameters:
  ///   - end: on the clock.
  ///   - tolerance: seconds after the end that a run may take which was begun in time.
  public init(
    end: Double, tolerance: Double, expectedSeconds: [String: Double], clock: @escaping Clock
  ) {
    self.end = end
    lastEnd = end + max(0, tolerance)
    self.expectedSeconds = expectedSeconds
    self.clock = clock
  }

  /// Seconds since the program looked at it for the first time.
  public static let systemClock: Clock = {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start) / .seconds(1) }
  }()
}

/// What a sweep has made, and what it had no time for.
public struct SweepOutcome: Sendable {
  /// In the order in which they were asked for.
  public let runs: [TrainingRun]
  /// Runs that were not begun, or given up; the table lacks them.
  public let leftOut: [SweepRun]

  public init(runs: [TrainingRun], leftOut: [SweepRun]) {
    self.runs = runs
    self.leftOut = leftOut
  }
}
