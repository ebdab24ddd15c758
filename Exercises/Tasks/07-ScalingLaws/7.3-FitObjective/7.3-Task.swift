//: # The fit that stops early
//: bug, 15 minutes
//:
//: A fit adds up the Huber penalties of all runs, with δ = 0.001, and L-BFGS changes the law until
//: a step gains less than a fixed amount. With the function below it stops far from the minimum,
//: and earlier still the more runs there are, though every run's penalty is right. Find what is
//: wrong, and mend it. (Published constants can miss the minimum too: Besiroglu et al. 2024 fit the
//: runs of Hoffmann et al. 2022 anew, and better.)
//:
//: ## Hints
//:
//: 1. Predictions, residuals and penalties are right, each by itself. What is left?
//: 2. How should the objective change when every run is given twice?
//: 3. Return the sum of the penalties, not their mean: a mean of 240 runs makes each gain 240 times
//:    smaller, but the amount at which L-BFGS stops stays.

import ExerciseKit
import Foundation

extension Chapter07 {
  /// From a law and training runs to the number that a fit makes as small as it can.
  public typealias FitObjective = (_ law: Law, _ runs: [Run]) throws -> Double

  public static let fitObjective = Exercise<FitObjective>(
    properties: fitObjectiveProperties,
    check: { objective in
      let law = Law.hoffmann
      let sizes: [(parameters: Double, tokens: Double)] = [
        (1e8, 2e9), (4e8, 8e9), (1.6e9, 3.2e10), (1e10, 2e11),
      ]
      func runs(_ factors: [Double]) -> [Run] {
        zip(sizes, factors).map {
          ($0.parameters, $0.tokens, reference(law, $0.parameters, $0.tokens) * $1)
        }
      }
      let none = try objective(law, [])
      try Expect.that(none == 0, "no runs: expected 0.0, got \(none)")
      let met = try objective(law, runs([1, 1, 1, 1]))
      try Expect.that(abs(met) < 1e-12, "runs that the law meets: expected 0, got \(met)")
      let noisy = runs([1.0005, 0.98, 1.3, 0.9994])
      let once = try objective(law, noisy)
      try Expect.that(once > 0, "runs that the law misses: expected more than 0, got \(once)")
      let twice = try objective(law, noisy + noisy)
      try Expect.close(
        twice, 2 * once, relative: 1e-6, "the objective with every run given twice")
      var expected = 0.0
      for factor in [1.0005, 0.98, 1.3, 0.9994] {
        let residual = abs(log(factor))
        expected += residual <= 1e-3 ? residual * residual / 2 : 1e-3 * (residual - 5e-4)
      }
      try Expect.close(once, expected, relative: 1e-4, "the objective of four runs")
    },
    observe: { objective in
      let near: Run = (1e9, 2e10, reference(.hoffmann, 1e9, 2e10) * 1.0006)
      let far: Run = (1e8, 2e9, reference(.hoffmann, 1e8, 2e9) * 0.8)
      return [
        try objective(.hoffmann, [near]), try objective(.hoffmann, [far]),
        try objective(.hoffmann, [near, far, far]),
        // The largest, the middle one, the first and the last are four different runs.
        try objective(
          .hoffmann,
          [1.0003, 1.1, 0.8, 1.01, 1.0006].map {
            (1e9, 2e10, reference(.hoffmann, 1e9, 2e10) * $0)
          }),
        try objective(
          .besiroglu,
          [1.2, 1.0004, 1.2, 0.93].map { (3e8, 7e9, reference(.besiroglu, 3e8, 7e9) * $0) }),
        // Misses beyond δ whose squares are below it.
        try objective(.hoffmann, [(1e8, 2e9, reference(.hoffmann, 1e8, 2e9) * 0.98)]),
        try objective(.hoffmann, [(1e8, 2e9, reference(.hoffmann, 1e8, 2e9) * 1.007)]),
        try objective(.besiroglu, [(2e9, 5e9, 3.1), (4e7, 9e9, 2.4), (2e9, 5e9, 3.1)]),
      ]
    })
}
