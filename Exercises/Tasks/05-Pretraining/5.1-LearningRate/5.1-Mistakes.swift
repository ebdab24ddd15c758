import ExerciseKit
import Foundation

/// The known mistakes of exercise 5.1.
public var learningRateMistakes: [KnownMistake<Chapter05.LearningRate>] {
  [
    KnownMistake("your first step has a rate of 0, and learns nothing: steps count from 0") {
      $1 < $0.warmupSteps
        ? $0.peak * Double($1) / Double($0.warmupSteps) : try learningRate($0, at: $1)
    },
    KnownMistake("your cosine begins at step 0: it must begin where the warm-up ends") {
      try falling($0, $1, from: 0) { (1 + cos(.pi * $0)) / 2 }
    },
    KnownMistake("your cosine falls to 0, not to the floor") { schedule, step in
      let toZero = Chapter05.Schedule(
        peak: schedule.peak, floor: 0, warmupSteps: schedule.warmupSteps,
        totalSteps: schedule.totalSteps)
      return try learningRate(toZero, at: step)
    },
    KnownMistake("your cosine falls to 0 and is cut off at the floor: it must end there") {
      schedule, step in
      let toZero = Chapter05.Schedule(
        peak: schedule.peak, floor: 0, warmupSteps: schedule.warmupSteps,
        totalSteps: schedule.totalSteps)
      return step < schedule.warmupSteps
        ? try learningRate(schedule, at: step)
        : max(schedule.floor, try learningRate(toZero, at: step))
    },
    KnownMistake("your rate rises again beyond the last step: a way is never more than 1") {
      try falling($0, $1, from: $0.warmupSteps, limit: .infinity) { (1 + cos(.pi * $0)) / 2 }
    },
    KnownMistake("you fall along a line, not along a cosine") {
      try falling($0, $1, from: $0.warmupSteps) { 1 - $0 }
    },
    KnownMistake("you fall along a quarter of a cosine: half of one, from 0 to π, ends level") {
      try falling($0, $1, from: $0.warmupSteps) { cos(.pi / 2 * $0) }
    },
    KnownMistake("you forgot to halve 1 + cos, which falls from 2 to 0") {
      try falling($0, $1, from: $0.warmupSteps) { 1 + cos(.pi * $0) }
    },
  ]
}

/// A warm-up, then a fall of another form: `form` leads from 1 at way 0 to 0 at way 1.
private func falling(
  _ schedule: Chapter05.Schedule, _ step: Int, from start: Int, limit: Double = 1,
  _ form: (_ way: Double) -> Double
) throws -> Double {
  guard step >= schedule.warmupSteps else { return try learningRate(schedule, at: step) }
  let way = min(limit, Double(step - start) / Double(schedule.totalSteps - start))
  return schedule.floor + (schedule.peak - schedule.floor) * form(way)
}
