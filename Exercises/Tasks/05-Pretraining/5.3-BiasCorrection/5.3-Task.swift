//: # The correction that never ends
//: bug, 15 minutes
//:
//: Adam's running means begin at 0, and so are too small at first; a correction makes up for it
//: (Kingma and Ba 2015, algorithm 1). Here the first step is right, and the later ones grow longer
//: than they should be. Find the fault, and mend it.
//:
//: ## Hints
//:
//: 1. With a gradient that never changes, every step should be as long as the learning rate. Work
//:    out the second step by hand.
//: 2. After many steps the means have forgotten that they began at 0. What should the correction be
//:    then, and what is it here?
//: 3. The weights in a mean of t gradients sum to 1 − βᵗ, not to 1 − β: divide by 1 − pow(beta,
//:    Double(step)).

import ExerciseKit

extension Chapter05 {
  /// One weight and what AdamW remembers of it.
  public struct AdamWState: Sendable {
    public var weight: Double
    /// The running mean of the gradients, from 0.
    public var firstMoment: Double
    /// The running mean of their squares, from 0.
    public var secondMoment: Double

    public init(weight: Double, firstMoment: Double = 0, secondMoment: Double = 0) {
      self.weight = weight
      self.firstMoment = firstMoment
      self.secondMoment = secondMoment
    }
  }

  /// What AdamW is set to.
  public struct AdamWSettings: Sendable {
    public let learningRate: Double
    public let beta1: Double
    public let beta2: Double
    public let epsilon: Double
    public let weightDecay: Double

    public init(
      learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double
    ) {
      self.learningRate = learningRate
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.weightDecay = weightDecay
    }
  }

  /// From a state, a gradient and the number of the step, counted from 1, to the state behind it.
  public typealias AdamWStep = (
    _ state: AdamWState, _ gradient: Double, _ step: Int, _ settings: AdamWSettings
  ) throws -> AdamWState

  public static let biasCorrection = Exercise<AdamWStep>(
    properties: biasCorrectionProperties,
    check: { adamW in
      let first = try adamW(AdamWState(weight: 1), 3, 1, bloomberg(decay: 0))
      try Expect.close(
        [first.firstMoment, first.secondMoment], [0.3, 0.45], absolute: 1e-9,
        "the two means behind the first gradient of 3, which are kept uncorrected")
      var state = AdamWState(weight: 1)
      for step in 1...8 {
        let next = try adamW(state, 3, step, bloomberg(decay: 0))
        try Expect.close(
          state.weight - next.weight, 0.01, relative: 1e-4,
          "the length of step \(step) of a constant gradient, at a rate of 0.01")
        state = next
      }
      let damped = try adamW(
        AdamWState(weight: 1), 3, 1,
        AdamWSettings(learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 0.5, weightDecay: 0))
      try Expect.close(
        1 - damped.weight, 0.01 * 3 / 3.5, relative: 1e-6,
        "the length of the first step along a gradient of 3 with an epsilon of 0.5, which is added to "
          + "the root")
      let calm = try adamW(
        AdamWState(weight: 1, firstMoment: 1, secondMoment: 1), 0, 7, bloomberg(decay: 0))
      try Expect.close(
        [calm.firstMoment, calm.secondMoment], [0.9, 0.95], absolute: 1e-9,
        "the two means, 1 and 1, behind a gradient of 0")
      let decayed = try adamW(AdamWState(weight: 2), 0, 1, bloomberg(decay: 0.1))
      try Expect.close(
        decayed.weight, 2 * (1 - 0.01 * 0.1), relative: 1e-9, "decay alone, the gradient being 0")
      try Expect.close(
        try walk(adamW), [1.989, 1.991_639, 1.992_016, 1.987_148], absolute: 2e-6,
        "a weight of 2 behind the gradients 1, −2, 0.5, 3")
    },
    observe: { adamW in
      // Steps by themselves, too: what is no number at one step is none at all that follow.
      let alone = try [(0.4, 1), (0.7, 2), (1.3, 3), (2.1, 5)].map { gradient, step in
        try adamW(
          AdamWState(weight: 1.5, firstMoment: 0.2, secondMoment: 0.3), gradient, step,
          AdamWSettings(
            learningRate: 0.1, beta1: 0.15, beta2: 0.2, epsilon: 0.3, weightDecay: 0.25))
      }
      return try (states(adamW) + alone).flatMap { [$0.weight, $0.firstMoment, $0.secondMoment] }
    })

  /// BloombergGPT's betas (Wu et al. 2023), and a rate of 0.01.
  private static func bloomberg(decay: Double) -> AdamWSettings {
    AdamWSettings(
      learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: decay)
  }

  /// A weight's way through four steps.
  private static func walk(_ adamW: AdamWStep) throws -> [Double] {
    try states(adamW).map(\.weight)
  }

  private static func states(_ adamW: AdamWStep) throws -> [AdamWState] {
    var state = AdamWState(weight: 2)
    return try [1, -2, 0.5, 3].enumerated().map { index, gradient in
      state = try adamW(state, gradient, index + 1, bloomberg(decay: 0.05))
      return state
    }
  }
}
