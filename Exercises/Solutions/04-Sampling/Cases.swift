import ExerciseKit
import Exercises04
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] { [nucleusCase, cacheBytesCase, temperatureCase] }

private var nucleusCase: ExerciseCase {
  ExerciseCase(
    Chapter04.nucleus, learner: Exercises04.nucleus(_:p:), solution: nucleus(_:p:),
    mistakes: [
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
    ])
}

private var cacheBytesCase: ExerciseCase {
  ExerciseCase(
    Chapter04.cacheBytes, learner: Exercises04.cacheBytes, solution: cacheBytes,
    mistakes: [
      KnownMistake("you counted the keys, but not the values") { try cacheBytes($0) / 2 },
      KnownMistake("you counted queries too: nobody asks again with an earlier token's query") {
        try cacheBytes($0) / 2 * 3
      },
      KnownMistake("you counted one layer: each has its own keys and values") {
        try cacheBytes($0) / $0.layerCount
      },
      KnownMistake("you counted one head: each has its own keys and values") {
        try cacheBytes($0) / $0.headCount
      },
      KnownMistake("you counted one sequence: each has its own keys and values") {
        try cacheBytes($0) / $0.sequences
      },
      KnownMistake("you returned the numbers, not their bytes") {
        try cacheBytes($0) / $0.bytesPerNumber
      },
      KnownMistake("you returned bits, not bytes") { 8 * (try cacheBytes($0)) },
      KnownMistake("you counted the scores, (T, T) a head: they are not kept") {
        $0.layerCount * $0.headCount * $0.positions * $0.positions * $0.sequences
          * $0.bytesPerNumber
      },
    ])
}

private var temperatureCase: ExerciseCase {
  ExerciseCase(
    Chapter04.temperature, learner: Exercises04.tempered(_:temperature:truncate:),
    solution: tempered(_:temperature:truncate:),
    mistakes: [
      KnownMistake("your temperature still changes nothing: normalising undoes it") {
        logits, _, truncate in
        truncate(softmax(logits))
      },
      KnownMistake("you divide the probabilities and no longer normalise: they do not sum to 1") {
        logits, temperature, truncate in
        truncate(softmax(logits).map { $0 / temperature })
      },
      KnownMistake("you turned it round: multiplying by the temperature sharpens when it is high") {
        logits, temperature, truncate in
        truncate(softmax(logits.map { $0 * temperature }))
      },
      KnownMistake("you truncated first: the cut must judge the tempered distribution") {
        logits, temperature, truncate in
        let powers = truncate(softmax(logits)).map { pow($0, 1 / temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
      },
      KnownMistake("you lost the truncation") { logits, temperature, _ in
        softmax(logits.map { $0 / temperature })
      },
    ])
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

private func softmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let exponentials = logits.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}
