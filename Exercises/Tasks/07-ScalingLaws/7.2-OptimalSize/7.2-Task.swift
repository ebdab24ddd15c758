//: # What a budget buys
//: estimate, 15 minutes
//:
//: Training costs C ≈ 6·N·D operations. Which N and D reach the lowest loss for a budget C, by L =
//: E + A / N^α + B / D^β? BloombergGPT's budget comes to about 3.51e23 operations: three quarters
//: of 1.3 million A100-hours at 100 TFLOP/s. Compare what the two published sets of constants
//: advise (`Chapter07.Law.hoffmann` and `.besiroglu`) with the 50.6 billion parameters and 569
//: billion tokens that were trained (Wu et al. 2023).
//:
//: ## Hints
//:
//: 1. Put D = C / (6·N) into the law, and find the N where the derivative is zero.
//: 2. At the optimum α·A / N^α = β·B / D^β: neither side gains from moving a little of the budget.
//: 3. With G = (α·A / (β·B))^(1 / (α + β)): N = G · (C/6)^(β / (α + β)) and D = (C/6)^(α / (α + β))
//:    / G.

import ExerciseKit

extension Chapter07 {
  /// From a budget of floating-point operations and a law to the size and the tokens with the
  /// lowest loss.
  public typealias OptimalSize = (_ compute: Double, _ law: Law) throws -> (
    parameters: Double, tokens: Double
  )

  public static let optimalSize = Exercise<OptimalSize>(
    parts: ["parameters", "tokens"],
    properties: optimalSizeProperties,
    check: { optimum in
      let compute = 3.51e23
      for (name, law) in [("Hoffmann", Law.hoffmann), ("Besiroglu", Law.besiroglu)] {
        let (parameters, tokens) = try optimum(compute, law)
        try Expect.that(
          parameters.isFinite && tokens.isFinite && parameters > 0 && tokens > 0,
          "\(name)'s law: both are positive numbers, these are \(parameters) and \(tokens)")
        try Expect.close(
          6 * parameters * tokens, compute, relative: 0.01, "\(name)'s law: 6·N·D, the budget")
        let loss = reference(law, parameters, tokens)
        for factor in [0.8, 1.25] {
          let other = reference(law, parameters * factor, tokens / factor)
          try Expect.that(
            other >= loss,
            "\(name)'s law: with \(factor)·N and D/\(factor) the same budget reaches \(other), "
              + "lower than your \(loss)")
        }
      }
      try Expect.close(
        try optimum(compute, .hoffmann).parameters, 25.738e9, relative: 0.02,
        "parameters by Hoffmann's constants")
      try Expect.close(
        try optimum(compute, .besiroglu).parameters, 56.048e9, relative: 0.02,
        "parameters by Besiroglu's constants")
    },
    observe: { optimum in
      var answers: [Double] = []
      for law in [Law.hoffmann, .besiroglu] {
        for compute in [3.51e23, 2e20] {
          let (parameters, tokens) = try optimum(compute, law)
          answers += [parameters, tokens]
        }
      }
      return answers
    })
}
