import ExerciseKit
import Foundation
import Tasks05

/// Wrong answers that were written without a look at the known mistakes.
var unseen05: [Mutants] { [rates, days, steps, clips, cards] }

/// The schedule with another line up, another way down, or another curve.
///
/// - Parameters:
///   - rise: the share of the peak at a step of the warm-up.
///   - way: how much of the way down is done, from the steps behind the warm-up and their number.
///   - fall: the share of the distance from floor to peak that is left.
private func rate(
  _ schedule: Chapter05.Schedule, _ step: Int,
  rise: (_ step: Int, _ steps: Int) -> Double = { Double($0 + 1) / Double($1) },
  way: (_ step: Int, _ steps: Int) -> Double = { min(1, Double($0) / Double(max(1, $1))) },
  fall: (_ way: Double) -> Double = { (1 + cos(.pi * $0)) / 2 }
) -> Double {
  let warmup = schedule.warmupSteps
  if step < warmup { return schedule.peak * rise(step, warmup) }
  let left = fall(way(step - warmup, schedule.totalSteps - warmup))
  return schedule.floor + (schedule.peak - schedule.floor) * left
}

private var rates: Mutants {
  Mutants(
    "5.1", Chapter05.learningRate, solution: learningRate, mistakes: learningRateMistakes,
    inputs: ["schedule", "step"],
    [
      "steps of all the training": { schedule, step in
        rate(
          schedule, step,
          way: { step, _ in
            min(1, Double(step) / Double(max(1, schedule.totalSteps)))
          })
      },
      "a quarter of a cosine": { rate($0, $1, fall: { cos(.pi / 2 * $0) }) },
      "not below the floor": {
        let zero = Chapter05.Schedule(
          peak: $0.peak, floor: 0, warmupSteps: $0.warmupSteps, totalSteps: $0.totalSteps)
        let rate = rate(zero, $1)
        return $1 < $0.warmupSteps ? rate : max($0.floor, rate)
      },
      "the floor with the last step": {
        rate($0, $1, way: { min(1, Double($0) / Double(max(1, $1 - 1))) })
      },
      "up from the floor": { schedule, step in
        let share = schedule.floor / schedule.peak
        return rate(schedule, step, rise: { share + (1 - share) * Double($0 + 1) / Double($1) })
      },
      "no way down after all warm-up": { schedule, step in
        rate(schedule, step, way: { min(1, Double($0) / Double($1)) })
      },
      "one step of warm-up more": { schedule, step in
        step == schedule.warmupSteps && step > 0
          ? schedule.peak * Double(step + 1) / Double(step) : rate(schedule, step)
      },
      "whole numbers in the warm-up": { rate($0, $1, rise: { Double(($0 + 1) / $1) }) },
      "nothing when all is done": { $1 > $0.totalSteps ? 0 : rate($0, $1) },
      "down a step early": {
        rate($0, $1, way: { min(1, Double($0 + 1) / Double(max(1, $1))) })
      },
    ])
}

/// The days from the operations, and what a second does.
private func time(_ operations: Double, _ aSecond: Double, day: Double = 86_400) -> Double {
  operations / aSecond / day
}

private var days: Mutants {
  Mutants(
    "5.2", Chapter05.trainingDays, solution: trainingDays, mistakes: trainingDaysMistakes,
    inputs: ["parameters", "tokens", "processors", "peakOperations", "utilization"],
    [
      "minutes for seconds": { time(6 * $0 * $1, $2 * $3 * $4, day: 1_440) },
      "the blocks twice": { time(8 * $0 * $1, $2 * $3 * $4) },
      "what is not used": { time(6 * $0 * $1, $2 * $3 * (1 - $4)) },
      "whole days": { time(6 * $0 * $1, $2 * $3 * $4).rounded(.down) },
      "an A100": { parameters, tokens, processors, _, utilization in
        time(6 * parameters * tokens, processors * 312e12 * utilization)
      },
      "a utilization in per cent": { time(6 * $0 * $1, $2 * $3 * $4 / 100) },
      "20 tokens a parameter": { parameters, _, processors, peak, utilization in
        time(6 * parameters * 20 * parameters, processors * peak * utilization)
      },
      "a peak in millions of millions": { time(6 * $0 * $1, $2 * $3 * 1e12 * $4) },
      "years": { time(6 * $0 * $1, $2 * $3 * $4, day: 365 * 86_400) },
      "parameters and tokens": { time(6 * ($0 + $1), $2 * $3 * $4) },
    ])
}

private typealias State = Chapter05.AdamWState
private typealias Settings = Chapter05.AdamWSettings

/// A step with another correction, direction or decay.
private func adam(
  _ state: State, _ gradient: Double, _ step: Int, _ settings: Settings,
  correct: (_ beta: Double, _ step: Double) -> Double = { 1 - pow($0, $1) },
  correctSquare: ((_ beta: Double, _ step: Double) -> Double)? = nil,
  decay: Double? = nil, usesOldMeans: Bool = false
) -> State {
  let (beta1, beta2) = (settings.beta1, settings.beta2)
  var next = state
  next.firstMoment = beta1 * state.firstMoment + (1 - beta1) * gradient
  next.secondMoment = beta2 * state.secondMoment + (1 - beta2) * gradient * gradient
  let used = usesOldMeans ? state : next
  let mean = used.firstMoment / correct(beta1, Double(step))
  let other = correctSquare.map { $0(beta2, Double(step)) } ?? correct(beta2, Double(step))
  let square = used.secondMoment / other
  let direction = mean / (square.squareRoot() + settings.epsilon)
  let decay = decay ?? settings.weightDecay * state.weight
  next.weight -= settings.learningRate * (direction + decay)
  return next
}

private var steps: Mutants {
  Mutants(
    "5.3", Chapter05.biasCorrection, solution: adamWStep, mistakes: biasCorrectionMistakes,
    inputs: ["state", "gradient", "step", "settings"],
    [
      "a step ahead": { adam($0, $1, $2, $3, correct: { 1 - pow($0, $1 + 1) }) },
      "the squares as they are": { adam($0, $1, $2, $3, correctSquare: { _, _ in 1 }) },
      "corrected means are kept": {
        var next = adam($0, $1, $2, $3)
        next.firstMoment /= 1 - pow($3.beta1, Double($2))
        next.secondMoment /= 1 - pow($3.beta2, Double($2))
        return next
      },
      "decay in the gradient": {
        adam($0, $1 + $3.weightDecay * $0.weight, $2, $3, decay: 0)
      },
      "the betas exchanged": { state, gradient, step, settings in
        adam(
          state, gradient, step, settings,
          correct: { _, step in 1 - pow(settings.beta2, step) },
          correctSquare: { _, step in 1 - pow(settings.beta1, step) })
      },
      "multiplied": { adam($0, $1, $2, $3, correct: { 1 / (1 - pow($0, $1)) }) },
      "decay of the moved weight": {
        let moved = adam($0, $1, $2, $3, decay: 0).weight
        return adam($0, $1, $2, $3, decay: $3.weightDecay * moved)
      },
      "epsilon beside the uncorrected root": { state, gradient, step, settings in
        let growth = 1 / (1 - pow(settings.beta2, Double(step))).squareRoot()
        let other = Settings(
          learningRate: settings.learningRate, beta1: settings.beta1, beta2: settings.beta2,
          epsilon: settings.epsilon * growth, weightDecay: settings.weightDecay)
        return adam(state, gradient, step, other)
      },
      "the first step alone": {
        adam($0, $1, $2, $3, correct: { $1 == 1 ? 1 - $0 : 1 })
      },
      "the means of the step before": { adam($0, $1, $2, $3, usesOldMeans: true) },
    ])
}

private typealias Clipped = (gradients: [[Double]], factor: Double)

private func scaled(_ gradients: [[Double]], _ factor: Double) -> Clipped {
  (gradients.map { $0.map { $0 * factor } }, factor)
}

/// Clipped by another length.
private func clip(
  _ gradients: [[Double]], _ limit: Double, _ norm: ([Double]) -> Double = length
) -> Clipped {
  let norm = norm(Array(gradients.joined()))
  return scaled(gradients, norm > limit ? limit / norm : 1)
}

private func squares(_ numbers: [Double]) -> Double { numbers.reduce(0) { $0 + $1 * $1 } }
private func length(_ numbers: [Double]) -> Double { squares(numbers).squareRoot() }

private var clips: Mutants {
  Mutants(
    "5.4", Chapter05.clippedGradients, solution: clippedGradients,
    mistakes: clippedGradientsMistakes, inputs: ["gradients", "limit"],
    [
      "the sum of the absolute numbers": { clip($0, $1) { $0.reduce(0) { $0 + abs($1) } } },
      "the largest number": { clip($0, $1) { $0.map(abs).max() ?? 0 } },
      "no root": { clip($0, $1, squares) },
      "the root of the mean": {
        clip($0, $1) { length($0) / Double(max(1, $0.count)).squareRoot() }
      },
      "the length for the factor": {
        (clip($0, $1).gradients, length(Array($0.joined())))
      },
      "the sum of the tensors' lengths": { gradients, limit in
        clip(gradients, limit) { _ in gradients.map(length).reduce(0, +) }
      },
      "the square beside the limit": {
        let numbers = Array($0.joined())
        return scaled($0, squares(numbers) > $1 ? $1 / length(numbers) : 1)
      },
      "only long tensors": { gradients, limit in
        let factor = clip(gradients, limit).factor
        return (
          gradients.map { length($0) > limit ? scaled([$0], factor).gradients[0] : $0 }, factor
        )
      },
      "an odd batch is thrown away": { scaled($0, length(Array($0.joined())) > $1 ? 0 : 1) },
      "a copy is clipped": { ($0, clip($0, $1).factor) },
    ])
}

/// The bytes a card with other sizes, and in how many pieces each of them is.
private func held(
  _ parameters: Double, _ pieces: [Double], optimizer: Double = 12, gradient: Double = 4,
  whole: Double = 0
) -> Double {
  parameters * (optimizer / pieces[0] + gradient / pieces[1] + 2 / pieces[2] + whole)
}

/// Optimizer's state, gradient and working copy are cut from these stages on.
private func pieces(
  _ count: Double, _ stage: Int, from stages: [Int] = [1, 2, 3]
) -> [Double] {
  stages.map { stage >= $0 ? count : 1 }
}

private var cards: Mutants {
  Mutants(
    "5.5", Chapter05.cardBytes, solution: cardBytes, mistakes: cardBytesMistakes,
    inputs: ["parameters", "cards", "copies", "stage"],
    [
      "pieces over the copies": { held($0, pieces($2, $3)) },
      "cards of each copy": { held($0, pieces($1 * $2, $3)) },
      "two numbers of the optimizer": { held($0, pieces($1 / $2, $3), optimizer: 8) },
      "a gradient of two bytes": { held($0, pieces($1 / $2, $3), gradient: 2) },
      "gradients first": { held($0, pieces($1 / $2, $3, from: [2, 1, 3])) },
      "one part a stage": { parameters, cards, copies, stage in
        held(parameters, [1, 2, 3].map { $0 == stage ? cards / copies : 1 })
      },
      "the optimizer's state over all cards": {
        let cut = pieces($1 / $2, $3)
        return held($0, [$3 >= 1 ? $1 : 1, cut[1], cut[2]])
      },
      "always stage 3": { parameters, cards, copies, _ in
        held(parameters, pieces(cards / copies, 3))
      },
      "the master copy stays whole": { held($0, pieces($1 / $2, $3), optimizer: 8, whole: 4) },
      "a stage late": { held($0, pieces($1 / $2, $3, from: [2, 3, 4])) },
    ])
}
