//: # Where to stand on the curve
//: function, 20 minutes
//:
//: A few runs with different mixtures gave you two mixing laws (Ye et al. 2024): the loss on your
//: field, c + k·e^(t·r), where r is the field's share, and the loss on general text, the same form
//: in general text's share, 1 − r. The field's loss counts w, the other one 1 − w. At which share r
//: from 0 to 1 is the weighted sum lowest? A search is as good as a formula: the checks allow for
//: half a hundredth.
//:
//: ## Hints
//:
//: 1. The field's loss falls with r, the general one rises. At the lowest point of the sum the two
//:    slopes cancel: what is the slope of k·e^(t·r)?
//: 2. The slopes are w·k·t·e^(t·r) and, with the other law, −(1 − w)·k·t·e^(t·(1 − r)). Set their
//:    sum to zero, take logarithms, and solve for r; or try all r in steps of 0.001.
//: 3. r = (ln((1 − w)·k₂·t₂ / (w·k₁·t₁)) + t₂) / (t₁ + t₂), with the field's k₁, t₁ and general
//:    text's k₂, t₂; and no share is below 0 or above 1.

import ExerciseKit
import Foundation

extension Chapter08 {
  /// A mixing law: the loss on one kind of text is c + k · e^(t · share of that text), t below zero.
  public typealias Law = (c: Double, k: Double, t: Double)

  /// From the laws of two kinds of text, and how much the field counts, to the field's best share.
  public typealias BestShare = (_ domain: Law, _ general: Law, _ fieldWeight: Double) throws
    -> Double

  public static let bestShare = Exercise<BestShare>(
    properties: bestShareProperties,
    check: { best in
      let field: Law = (c: 1.1, k: 2, t: -5)
      let other: Law = (c: 1.4, k: 1.6, t: -4)
      for weight in [0, 0.05, 0.5, 0.95, 1] {
        let share = try best((c: 1, k: 2, t: -0.3), (c: 1, k: 0.2, t: -8), weight)
        try Expect.that(
          share >= 0 && share <= 1,
          "a share lies from 0 to 1, this is \(share) where the field counts \(weight)")
      }
      try near(try best(field, other, 1), 1, "the field alone counts")
      try near(try best(field, other, 0), 0, "general text alone counts")
      try near(try best(field, field, 0.5), 0.5, "the same law for both, and both count the same")
      try near(
        try best((c: 7, k: 2, t: -5), other, 0.5), try best(field, other, 0.5),
        "c is higher by 5.9, whatever the share, so the best share is the same")
      let weights = [0.2, 0.35, 0.5, 0.65, 0.8]
      let shares = try weights.map { try best(field, other, $0) }
      for (lower, higher) in zip(shares, shares.dropFirst()) {
        try Expect.that(
          lower < higher, "the more the field counts, the larger its share: got \(shares)")
      }
      try near(shares[2], 0.494, "both count the same")
      try near(try best(field, other, 0.75), 0.6161, "the field counts three quarters")
      try near(try best((c: 1, k: 2, t: -0.3), (c: 1, k: 0.2, t: -8), 0.95), 1, "a flat law")
    },
    observe: { best in
      // In hundredths, so that a search and a formula that make one mistake are told as one.
      let field: Law = (c: 1.1, k: 2, t: -5)
      let other: Law = (c: 1.4, k: 1.66, t: -4)
      return try [
        best(field, other, 0.75), best(field, other, 0.35), best(other, field, 0.55),
        best((c: 1, k: 2, t: -0.3), (c: 1, k: 0.19, t: -8), 0.95), best(field, other, 0.15),
        best((c: 2, k: 1.2, t: -2), (c: 1, k: 1, t: -3), 0.6),
        best((c: 1, k: 0.7, t: -6), (c: 2, k: 2.5, t: -1.5), 0.8),
        best((c: 1, k: 0.2, t: -7), (c: 1, k: 2.1, t: -0.4), 0.1),
        best((c: 1, k: 3, t: -0.5), (c: 1, k: 0.1, t: -9), 0.9),
      ].map { ($0 * 100).rounded() / 100 }
    })

  private static func near(_ got: Double, _ expected: Double, _ what: String) throws {
    try Expect.that(
      abs(got - expected) <= 0.006,
      "\(what): the best share is \(expected), give or take half a hundredth; got \(got)")
  }
}
