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
    searched("you asked the law of general text for r: its own share is 1 − r") {
      $1.weight * loss($1.domain, $0) + (1 - $1.weight) * loss($1.general, $0)
    },
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
