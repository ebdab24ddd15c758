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
    KnownMistake("your warm-up begins at the floor: it rises from 1/W of the peak") {
      $1 < $0.warmupSteps
        ? $0.floor + ($0.peak - $0.floor) * Double($1 + 1) / Double($0.warmupSteps)
        : try learningRate($0, at: $1)
    },
    KnownMistake("you left the warm-up out: the cosine begins at once") { schedule, step in
      let plain = Chapter05.Schedule(
        peak: schedule.peak, floor: schedule.floor, warmupSteps: 0, totalSteps: schedule.totalSteps)
      return try learningRate(plain, at: step)
    },
    KnownMistake("you keep the peak in the warm-up: it rises to it") { schedule, step in
      step < schedule.warmupSteps ? schedule.peak : try learningRate(schedule, at: step)
    },
    KnownMistake("you divide the way of the fall by all steps: behind the warm-up there are fewer")
    {
      try behind($0, $1, steps: $0.totalSteps)
    },
    KnownMistake("you end the fall one step early: the floor is reached when all steps are done") {
      try behind($0, $1, steps: $0.totalSteps - $0.warmupSteps - 1)
    },
    KnownMistake("you are one step ahead in the fall: step W has the peak, too") {
      $1 < $0.warmupSteps ? try learningRate($0, at: $1) : try learningRate($0, at: $1 + 1)
    },
    KnownMistake("you are one step behind in the fall: step W begins it") {
      $1 <= $0.warmupSteps ? try learningRate($0, at: $1) : try learningRate($0, at: $1 - 1)
    },
    KnownMistake("your warm-up takes one step more: the last of W has all of the peak") {
      $1 <= $0.warmupSteps
        ? $0.peak * Double($1 + 1) / Double($0.warmupSteps + 1) : try learningRate($0, at: $1)
    },
    KnownMistake("you multiply the whole peak by the cosine, and add the floor on top") {
      schedule, step in
      guard step >= schedule.warmupSteps else { return try learningRate(schedule, at: step) }
      let fall = try learningRate(schedule, at: step) - schedule.floor
      let share = fall / (schedule.peak - schedule.floor)
      return schedule.floor + schedule.peak * share
    },
    KnownMistake("you left π out: half a cosine goes from 0 to π") {
      try falling($0, $1, from: $0.warmupSteps) { (1 + cos($0)) / 2 }
    },
    KnownMistake("you went through a whole cosine, from 0 to 2π: half of one falls") {
      try falling($0, $1, from: $0.warmupSteps) { (1 + cos(2 * .pi * $0)) / 2 }
    },
    KnownMistake("you took a sine for the cosine") {
      try falling($0, $1, from: $0.warmupSteps) { (1 + sin(.pi * $0)) / 2 }
    },
    KnownMistake("you turned the cosine's sign round: it falls from the peak to the floor") {
      try falling($0, $1, from: $0.warmupSteps) { (1 - cos(.pi * $0)) / 2 }
    },
    KnownMistake("you stay at the peak behind the warm-up") {
      $1 < $0.warmupSteps ? try learningRate($0, at: $1) : $0.peak
    },
    KnownMistake("you squared the cosine's share") {
      try falling($0, $1, from: $0.warmupSteps) { pow((1 + cos(.pi * $0)) / 2, 2) }
    },
    KnownMistake("you fall exponentially, not along a cosine") {
      try falling($0, $1, from: $0.warmupSteps) { exp(-3 * $0) }
    },
    KnownMistake("your warm-up is curved: it rises along a line") {
      let share = Double($1 + 1) / Double(max(1, $0.warmupSteps))
      return $1 < $0.warmupSteps ? $0.peak * share * share : try learningRate($0, at: $1)
    },
    KnownMistake(answer: "your rate is 0 beyond the last step: it stays at the floor") {
      $1 > $0.totalSteps ? 0 : try learningRate($0, at: $1)
    },
    KnownMistake("you divided the warm-up by all steps") {
      $1 < $0.warmupSteps
        ? $0.peak * Double($1 + 1) / Double($0.totalSteps) : try learningRate($0, at: $1)
    },
    KnownMistake("you let the cosine run from step 0: behind the warm-up it begins") {
      schedule, step in
      let way =
        Double(step - schedule.warmupSteps)
        / Double(max(1, schedule.totalSteps - schedule.warmupSteps))
      return schedule.floor
        + (schedule.peak - schedule.floor) * (1 + cos(.pi * min(1, way))) / 2
    },
    KnownMistake("you added the warm-up to all steps: it is a part of them") {
      schedule, step in
      if step < schedule.warmupSteps { return try learningRate(schedule, at: step) }
      let way = min(
        1,
        Double(step - schedule.warmupSteps)
          / Double(schedule.totalSteps + schedule.warmupSteps))
      return schedule.floor + (schedule.peak - schedule.floor) * (1 + cos(.pi * way)) / 2
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

/// A fall that takes another number of steps.
private func behind(_ schedule: Chapter05.Schedule, _ step: Int, steps: Int) throws -> Double {
  guard step >= schedule.warmupSteps else { return try learningRate(schedule, at: step) }
  let way = min(1, Double(step - schedule.warmupSteps) / Double(max(1, steps)))
  return schedule.floor + (schedule.peak - schedule.floor) * (1 + cos(.pi * way)) / 2
}
