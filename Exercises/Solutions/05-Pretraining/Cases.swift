import ExerciseKit
import Exercises05
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] { [learningRateCase, trainingDaysCase, biasCorrectionCase] }

private var learningRateCase: ExerciseCase {
  ExerciseCase(
    Chapter05.learningRate, learner: Exercises05.learningRate(_:at:),
    solution: learningRate(_:at:),
    mistakes: [
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
    ])
}

private var trainingDaysCase: ExerciseCase {
  let days = trainingDays(parameters:tokens:processors:peakOperations:utilization:)
  return ExerciseCase(
    Chapter05.trainingDays,
    learner: Exercises05.trainingDays(
      parameters:tokens:processors:peakOperations:utilization:), solution: days,
    mistakes: [
      KnownMistake("you counted the forward pass only: the backward pass costs twice as much") {
        try days($0, $1, $2, $3, $4) / 3
      },
      KnownMistake("you counted 8 operations, with the recomputing: these 24 % are of 6") {
        try days($0, $1, $2, $3, $4) * 8 / 6
      },
      KnownMistake("you left out the utilization: no machine reaches its peak") {
        parameters, tokens, processors, peak, _ in
        try days(parameters, tokens, processors, peak, 1)
      },
      KnownMistake("you multiplied by the utilization: a machine less used takes longer") {
        try days($0, $1, $2, $3, 1 / $4)
      },
      KnownMistake("you left out the number of processors") {
        parameters, tokens, _, peak, utilization in
        try days(parameters, tokens, 1, peak, utilization)
      },
      KnownMistake("you returned hours, not days") { 24 * (try days($0, $1, $2, $3, $4)) },
      KnownMistake("you returned seconds, not days") { 86_400 * (try days($0, $1, $2, $3, $4)) },
    ])
}

private var biasCorrectionCase: ExerciseCase {
  ExerciseCase(
    Chapter05.biasCorrection, learner: Exercises05.adamWStep(_:gradient:step:settings:),
    solution: adamWStep(_:gradient:step:settings:),
    mistakes: [
      KnownMistake("you still correct by 1 − β at every step: the correction must fade") {
        adamW($0, $1, $3, 1 - $3.beta1, 1 - $3.beta2)
      },
      KnownMistake("you dropped the correction: the first steps have the wrong length") {
        adamW($0, $1, $3, 1, 1)
      },
      KnownMistake("you corrected the first mean, but not the second") {
        adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1)
      },
      KnownMistake("you mended the first mean; the second is still corrected by 1 − β") {
        adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1 - $3.beta2)
      },
      KnownMistake("you swapped the betas: each mean is corrected with its own") {
        adamW($0, $1, $3, 1 - pow($3.beta2, Double($2)), 1 - pow($3.beta1, Double($2)))
      },
      KnownMistake("your power is one too high: steps count from 1 already") {
        adamW($0, $1, $3, 1 - pow($3.beta1, Double($2 + 1)), 1 - pow($3.beta2, Double($2 + 1)))
      },
      KnownMistake("your power is one too low: the first step divides by 0") {
        adamW($0, $1, $3, 1 - pow($3.beta1, Double($2 - 1)), 1 - pow($3.beta2, Double($2 - 1)))
      },
      KnownMistake("you corrected outside the root: the second correction stands under it") {
        let correction = 1 - pow($3.beta2, Double($2))
        return adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), correction * correction)
      },
      KnownMistake("you stored the corrected means: the next step corrects them once more") {
        let (first, second) = (1 - pow($3.beta1, Double($2)), 1 - pow($3.beta2, Double($2)))
        var next = adamW($0, $1, $3, first, second)
        next.firstMoment /= first
        next.secondMoment /= second
        return next
      },
    ])
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

/// A step of AdamW that divides the means by the corrections given.
private func adamW(
  _ state: Chapter05.AdamWState, _ gradient: Double, _ settings: Chapter05.AdamWSettings,
  _ first: Double, _ second: Double
) -> Chapter05.AdamWState {
  let (beta1, beta2) = (settings.beta1, settings.beta2)
  var next = state
  next.firstMoment = beta1 * state.firstMoment + (1 - beta1) * gradient
  next.secondMoment = beta2 * state.secondMoment + (1 - beta2) * gradient * gradient
  let direction =
    next.firstMoment / first / ((next.secondMoment / second).squareRoot() + settings.epsilon)
  next.weight -= settings.learningRate * (direction + settings.weightDecay * state.weight)
  return next
}
