import ExerciseKit
import Foundation

/// The known mistakes of exercise 4.1.
public var nucleusMistakes: [KnownMistake<Chapter04.Nucleus>] {
  [
    KnownMistake("you left out the token with which the sum reaches p") { probabilities, p in
      kept(probabilities, descending(probabilities)) { $0 + $1 < p }
    },
    KnownMistake("you kept one token too many where the sum is p exactly") { probabilities, p in
      kept(probabilities, descending(probabilities)) { sum, _ in sum <= p }
    },
    KnownMistake("you did not normalise: the kept probabilities no longer sum to 1") {
      probabilities, p in
      try nucleus(probabilities, p: p).enumerated().map { $1 > 0 ? probabilities[$0] : 0 }
    },
    KnownMistake("you walked through the vocabulary in its own order: sort by probability") {
      probabilities, p in
      kept(probabilities, Array(probabilities.indices)) { sum, _ in sum < p }
    },
    KnownMistake("you sorted the wrong way, and kept the unlikely tokens") { probabilities, p in
      kept(probabilities, descending(probabilities).reversed()) { sum, _ in sum < p }
    },
    KnownMistake("you compared each probability with p: it is their sum that must reach p") {
      probabilities, p in
      kept(probabilities, descending(probabilities)) { _, probability in probability >= p }
    },
    KnownMistake("you returned the probabilities sorted: each belongs to its token's place") {
      probabilities, p in
      try nucleus(probabilities, p: p).sorted(by: >)
    },
    KnownMistake("you returned the distribution as it was") { probabilities, _ in probabilities },
    KnownMistake("you kept the higher place of two equals: the lower one comes first") {
      probabilities, p in
      kept(
        probabilities,
        Array(descending(probabilities.reversed()).map { probabilities.count - 1 - $0 })
      ) {
        sum, _ in sum < p
      }
    },
    KnownMistake("you kept every token as likely as the last one: the fewest that reach p are kept")
    {
      probabilities, p in
      let answer = try nucleus(probabilities, p: p)
      let least = zip(answer, probabilities).filter { $0.0 > 0 }.map(\.1).min() ?? 0
      return normalised(probabilities.map { $0 >= least ? $0 : 0 })
    },
    KnownMistake("you divided by p: divide by the sum of what is kept") { probabilities, p in
      try nucleus(probabilities, p: p).enumerated().map { $1 > 0 ? probabilities[$0] / p : 0 }
    },
    KnownMistake("you gave the kept tokens equal shares: they keep their proportions") {
      probabilities, p in
      normalised(try nucleus(probabilities, p: p).map { $0 > 0 ? 1 : 0 })
    },
    KnownMistake("you kept at least two tokens: one is enough where it reaches p") {
      probabilities, p in
      let order = descending(probabilities)
      let two = probabilities.enumerated().map { order.prefix(2).contains($0) ? $1 : 0 }
      return two.reduce(0, +) >= p ? normalised(two) : try nucleus(probabilities, p: p)
    },
    KnownMistake("you kept one token more than reaches p") { probabilities, p in
      let count = try nucleus(probabilities, p: p).count { $0 > 0 }
      let order = descending(probabilities).prefix(count + 1)
      return normalised(probabilities.enumerated().map { order.contains($0) ? $1 : 0 })
    },
    KnownMistake("you compared with p times the largest: that is min-p; here it is a sum") {
      probabilities, p in
      let least = p * (probabilities.max() ?? 0)
      return normalised(probabilities.map { $0 >= least ? $0 : 0 })
    },
    KnownMistake("you kept a share p of the tokens: it is their probability that must reach p") {
      probabilities, p in
      let count = Int((p * Double(probabilities.count)).rounded(.up))
      let order = descending(probabilities).prefix(count)
      return normalised(probabilities.enumerated().map { order.contains($0) ? $1 : 0 })
    },
    KnownMistake("you took a softmax of the kept probabilities: divide them by their sum") {
      probabilities, p in
      normalised(
        try nucleus(probabilities, p: p).enumerated().map { $1 > 0 ? exp(probabilities[$0]) : 0 })
    },
    KnownMistake("you kept the likeliest token alone") { probabilities, _ in
      let first = descending(probabilities).first
      return probabilities.indices.map { $0 == first ? 1 : 0 }
    },
    KnownMistake("you kept what reaches 1 − p: p is what is kept") {
      try nucleus($0, p: 1 - $1)
    },
    KnownMistake("you squared the kept probabilities: they keep their proportions") {
      normalised(try nucleus($0, p: $1).map { $0 * $0 })
    },
    KnownMistake("you left the tokens out that are not kept: they have probability 0") {
      try nucleus($0, p: $1).filter { $0 > 0 }
    },
    KnownMistake("you left out what would pass p, and went on: the walk ends where p is reached") {
      probabilities, p in
      var (kept, sum) = (probabilities.map { _ in 0.0 }, 0.0)
      for place in descending(probabilities) where sum + probabilities[place] <= p {
        kept[place] = probabilities[place]
        sum += probabilities[place]
      }
      return sum > 0 ? kept.map { $0 / sum } : kept
    },
    KnownMistake("you squared p: the sum has to reach p itself") { odds, p in
      try nucleus(odds, p: p * p)
    },
    KnownMistake("you halved p: the sum has to reach p itself") { odds, p in
      try nucleus(odds, p: p / 2)
    },
    KnownMistake("you took the roots of the kept probabilities: they keep their proportions") {
      odds, p in
      let kept = try nucleus(odds, p: p).map { $0.squareRoot() }
      return kept.map { $0 / kept.reduce(0, +) }
    },
    KnownMistake("you shared the rest out evenly: what is kept keeps its proportions") { odds, p in
      let kept = zip(odds, try nucleus(odds, p: p)).map { $1 > 0 ? $0 : 0 }
      let left = (1 - kept.reduce(0, +)) / Double(max(1, kept.count { $0 > 0 }))
      return kept.map { $0 > 0 ? $0 + left : 0 }
    },
    KnownMistake("you gave the rest to the likeliest: what is kept keeps its proportions") {
      odds, p in
      var kept = zip(odds, try nucleus(odds, p: p)).map { $1 > 0 ? $0 : 0 }
      if let best = kept.indices.max(by: { kept[$0] < kept[$1] }) {
        kept[best] += 1 - kept.reduce(0, +)
      }
      return kept
    },
    KnownMistake("you kept the three likeliest, whatever p is") { odds, _ in
      let least = odds.sorted(by: >).dropFirst(2).first ?? 0
      let kept = odds.map { $0 >= least ? $0 : 0 }
      return kept.map { $0 / kept.reduce(0, +) }
    },
  ]
}

/// The places, likeliest first.
private func descending(_ probabilities: [Double]) -> [Int] {
  probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
}

/// What a walk keeps, normalised: a token stays while the rule holds for the sum of those before it
/// and its own probability.
private func kept(
  _ probabilities: [Double], _ order: [Int],
  while rule: (_ sum: Double, _ probability: Double) -> Bool
) -> [Double] {
  var result = [Double](repeating: 0, count: probabilities.count)
  var sum = 0.0
  for place in order {
    guard rule(sum, probabilities[place]) else { break }
    result[place] = probabilities[place]
    sum += probabilities[place]
  }
  return result.map { $0 / sum }
}

private func normalised(_ weights: [Double]) -> [Double] {
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}
