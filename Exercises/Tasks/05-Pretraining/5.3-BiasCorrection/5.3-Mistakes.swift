import ExerciseKit
import Foundation

/// The known mistakes of exercise 5.3.
public var biasCorrectionMistakes: [KnownMistake<Chapter05.AdamWStep>] {
  [
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
    KnownMistake("you corrected the second mean, but not the first") {
      adamW($0, $1, $3, 1, 1 - pow($3.beta2, Double($2)))
    },
    KnownMistake("you mended the second mean; the first is still corrected by 1 − β") {
      adamW($0, $1, $3, 1 - $3.beta1, 1 - pow($3.beta2, Double($2)))
    },
    KnownMistake("you corrected both means with the first beta") {
      adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1 - pow($3.beta1, Double($2)))
    },
    KnownMistake("you corrected both means with the second beta") {
      adamW($0, $1, $3, 1 - pow($3.beta2, Double($2)), 1 - pow($3.beta2, Double($2)))
    },
    KnownMistake("you multiplied β by the step: it is a power of it") {
      adamW($0, $1, $3, 1 - $3.beta1 * Double($2), 1 - $3.beta2 * Double($2))
    },
    KnownMistake("you multiplied by the corrections: they divide") {
      adamW($0, $1, $3, 1 / (1 - pow($3.beta1, Double($2))), 1 / (1 - pow($3.beta2, Double($2))))
    },
    KnownMistake("you took the power of 1 − β: it is 1 less the power of β") {
      adamW($0, $1, $3, pow(1 - $3.beta1, Double($2)), pow(1 - $3.beta2, Double($2)))
    },
    KnownMistake("you corrected by β's power itself: by what it leaves of 1") {
      adamW($0, $1, $3, pow($3.beta1, Double($2)), pow($3.beta2, Double($2)))
    },
    KnownMistake("you correct the first step alone: the correction fades, and does not break off") {
      $2 == 1
        ? adamW($0, $1, $3, 1 - $3.beta1, 1 - $3.beta2) : adamW($0, $1, $3, 1, 1)
    },
    KnownMistake(
      "you multiplied by the second correction: the mean of the squares is divided by it"
    ) {
      let correction = 1 - pow($3.beta2, Double($2))
      return adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1 / correction)
    },
    KnownMistake("you added epsilon under the root: it is added to the root") {
      adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1 - pow($3.beta2, Double($2))) {
        ($0 + $1).squareRoot()
      }
    },
    KnownMistake("you left out epsilon: it is added to the root") {
      adamW($0, $1, $3, 1 - pow($3.beta1, Double($2)), 1 - pow($3.beta2, Double($2))) { square, _ in
        square.squareRoot()
      }
    },
    KnownMistake("you lost the weight decay") {
      let right = try adamWStep($0, gradient: $1, step: $2, settings: $3)
      var next = right
      next.weight += $3.learningRate * $3.weightDecay * $0.weight
      return next
    },
    KnownMistake("your step goes uphill: the direction is subtracted") {
      var next = try adamWStep($0, gradient: $1, step: $2, settings: $3)
      let decay = $3.learningRate * $3.weightDecay * $0.weight
      next.weight = 2 * ($0.weight - decay) - next.weight
      return next
    },
    KnownMistake("your correction stops at the second step: it fades with every one") {
      try adamWStep($0, gradient: $1, step: min(2, $2), settings: $3)
    },
    KnownMistake("you counted steps from 0: the first correction is that of step 1") {
      let count = Double(max(1, $2 - 1))
      return adamW($0, $1, $3, 1 - pow($3.beta1, count), 1 - pow($3.beta2, count))
    },
    KnownMistake("you took the sign of the gradient for the direction") {
      var next = try adamWStep($0, gradient: $1, step: $2, settings: $3)
      let sign = $1 > 0 ? 1.0 : $1 < 0 ? -1 : 0
      next.weight = $0.weight - $3.learningRate * (sign + $3.weightDecay * $0.weight)
      return next
    },
    KnownMistake("your correction is one step behind, and the first step has none") {
      let power = Double(max(1, $2 - 1))
      let isFirst = $2 == 1
      return adamW(
        $0, $1, $3, isFirst ? 1 : 1 - pow($3.beta1, power),
        isFirst ? 1 : 1 - pow($3.beta2, power))
    },
    KnownMistake("you multiplied β by the step: it is a power") {
      adamW(
        $0, $1, $3, abs(1 - $3.beta1 * Double($2)), abs(1 - $3.beta2 * Double($2)))
    },
    KnownMistake("you did not multiply the new gradient into the first mean") {
      var state = $0
      state.firstMoment =
        ($0.firstMoment * $3.beta1 + 1 - $3.beta1 - (1 - $3.beta1) * $1) / $3.beta1
      return adamW(state, $1, $3, 1 - pow($3.beta1, Double($2)), 1 - pow($3.beta2, Double($2)))
    },
  ]
}

/// A step of AdamW that divides the means by the corrections given.
private func adamW(
  _ state: Chapter05.AdamWState, _ gradient: Double, _ settings: Chapter05.AdamWSettings,
  _ first: Double, _ second: Double,
  root: (_ square: Double, _ epsilon: Double) -> Double = { $0.squareRoot() + $1 }
) -> Chapter05.AdamWState {
  let (beta1, beta2) = (settings.beta1, settings.beta2)
  var next = state
  next.firstMoment = beta1 * state.firstMoment + (1 - beta1) * gradient
  next.secondMoment = beta2 * state.secondMoment + (1 - beta2) * gradient * gradient
  let direction =
    next.firstMoment / first / root(next.secondMoment / second, settings.epsilon)
  next.weight -= settings.learningRate * (direction + settings.weightDecay * state.weight)
  return next
}
