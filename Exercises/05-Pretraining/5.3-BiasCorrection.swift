import ExerciseKit
import Foundation
import Tasks05

// 5.3 The correction that never ends (a bug, about 15 minutes)
//
// Adam's running means begin at 0, and so are too small at first; a correction makes up for it
// (Kingma and Ba 2015, algorithm 1). Here the first step is right, and the later ones grow longer
// than they should be. Find the fault, and mend it.
//
// Chapter05.AdamWState is in Exercises/Tasks/05-Pretraining/5.3-BiasCorrection/5.3-Task.swift.
// Chapter05.AdamWSettings is in Exercises/Tasks/05-Pretraining/5.3-BiasCorrection/5.3-Task.swift.

/// One step of AdamW for one weight.
///
/// - Parameter step: counted from 1.
public func adamWStep(
  _ state: Chapter05.AdamWState, gradient: Double, step: Int, settings: Chapter05.AdamWSettings
) throws -> Chapter05.AdamWState {
  let (beta1, beta2) = (settings.beta1, settings.beta2)
  var next = state
  // TODO 5.3: this step has one bug; delete the next line, check, and find it
  try attempt("5.3")
  next.firstMoment = beta1 * state.firstMoment + (1 - beta1) * gradient
  next.secondMoment = beta2 * state.secondMoment + (1 - beta2) * gradient * gradient
  let mean = next.firstMoment / (1 - beta1)
  let square = next.secondMoment / (1 - beta2)
  let direction = mean / (square.squareRoot() + settings.epsilon)
  next.weight -= settings.learningRate * (direction + settings.weightDecay * state.weight)
  return next
}
