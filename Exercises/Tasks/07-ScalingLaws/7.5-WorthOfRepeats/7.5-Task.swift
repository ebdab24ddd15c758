//: # What a second reading is worth
//: estimate, 15 minutes
//:
//: Your clinic has 80 million tokens of notes. Read once, each token is fresh. Read again, it is
//: worth less: of R repetitions, the first reading not counted, R*·(1 − e^(−R/R*)) count as fresh,
//: with R* = 15.39 (Muennighoff et al. 2023, equation 5). How many fresh tokens are so many epochs
//: worth? A part of an epoch, such as 0.5, is fresh and nothing more.
//:
//: ## Hints
//:
//: 1. Four epochs are one reading and three repetitions: R = epochs − 1.
//: 2. The first reading counts in full: D' = U + U · R* · (1 − e^(−R / R*)).
//: 3. Up to one epoch nothing is repeated: D' = U · epochs. U · 3.73 for four epochs.

import ExerciseKit
import Foundation

extension Chapter07 {
  /// From unique tokens and epochs to the fresh tokens that would teach as much.
  public typealias WorthOfRepeats = (
    _ uniqueTokens: Double, _ epochs: Double, _ decay: Double
  ) throws -> Double

  public static let worthOfRepeats = Exercise<WorthOfRepeats>(
    properties: worthOfRepeatsProperties,
    check: { worth in
      let once = try worth(80e6, 1, 15.39)
      try Expect.that(once.isFinite && once > 0, "tokens are a positive number, this is \(once)")
      try Expect.close(once, 80e6, relative: 1e-6, "read once, every token is fresh")
      try Expect.close(
        try worth(80e6, 0.5, 15.39), 40e6, relative: 1e-6, "read halfway, half the tokens are fresh"
      )
      let (few, many) = (try worth(80e6, 4, 15.39), try worth(80e6, 40, 15.39))
      try Expect.that(few < many, "forty epochs are worth more than four: \(many), \(few)")
      try Expect.that(
        many <= 80e6 * 16.39, "no number of epochs is worth more than 1 + R* readings: \(many)")
      try Expect.close(few, 298.06e6, relative: 0.01, "four epochs of 80 million tokens")
      try Expect.close(
        try worth(709e9, 2, 15.387756), 1_395.4e9, relative: 0.01,
        "two epochs of BloombergGPT's 709 billion tokens")
      try Expect.close(many, 1_213.5e6, relative: 0.01, "forty epochs of 80 million tokens")
      try Expect.close(
        try worth(80e6, 2.5, 5), 183.67e6, relative: 0.01, "two and a half epochs, with R* = 5")
    },
    observe: { worth in
      try [
        (80e6, 4.0, 15.39), (80e6, 40, 15.39), (1e9, 0.25, 10), (1e9, 2, 5), (3e9, 2.5, 4),
        (2e9, 6.5, 8), (3, 7, 4), (5e8, 0.6, 7), (2e9, 0.1, 3),
      ].map {
        try worth($0.0, $0.1, $0.2)
      }
    })
}
