import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.4.
public var valleyFloorMistakes: [KnownMistake<Chapter07.ValleyFloor>] {
  [
    KnownMistake("you gave the best of the runs: the valley's floor lies between them") { runs in
      try valleyFloor(runs) == nil ? nil : runs.min { $0.loss < $1.loss }?.parameters
    },
    KnownMistake("you drew the parabola over N: it is one over the logarithm of N") { runs in
      // A parabola over N is one over ln N of e^N, so sizes are scaled to stay in range.
      let unit = (runs.map(\.parameters).max() ?? 1) / 10
      let floor = try valleyFloor(runs.map { (exp($0.parameters / unit), $0.loss) })
      return floor.map { log($0) * unit }
    },
    KnownMistake("you returned ln N: the answer is a number of parameters") { runs in
      try valleyFloor(runs).map { log($0) }
    },
    KnownMistake("you also gave a hill's top: where p is not above zero there is no lowest point") {
      runs in
      try valleyFloor(runs) ?? valleyFloor(runs.map { ($0.parameters, -$0.loss) })
        ?? runs.first?.parameters
    },
  ]
}
