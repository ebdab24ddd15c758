//: # How often was it read?
//: estimate, 10 minutes
//:
//: A run draws a share of its tokens from one source. How many epochs does it make over the source,
//: and how many fresh tokens is that worth? The first epoch counts in full; R further ones are
//: worth as much as R* · (1 − e^(−R / R*)) epochs, with R* = 15.39 (Muennighoff et al. 2023).
//: BloombergGPT trained on 569 billion tokens, of which 51.27 % came from FinPile, which has 363.5
//: billion (Wu et al. 2023, table 1).
//:
//: ## Hints
//:
//: 1. How many of the run's tokens come from the source? Compare that with the source's size.
//: 2. Up to one epoch every token is fresh. R counts repetitions: four epochs have R = 3.
//: 3. epochs = trainedTokens · share / sourceTokens; beyond one epoch effectiveTokens =
//:    sourceTokens · (1 + 15.39 · (1 − exp(−(epochs − 1) / 15.39))).

import ExerciseKit

extension Chapter08 {
  /// From a run's tokens, a source's share of them and the source's size to how often the source was
  /// seen, and how many fresh tokens that is worth.
  public typealias Epochs = (_ trainedTokens: Double, _ share: Double, _ sourceTokens: Double)
    throws
    -> (epochs: Double, effectiveTokens: Double)

  public static let epochs = Exercise<Epochs>(
    parts: ["epochs", "effectiveTokens"],
    properties: epochsProperties,
    check: { epochs in
      let finance = try epochs(569e9, 0.5127, 363.5e9)
      try Expect.that(
        finance.epochs > 0 && finance.effectiveTokens > 0,
        "both are more than 0; these are \(finance.epochs) and \(finance.effectiveTokens)")
      let often = try epochs(100e9, 0.4, 10e9)
      try Expect.that(
        often.effectiveTokens <= 40.01e9,
        "40 billion tokens read, 10 billion of them different: they cannot be worth "
          + "\(often.effectiveTokens)")
      try Expect.close(finance.epochs, 0.8026, relative: 0.01, "BloombergGPT's epochs over FinPile")
      try Expect.close(
        finance.effectiveTokens, 291.73e9, relative: 0.01, "what they are worth in fresh tokens")
      try Expect.close(
        try epochs(10e9, 0.1, 10e9).effectiveTokens, 1e9, relative: 0.01,
        "what a tenth of an epoch over 10 billion tokens is worth")
      try Expect.close(
        often.epochs, 4, relative: 0.01, "epochs: 40 % of 100 billion tokens from 10 billion")
      try Expect.close(
        try epochs(19e9, 1, 10e9).effectiveTokens, 18.743e9, relative: 0.005,
        "what 1.9 epochs over 10 billion tokens are worth")
      try Expect.close(often.effectiveTokens, 37.26e9, relative: 0.01, "what 4 epochs are worth")
      try Expect.close(
        try epochs(160e9, 1, 10e9).effectiveTokens, 105.8e9, relative: 0.01,
        "what 16 epochs are worth")
    },
    observe: { epochs in
      var answers: [Double] = []
      for (trained, share, source) in [
        (569e9, 0.5127, 363.5e9), (100e9, 0.45, 10e9), (50e9, 0.3, 60e9),
        (80e9, 0.9, 11e9),
      ] {
        let (count, effective) = try epochs(trained, share, source)
        answers += [count, effective]
      }
      return answers
    })
}
