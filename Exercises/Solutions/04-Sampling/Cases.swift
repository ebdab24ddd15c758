import ExerciseKit
import Exercises04
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [nucleusCase, cacheBytesCase, temperatureCase, repeatedShareCase, repetitionPenaltyCase]
}

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

private var repeatedShareCase: ExerciseCase {
  ExerciseCase(
    Chapter04.repeatedShare, learner: Exercises04.repeatedShare(_:n:),
    solution: repeatedShare(_:n:),
    mistakes: [
      KnownMistake("you returned the share that is new, not the share that was there before") {
        grams($0, $1).joined().isEmpty ? 0 : 1 - (try repeatedShare($0, n: $1))
      },
      KnownMistake("you counted the first time too: only the later ones repeat something") {
        let times = tally(grams($0, $1).joined())
        return share(times.values.filter { $0 > 1 }.reduce(0, +), times.values.reduce(0, +))
      },
      KnownMistake("you counted each n-gram that comes back once, however often it does") {
        let times = tally(grams($0, $1).joined())
        return share(times.values.count { $0 > 1 }, times.values.reduce(0, +))
      },
      KnownMistake("you divided by the different n-grams, not by all of them") {
        let all = Array(grams($0, $1).joined())
        return share(all.count - Set(all).count, Set(all).count)
      },
      KnownMistake("you divided by the tokens: n-grams are fewer") { texts, n in
        let all = Array(grams(texts, n).joined())
        return share(all.count - Set(all).count, texts.joined().count)
      },
      KnownMistake("you joined the texts: no n-gram reaches from one into the next") {
        try repeatedShare([Array($0.joined())], n: $1)
      },
      KnownMistake("you forgot what earlier texts said: a text can repeat another one") {
        let each = grams($0, $1)
        return share(
          each.map { $0.count - Set($0).count }.reduce(0, +), each.map(\.count).reduce(0, +))
      },
      KnownMistake("you cut the texts into pieces: an n-gram begins at every place") { texts, n in
        let all = texts.flatMap { text in
          stride(from: 0, through: text.count - n, by: n).map { Array(text[$0..<$0 + n]) }
        }
        return share(all.count - Set(all).count, all.count)
      },
      KnownMistake("you missed the last n-gram of every text: there are t − n + 1") { texts, n in
        let all = grams(texts, n).flatMap { $0.dropLast() }
        return share(all.count - Set(all).count, all.count)
      },
      KnownMistake("you ignored the order: 1 2 and 2 1 are different n-grams") { texts, n in
        let all = grams(texts, n).joined().map { $0.sorted() }
        return share(all.count - Set(all).count, all.count)
      },
    ])
}

/// The n-grams of each text.
private func grams(_ texts: [[Int]], _ n: Int) -> [[[Int]]] {
  texts.map { text in
    stride(from: 0, through: text.count - n, by: 1).map { Array(text[$0..<$0 + n]) }
  }
}

private func tally(_ grams: some Sequence<[Int]>) -> [[Int]: Int] {
  grams.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

private func share(_ part: Int, _ whole: Int) -> Double {
  whole > 0 ? Double(part) / Double(whole) : 0
}

private var repetitionPenaltyCase: ExerciseCase {
  /// Penalises some tokens, one after the other, in some way.
  func wrong(
    _ sentence: String, of chosen: @escaping (_ previous: [Int]) -> [Int] = { Array(Set($0)) },
    by change: @escaping (_ score: Double, _ penalty: Double) -> Double = {
      $0 > 0 ? $0 / $1 : $0 * $1
    }
  ) -> KnownMistake<Chapter04.RepetitionPenalty> {
    KnownMistake(sentence) { logits, previous, penalty in
      var scores = logits
      for id in chosen(previous) { scores[id] = change(scores[id], penalty) }
      return scores
    }
  }
  return ExerciseCase(
    Chapter04.repetitionPenalty, learner: Exercises04.penalized(_:previous:penalty:),
    solution: penalized(_:previous:penalty:),
    mistakes: [
      wrong("you still penalise a token again each time that it has occurred", of: { $0 }),
      wrong(
        "you skip a repeat only where it comes at once: a token may come back later, too",
        of: { previous in
          previous.indices.filter { $0 == 0 || previous[$0] != previous[$0 - 1] }
            .map { previous[$0] }
        }),
      wrong(
        "you penalise only tokens that occurred twice or more: once is enough",
        of: { previous in Set(previous).filter { id in previous.count { $0 == id } > 1 } }),
      wrong(
        "you penalise only the last token: all those before it count as well",
        of: { Array($0.suffix(1)) }),
      wrong("you divide negative scores as well, and that raises them", by: { $0 / $1 }),
      wrong(
        "you turned the two cases round: now what was said becomes likelier",
        by: { $0 > 0 ? $0 * $1 : $0 / $1 }),
      KnownMistake("you penalise the whole vocabulary, also tokens that have not occurred") {
        logits, _, penalty in
        try penalized(logits, previous: Array(logits.indices), penalty: penalty)
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
