import Foundation
import Groundwork
import Synchronization
import Training

/// The runs that are still to be made, handed out to whoever is free.
final class SweepQueue: Sendable {
  private struct State {
    var schedule: SweepSchedule
    var done = 0.0
    var finished = 0
    var progress: ProgressLine
    var error: (any Error)?
    var diverged: [String] = []
  }

  private let runs: [String: CheckedRun]
  private let clock: SweepTimeLimit.Clock
  private let state: Mutex<State>
  private let total: Double
  private static let parts = 1_000

  /// - Parameters:
  ///   - runs: the most expensive first.
  ///   - slots: runs that are made at the same time.
  ///   - limit: by when all must be at their end; nil for no limit.
  ///   - title: of the progress line; nil for none.
  init(_ runs: [CheckedRun], slots: Int, limit: SweepTimeLimit?, title: String?) {
    self.runs = Dictionary(
      runs.map { ($0.run.name, $0) }, uniquingKeysWith: { first, _ in first })
    let zero: SweepTimeLimit.Clock = { 0 }
    clock = limit?.clock ?? zero
    total = runs.reduce(0) { $0 + $1.run.compute }
    let ranks = SweepWorth.ranks(runs.map(\.run))
    let items = runs.map { (checked: CheckedRun) -> SweepSchedule.Item in
      let name = checked.run.name
      return SweepSchedule.Item(
        name: name, compute: checked.run.compute, seconds: limit?.expectedSeconds[name] ?? 0,
        rank: ranks[name] ?? 0)
    }
    let schedule = SweepSchedule(
      items, slots: slots, end: limit?.end, lastEnd: limit?.lastEnd ?? .infinity)
    let progress = ProgressLine(
      title ?? "", total: Self.parts, begun: 0, isShare: true, isSilent: title == nil)
    state = Mutex(State(schedule: schedule, progress: progress))
  }

  /// The first error; those that follow from it are not kept.
  var error: (any Error)? { state.withLock { $0.error } }

  /// Runs whose loss became no number.
  var diverged: [String] { state.withLock { $0.diverged.sorted() } }

  /// Runs that there was no time for.
  var leftOut: Set<String> {
    state.withLock { Set($0.schedule.waiting.map(\.name) + $0.schedule.givenUp) }
  }

  var isStopped: Bool { state.withLock { $0.error != nil } }

  func next() -> CheckedRun? {
    state.withLock {
      guard $0.error == nil else { return nil }
      return $0.schedule.next(at: clock()).flatMap { runs[$0] }
    }
  }

  /// Says that so much compute was spent on a run, and how much of it is done.
  ///
  /// - Throws: `SweepTimeIsUp` for a run that is not to be gone on with.
  func advance(_ compute: Double, of run: SweepRun, to share: Double) throws(SweepTimeIsUp) {
    let goesOn = state.withLock {
      $0.done += compute
      // The end is reached when the last run is in the table, not when it is trained.
      let part = min(Self.parts - 1, Int($0.done / total * Double(Self.parts)))
      $0.progress.update(
        part, rate: rate, note: "\($0.finished) of \(runs.count) runs made, now \(run.name)")
      return $0.schedule.advance(run.name, to: share, at: clock())
    }
    if !goesOn { throw SweepTimeIsUp() }
  }

  /// Says that a run is in the table.
  func finish(_ run: SweepRun) {
    state.withLock {
      $0.finished += 1
      $0.schedule.finish(run.name, at: clock())
    }
  }

  func end() {
    state.withLock {
      let isWhole = $0.schedule.waiting.isEmpty && $0.schedule.givenUp.isEmpty
      if $0.error == nil && isWhole { $0.progress.update(Self.parts, rate: rate) }
    }
  }

  private var rate: (perUnit: Double, name: String) {
    (total / Double(Self.parts) / 1e9, "GFLOP")
  }

  func fail(_ error: any Error, _ run: SweepRun) {
    state.withLock {
      $0.schedule.finish(run.name, at: clock())
      if error is SweepTimeIsUp { return }
      if case TrainingError.diverged = error {
        $0.diverged.append(run.name)
      } else if $0.error == nil {
        $0.error = error
      }
    }
  }
}

/// Ends a run that can no longer be finished in time.
struct SweepTimeIsUp: Error {}
