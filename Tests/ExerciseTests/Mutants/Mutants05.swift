import ExerciseKit
import Foundation
import Tasks05

var mutants05: [Mutants] { [rates, days, steps, clips, cards] }

private func rate(_ schedule: Chapter05.Schedule, _ step: Int) throws -> Double {
  try learningRate(schedule, at: step)
}

private var rates: Mutants {
  Mutants(
    "5.1", Chapter05.learningRate, solution: { try learningRate($0, at: $1) },
    mistakes: learningRateMistakes,
    inputs: ["schedule", "step"],
    [
      "half of the rate": { try rate($0, $1) / 2 },
      "one step late": { try rate($0, max(0, $1 - 1)) },
      "one step early": { try rate($0, $1 + 1) },
      "never below a tenth of the peak": { max(0.1 * $0.peak, try rate($0, $1)) },
      "the floor twice": { try rate($0, $1) + $0.floor },
      "the fall's square root": { schedule, step in
        guard step >= schedule.warmupSteps else { return try rate(schedule, step) }
        let share = (try rate(schedule, step) - schedule.floor) / (schedule.peak - schedule.floor)
        return schedule.floor + (schedule.peak - schedule.floor) * max(0, share).squareRoot()
      },
      "one over the root of the step": { schedule, step in
        guard step >= schedule.warmupSteps else { return try rate(schedule, step) }
        let ratio = Double(max(1, schedule.warmupSteps)) / Double(step + 1)
        return max(schedule.floor, schedule.peak * ratio.squareRoot())
      },
      "constant, then down at the end": { schedule, step in
        guard step >= schedule.warmupSteps else { return try rate(schedule, step) }
        let left = Double(schedule.totalSteps - step) / Double(max(1, schedule.totalSteps)) * 5
        return max(schedule.floor, schedule.peak * min(1, max(0, left)))
      },
      "the warm-up by its square": { schedule, step in
        guard step < schedule.warmupSteps else { return try rate(schedule, step) }
        let share = Double(step + 1) / Double(schedule.warmupSteps)
        return schedule.peak * share * share
      },
      "halved behind half of the steps": { schedule, step in
        try rate(schedule, step) * (2 * step > schedule.totalSteps ? 0.5 : 1)
      },
    ])
}

private func trained(
  _ parameters: Double, _ tokens: Double, _ processors: Double, _ peak: Double,
  _ utilization: Double
) -> Double {
  6 * parameters * tokens / (processors * peak * utilization * 86_400)
}

private var days: Mutants {
  Mutants(
    "5.2", Chapter05.trainingDays,
    solution: {
      try trainingDays(
        parameters: $0, tokens: $1, processors: $2, peakOperations: $3, utilization: $4)
    }, mistakes: trainingDaysMistakes,
    inputs: ["parameters", "tokens", "processors", "peakOperations", "utilization"],
    [
      "weeks": { trained($0, $1, $2, $3, $4) / 7 },
      "three operations": { trained($0, $1, $2, $3, $4) / 2 },
      "twelve operations": { trained($0, $1, $2, $3, $4) * 2 },
      "the root of the processors": { trained($0, $1, $2.squareRoot(), $3, $4) },
      "parameters squared": { trained($0 * $0, $1, $2, $3, $4) },
      "no tokens": { parameters, _, processors, peak, utilization in
        trained(parameters, 1, processors, peak, utilization)
      },
      "no peak": { parameters, tokens, processors, _, utilization in
        trained(parameters, tokens, processors, 1, utilization)
      },
      "days of 24,000 seconds": { trained($0, $1, $2, $3, $4) * 86_400 / 24_000 },
      "utilization squared": { trained($0, $1, $2, $3, $4 * $4) },
      "turned round": { 1 / trained($0, $1, $2, $3, $4) },
    ])
}

private typealias State = Chapter05.AdamWState
private typealias Settings = Chapter05.AdamWSettings

/// A step of AdamW with another direction.
private func stepped(
  _ state: State, _ gradient: Double, _ step: Int, _ settings: Settings, decay: Double = 1,
  direction: (_ mean: Double, _ square: Double) -> Double,
  second: (Double) -> Double = { $0 * $0 }
) -> State {
  var next = state
  next.firstMoment = settings.beta1 * state.firstMoment + (1 - settings.beta1) * gradient
  next.secondMoment = settings.beta2 * state.secondMoment + (1 - settings.beta2) * second(gradient)
  let mean = next.firstMoment / (1 - pow(settings.beta1, Double(step)))
  let square = next.secondMoment / (1 - pow(settings.beta2, Double(step)))
  next.weight -=
    settings.learningRate
    * (direction(mean, square) + decay * settings.weightDecay * state.weight)
  return next
}

private var steps: Mutants {
  let mutants:
    KeyValuePairs<
      String, @Sendable (State, Double, Int, Settings) throws -> State
    > = [
      "the mean alone": { state, gradient, step, settings in
        stepped(state, gradient, step, settings) { mean, _ in mean }
      },
      "the mean over the square": { state, gradient, step, settings in
        stepped(state, gradient, step, settings) { $0 / ($1 + settings.epsilon) }
      },
      "the size of the gradient, not its square": { state, gradient, step, settings in
        stepped(
          state, gradient, step, settings,
          direction: { $0 / ($1.squareRoot() + settings.epsilon) }, second: { abs($0) })
      },
      "the decay twice": { state, gradient, step, settings in
        stepped(state, gradient, step, settings, decay: 2) {
          $0 / ($1.squareRoot() + settings.epsilon)
        }
      },
      "the decay's sign turned round": { state, gradient, step, settings in
        stepped(state, gradient, step, settings, decay: -1) {
          $0 / ($1.squareRoot() + settings.epsilon)
        }
      },
      "the decay in the gradient": { state, gradient, step, settings in
        stepped(state, gradient + settings.weightDecay * state.weight, step, settings, decay: 0) {
          $0 / ($1.squareRoot() + settings.epsilon)
        }
      },
      "half of the rate": { state, gradient, step, settings in
        var next = try adamWStep(state, gradient: gradient, step: step, settings: settings)
        next.weight += 0.5 * (state.weight - next.weight)
        return next
      },
      "the betas exchanged in the moments": { state, gradient, step, settings in
        try adamWStep(
          state, gradient: gradient, step: step,
          settings: Settings(
            learningRate: settings.learningRate, beta1: settings.beta2, beta2: settings.beta1,
            epsilon: settings.epsilon, weightDecay: settings.weightDecay))
      },
      "the first moment forgotten": { state, gradient, step, settings in
        try adamWStep(
          State(weight: state.weight, firstMoment: 0, secondMoment: state.secondMoment),
          gradient: gradient, step: step, settings: settings)
      },
      "a direction of one at most": { state, gradient, step, settings in
        stepped(state, gradient, step, settings) {
          max(-0.5, min(0.5, $0 / ($1.squareRoot() + settings.epsilon)))
        }
      },
    ]
  return Mutants(
    "5.3", Chapter05.biasCorrection,
    solution: { try adamWStep($0, gradient: $1, step: $2, settings: $3) },
    mistakes: biasCorrectionMistakes,
    inputs: ["state", "gradient", "step", "settings"], mutants)
}

private func clipped(
  _ gradients: [[Double]], _ factor: Double
) -> (gradients: [[Double]], factor: Double) {
  (gradients.map { $0.map { $0 * factor } }, factor)
}

private func norm(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

private var clips: Mutants {
  Mutants(
    "5.4", Chapter05.clippedGradients, solution: { try clippedGradients($0, limit: $1) },
    mistakes: clippedGradientsMistakes,
    inputs: ["gradients", "limit"],
    [
      "half of the limit": { try clippedGradients($0, limit: $1 / 2) },
      "twice the limit": { try clippedGradients($0, limit: 2 * $1) },
      "a limit of one": { gradients, _ in try clippedGradients(gradients, limit: 1) },
      "a norm in the third power": { gradients, limit in
        let size = cbrt(gradients.joined().reduce(0) { $0 + pow(abs($1), 3) })
        return clipped(gradients, size > limit ? limit / size : 1)
      },
      "the signs are lost": { gradients, limit in
        let right = try clippedGradients(gradients, limit: limit)
        return (right.gradients.map { $0.map(abs) }, right.factor)
      },
      "the signs turned round": { gradients, limit in
        let right = try clippedGradients(gradients, limit: limit)
        return (right.gradients.map { $0.map { -$0 } }, right.factor)
      },
      "the factor for the last number alone": { gradients, limit in
        let right = try clippedGradients(gradients, limit: limit)
        var changed = gradients
        if let last = right.gradients.last?.last, !changed.isEmpty, !(changed.last ?? []).isEmpty {
          changed[changed.count - 1][changed[changed.count - 1].count - 1] = last
        }
        return (changed, right.factor)
      },
      "what is left of one": { gradients, limit in
        let right = try clippedGradients(gradients, limit: limit)
        return (right.gradients, 1 - right.factor)
      },
      "the norm of all but the first number": { gradients, limit in
        let size = norm(Array(gradients.joined().dropFirst()))
        return clipped(gradients, size > limit ? limit / size : 1)
      },
      "a soft limit": { gradients, limit in
        let size = norm(Array(gradients.joined()))
        return clipped(gradients, limit / (limit + size))
      },
      "tensors without numbers left out": { gradients, limit in
        try clippedGradients(gradients.filter { !$0.isEmpty }, limit: limit)
      },
    ])
}

private func held(
  _ parameters: Double, _ pieces: Double, _ stage: Int, optimizer: Double = 12,
  gradient: Double = 4, working: Double = 2
) -> Double {
  parameters
    * (optimizer / (stage >= 1 ? pieces : 1) + gradient / (stage >= 2 ? pieces : 1)
      + working / (stage >= 3 ? pieces : 1))
}

private var cards: Mutants {
  Mutants(
    "5.5", Chapter05.cardBytes,
    solution: { try cardBytes(parameters: $0, cards: $1, copies: $2, stage: $3) },
    mistakes: cardBytesMistakes,
    inputs: ["parameters", "cards", "copies", "stage"],
    [
      "one copy whatever is asked": { parameters, cards, _, stage in
        held(parameters, cards * 1.000_001, stage)
      },
      "one piece more": { held($0, $1 / $2 + 1, $3) },
      "pieces squared": { held($0, $1 / $2 * ($1 / $2), $3) },
      "half as many pieces": { held($0, $1 / $2 / 2, $3) },
      "six bytes of the optimizer": { held($0, $1 / $2, $3, optimizer: 6) },
      "a gradient of eight bytes": { held($0, $1 / $2, $3, gradient: 8) },
      "one byte of the working copy": { held($0, $1 / $2, $3, working: 1) },
      "in gigabytes": { held($0, $1 / $2, $3) / 1e9 },
      "twice as many": { 2 * held($0, $1 / $2, $3) },
      "stage 3 whatever is asked, but for 0": { held($0, $1 / $2, $3 > 0 ? 3 : 0) },
    ])
}
