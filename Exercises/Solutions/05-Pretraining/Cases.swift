import ExerciseKit
import Exercises05
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [learningRateCase, trainingDaysCase, biasCorrectionCase, clippedGradientsCase, cardBytesCase]
}

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

private var clippedGradientsCase: ExerciseCase {
  /// Clips by a factor that is found in a wrong way.
  func wrong(
    _ sentence: String, factor: @escaping (_ gradients: [[Double]], _ limit: Double) -> Double
  ) -> KnownMistake<Chapter05.ClippedGradients> {
    KnownMistake(sentence) { gradients, limit in
      let factor = factor(gradients, limit)
      return (gradients.map { $0.map { $0 * factor } }, factor)
    }
  }
  return ExerciseCase(
    Chapter05.clippedGradients, learner: Exercises05.clippedGradients(_:limit:),
    solution: clippedGradients(_:limit:),
    mistakes: [
      KnownMistake("you clipped each tensor by its own norm: that turns the gradient elsewhere") {
        gradients, limit in
        let each = try gradients.map { try clippedGradients([$0], limit: limit) }
        return (each.flatMap(\.gradients), each.map(\.factor).min() ?? 1)
      },
      KnownMistake("you clipped each number: the gradient then points elsewhere") {
        gradients, limit in
        (
          gradients.map { $0.map { max(-limit, min(limit, $0)) } },
          try clippedGradients(gradients, limit: limit).factor
        )
      },
      wrong("you lengthen short gradients: within the limit the factor is 1") {
        $1 / norm($0.joined())
      },
      wrong("you shortened to 1, not to the limit") {
        norm($0.joined()) > $1 ? 1 / norm($0.joined()) : 1
      },
      wrong("you turned the factor round: norm / limit lengthens the gradient") {
        max(1, norm($0.joined()) / $1)
      },
      wrong("you forgot the root: the norm is not the sum of the squares, but its root") {
        min(1, $1 / pow(norm($0.joined()), 2))
      },
      wrong("you took the mean of the squares: the norm is the root of their sum") {
        min(1, $1 * Double($0.joined().count).squareRoot() / norm($0.joined()))
      },
      wrong("you added absolute values: the norm is the root of the sum of the squares") {
        min(1, $1 / $0.joined().map(abs).reduce(0, +))
      },
      wrong("you compared the largest number with the limit, not the norm") {
        min(1, $1 / ($0.joined().map(abs).max() ?? 0))
      },
      wrong("you added the tensors' norms: add the squares of all, and take one root") {
        min(1, $1 / $0.map { norm($0) }.reduce(0, +))
      },
      KnownMistake("you returned the gradients as they were: multiply them by the factor") {
        ($0, try clippedGradients($0, limit: $1).factor)
      },
      KnownMistake("you returned the norm in the place of the factor") {
        (try clippedGradients($0, limit: $1).gradients, norm($0.joined()))
      },
    ])
}

private func norm(_ numbers: some Sequence<Double>) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

private var cardBytesCase: ExerciseCase {
  /// What is there for every parameter, and how many pieces each part is cut into.
  func wrong(
    _ sentence: String, working: Double = 2, gradient: Double = 4, optimizer: Double = 12,
    stages: (working: [Int], gradient: [Int], optimizer: [Int]) = ([3], [2, 3], [1, 2, 3]),
    pieces: @escaping (_ cards: Double, _ copies: Double) -> Double = { $0 / $1 }
  ) -> KnownMistake<Chapter05.CardBytes> {
    KnownMistake(sentence) { parameters, cards, copies, stage in
      func share(_ bytes: Double, _ cut: [Int]) -> Double {
        cut.contains(stage) ? bytes / pieces(cards, copies) : bytes
      }
      return parameters
        * (share(working, stages.working) + share(gradient, stages.gradient)
          + share(optimizer, stages.optimizer))
    }
  }
  return ExerciseCase(
    Chapter05.cardBytes, learner: Exercises05.cardBytes(parameters:cards:copies:stage:),
    solution: cardBytes(parameters:cards:copies:stage:),
    mistakes: [
      wrong(
        "you cut over all cards: every copy of the model is whole, on its own cards",
        pieces: { cards, _ in cards }),
      wrong(
        "you cut into as many pieces as there are copies: the cards of one copy count",
        pieces: { _, copies in copies }),
      wrong("your optimizer keeps 8 bytes: a master copy and two averages are 12", optimizer: 8),
      wrong("you gave the gradient 2 bytes: here it is kept in 4", gradient: 2),
      wrong("you left out the gradient", gradient: 0),
      wrong(
        "you left out the working copy: the products take it, the update the master", working: 0),
      wrong(
        "you counted the weights alone: what training adds is eight times as much", gradient: 0,
        optimizer: 0),
      wrong(
        "you cut only what the stage adds: it cuts what the stages before it do, too",
        stages: ([3], [2], [1])),
      wrong(
        "you cut the gradient first: stage 1 is the optimizer's state, the largest part",
        stages: ([3], [1, 2, 3], [2, 3])),
      wrong(
        "you cut the working copy first: stage 1 is the optimizer's state, the largest part",
        stages: ([1, 2, 3], [2, 3], [3])),
      wrong(
        "you left the working copy whole: at stage 3 it is cut, too",
        stages: ([], [2, 3], [1, 2, 3])),
      wrong("you cut nothing, whatever the stage", stages: ([], [], [])),
      wrong(
        "you cut everything at every stage: only stage 3 does, and stage 0 cuts nothing",
        stages: ([0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3])),
      KnownMistake("you gave what all cards hold together, not one of them") {
        try cardBytes(parameters: $0, cards: $1, copies: $2, stage: $3) * $1
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
