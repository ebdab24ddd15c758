import ExerciseKit
import Foundation

/// The known mistakes of exercise 8.4.
public var bestShareMistakes: [KnownMistake<Chapter08.BestShare>] {
  /// The lowest of a thousand and one shares, by a measure of both laws.
  func searched(_ sentence: String, _ measure: @escaping (_ share: Double, Laws) -> Double)
    -> KnownMistake<Chapter08.BestShare>
  {
    KnownMistake(sentence) { domain, general, weight in
      let laws = Laws(domain: domain, general: general, weight: weight)
      let values = (0...1_000).map { measure(Double($0) / 1_000, laws) }
      return Double(values.indices.min { values[$0] < values[$1] } ?? 0) / 1_000
    }
  }
  return [
    KnownMistake("you left the weight out: both losses count the same only at a half") {
      domain, general, _ in
      try bestShare(domain: domain, general: general, fieldWeight: 0.5)
    },
    KnownMistake("you gave the field's weight to general text") {
      try bestShare(domain: $0, general: $1, fieldWeight: 1 - $2)
    },
    searched(
      "you gave all to the field each time: the loss on general text is a law of its own share, 1 − r"
    ) {
      $1.weight * loss($1.domain, $0) + (1 - $1.weight) * loss($1.general, $0)
    }.ofAnswer,
    searched("you looked for the share where both losses are equal, not for the lowest sum") {
      abs(loss($1.domain, $0) - loss($1.general, 1 - $0))
    },
    KnownMistake("you balanced the losses, not their slopes: t belongs to the slope") {
      domain, general, weight in
      let ratio = (1 - weight) * general.k / (weight * domain.k)
      return min(1, max(0, (log(ratio) + general.t) / (domain.t + general.t)))
    },
    KnownMistake("you gave a share below 0 or above 1: where no slopes cancel, an end is best") {
      domain, general, weight in
      let ratio = (1 - weight) * general.k * general.t / (weight * domain.k * domain.t)
      return (log(ratio) + general.t) / (domain.t + general.t)
    },
    searched("you looked for the highest sum, not the lowest") { share, laws in
      -laws.weight * loss(laws.domain, share) - (1 - laws.weight) * loss(laws.general, 1 - share)
    },
    searched("you multiplied the losses: they are added, each with its weight") { share, laws in
      laws.weight * log(loss(laws.domain, share))
        + (1 - laws.weight) * log(loss(laws.general, 1 - share))
    },
    searched("you made the larger of the two losses small, not their sum") { share, laws in
      max(laws.weight * loss(laws.domain, share), (1 - laws.weight) * loss(laws.general, 1 - share))
    },
    searched("you looked in steps of a tenth: half a hundredth is asked") { share, laws in
      abs(share * 10 - (share * 10).rounded()) < 1e-6
        ? laws.weight * loss(laws.domain, share) + (1 - laws.weight) * loss(laws.general, 1 - share)
        : .infinity
    },
    searched("you looked in steps of two hundredths: half a hundredth is asked") { share, laws in
      abs(share * 50 - (share * 50).rounded()) < 1e-6
        ? laws.weight * loss(laws.domain, share) + (1 - laws.weight) * loss(laws.general, 1 - share)
        : .infinity
    },
    KnownMistake("you gave general text's share: asked is the field's") {
      1 - (try bestShare(domain: $0, general: $1, fieldWeight: $2))
    },
    KnownMistake("you exchanged the two laws") {
      try bestShare(domain: $1, general: $0, fieldWeight: $2)
    },
    KnownMistake("you gave the field as large a share as its weight: the laws decide") {
      _, _, weight in weight
    },
    KnownMistake("you left ends out: a share may be 0 or 1") {
      max(0.1, min(0.9, try bestShare(domain: $0, general: $1, fieldWeight: $2)))
    },
    KnownMistake("you lost t₂ in front of the fraction: general text's share is 1 − r") {
      domain, general, weight in
      let ratio = (1 - weight) * general.k * general.t / (weight * domain.k * domain.t)
      return min(1, max(0, log(ratio) / (domain.t + general.t)))
    },
    KnownMistake("you turned the fraction under the logarithm over") { domain, general, weight in
      let ratio = weight * domain.k * domain.t / ((1 - weight) * general.k * general.t)
      return min(1, max(0, (log(ratio) + general.t) / (domain.t + general.t)))
    },
    KnownMistake("you returned a percentage, not a share") {
      100 * (try bestShare(domain: $0, general: $1, fieldWeight: $2))
    },
    KnownMistake("you left k out: it says how much a law falls") { domain, general, weight in
      try bestShare(
        domain: (domain.c, 1, domain.t), general: (general.c, 1, general.t), fieldWeight: weight)
    },
    KnownMistake("you squared the weight") {
      try bestShare(domain: $0, general: $1, fieldWeight: $2 * $2)
    },
    KnownMistake("you used the field's t for both laws") { domain, general, weight in
      try bestShare(domain: domain, general: (general.c, general.k, domain.t), fieldWeight: weight)
    },
    KnownMistake("you used the field's law for both") { domain, _, weight in
      try bestShare(domain: domain, general: domain, fieldWeight: weight)
    },
    KnownMistake(answer: "you gave a half for every question: the laws decide") { _, _, _ in 0.5 },
    KnownMistake("you took a decimal logarithm: ln is the natural one") { domain, general, weight in
      let ratio = (1 - weight) * general.k * general.t / (weight * domain.k * domain.t)
      return min(1, max(0, (log10(ratio) + general.t) / (domain.t + general.t)))
    },
    KnownMistake("you took the root of the weight") {
      try bestShare(domain: $0, general: $1, fieldWeight: $2.squareRoot())
    },
    KnownMistake(answer: "you gave 0 or 1 for every question: the laws decide") { _, _, weight in
      weight >= 0.5 ? 1 : 0
    },
    searched("you gave 0, a half or 1 for every question: half a hundredth is asked") {
      share, laws in
      guard [0, 0.5, 1].contains(share) else { return .infinity }
      return laws.weight * loss(laws.domain, share)
        + (1 - laws.weight) * loss(laws.general, 1 - share)
    }.ofAnswer,
    searched("you divided each loss by its lowest: the losses themselves are weighed") {
      share, laws in
      laws.weight * loss(laws.domain, share) / loss(laws.domain, 1)
        + (1 - laws.weight) * loss(laws.general, 1 - share) / loss(laws.general, 1)
    },
    searched("you squared the losses: they are weighed as they are") { share, laws in
      laws.weight * pow(loss(laws.domain, share), 2)
        + (1 - laws.weight) * pow(loss(laws.general, 1 - share), 2)
    },
    KnownMistake("you returned the lowest loss: its share is asked") { domain, general, weight in
      let share = try bestShare(domain: domain, general: general, fieldWeight: weight)
      return weight * loss(domain, share) + (1 - weight) * loss(general, 1 - share)
    },
    KnownMistake("you put c into the slope: a constant has none") { domain, general, weight in
      try bestShare(
        domain: (domain.c, domain.k + domain.c, domain.t),
        general: (general.c, general.k + general.c, general.t), fieldWeight: weight)
    },
  ]
}

private struct Laws {
  let domain: Chapter08.Law
  let general: Chapter08.Law
  let weight: Double
}

private func loss(_ law: Chapter08.Law, _ share: Double) -> Double {
  law.c + law.k * exp(law.t * share)
}
