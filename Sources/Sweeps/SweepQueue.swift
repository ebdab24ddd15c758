import Foundation
import Groundwork
import Synchronization
import Training

/// The runs that are still to be made, handed out to whoever is free.
final class SweepQueue: Sendable {
  private struct State {
    var rest: ArraySlice<CheckedRun>
    var done = 0.0
    var progress: ProgressLine
    var error: (any Error)?
    var diverged: [String] = []
  }

  private let state: Mutex<State>
  private let total: Double
  private static let parts = 1_000

  /// - Parameter title: of the progress line; nil for none.
  init(_ runs: [CheckedRun], title: String?) {
    total = runs.reduce(0) { $0 + $1.run.compute }
    var progress = ProgressLine(title ?? "", total: Self.parts, isSilent: title == nil)
    // The first run to finish is not where the sweep began.
    progress.update(0)
    state = Mutex(State(rest: runs[...], progress: progress))
  }

  /// The first error; those that follow from it are not kept.
  var error: (any Error)? { state.withLock { $0.error } }

  /// Runs whose loss became no number.
  var diverged: [String] { state.withLock { $0.diverged.sorted() } }

  var isStopped: Bool { state.withLock { $0.error != nil } }

  func next() -> CheckedRun? {
    state.withLock { $0.error == nil ? $0.rest.popFirst() : nil }
  }

  /// Says that so much compute was spent on a run.
  func advance(_ compute: Double, in run: SweepRun) {
    state.withLock {
      $0.done += compute
      // The end is reached when the last run is in the table, not when it is trained.
      let part = min(Self.parts - 1, Int($0.done / total * Double(Self.parts)))
      $0.progress.update(part, rate: rate, note: run.name)
    }
  }

  func end() {
    state.withLock { if $0.error == nil { $0.progress.update(Self.parts, rate: rate) } }
  }

  private var rate: (perUnit: Double, name: String) {
    (total / Double(Self.parts) / 1e9, "GFLOP")
  }

  func fail(_ error: any Error, _ run: SweepRun) {
    state.withLock {
      if case TrainingError.diverged = error {
        $0.diverged.append(run.name)
      } else if $0.error == nil {
        $0.error = error
      }
    }
  }
}
