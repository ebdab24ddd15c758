import ExerciseKit
import Foundation

/// The learning rate of a step, counted from 0.
public func learningRate(_ schedule: Chapter05.Schedule, at step: Int) throws -> Double {
  // exercise begin 5.1: a line up to the peak, then half a cosine down to the floor
  let warmup = schedule.warmupSteps
  if step < warmup { return schedule.peak * Double(step + 1) / Double(warmup) }
  let way = min(1, Double(step - warmup) / Double(max(1, schedule.totalSteps - warmup)))
  return schedule.floor + (schedule.peak - schedule.floor) * (1 + cos(.pi * way)) / 2
  // exercise end
}
