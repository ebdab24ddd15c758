import ExerciseKit
import Foundation

/// The known mistakes of exercise 8.6.
public var mixtureMistakes: [KnownMistake<Chapter08.MixtureChoice>] {
  typealias Fault = Chapter08.MixtureFault
  return [
    KnownMistake(Fault.percent) {
      100 * (try chooseShare($0, bytes: $1, fieldBytes: $2, fieldWeight: $3))
    },
    KnownMistake(Fault.weight) { _, _, _, weight in weight },
    KnownMistake(Fault.deaf) { _, _, _, weight in weight * weight },
    KnownMistake(Fault.weightless) { runs, bytes, fieldBytes, _ in
      try chooseShare(runs, bytes: bytes, fieldBytes: fieldBytes, fieldWeight: 0.9)
    },
    KnownMistake(Fault.proxy) { runs, _, _, weight in
      let largest = runs.map(\.bytes).max() ?? 0
      func loss(_ run: Chapter08.MixtureRun) -> Double {
        weight * run.fieldLoss + (1 - weight) * run.generalLoss
      }
      return runs.filter { $0.bytes == largest }.min { loss($0) < loss($1) }?.share ?? 0.5
    },
    KnownMistake(Fault.repeated) {
      try chooseShare($0, bytes: $1, fieldBytes: .infinity, fieldWeight: $3)
    },
    KnownMistake(Fault.turned) {
      1 - (try chooseShare($0, bytes: $1, fieldBytes: $2, fieldWeight: $3))
    },
  ]
}
