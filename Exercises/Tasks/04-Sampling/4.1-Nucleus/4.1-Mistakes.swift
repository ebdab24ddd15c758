import ExerciseKit

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
