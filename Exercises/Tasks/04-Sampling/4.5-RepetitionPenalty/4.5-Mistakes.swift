import ExerciseKit
import Foundation

/// The known mistakes of exercise 4.5.
public var repetitionPenaltyMistakes: [KnownMistake<Chapter04.RepetitionPenalty>] {
  /// Penalises some tokens, one after the other, in some way.
  func wrong(
    _ sentence: String, of chosen: @escaping (_ previous: [Int]) -> [Int] = { Array(Set($0)) },
    by change: @escaping (_ score: Double, _ penalty: Double) -> Double = {
      $0 > 0 ? $0 / $1 : $0 * $1
    }
  ) -> KnownMistake<Chapter04.RepetitionPenalty> {
    KnownMistake(sentence) { logits, previous, penalty in
      var scores = logits
      for id in chosen(previous) where scores.indices.contains(id) {
        scores[id] = change(scores[id], penalty)
      }
      return scores
    }
  }
  return [
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
    wrong(
      "you look back at the last tokens alone: all that have occurred count",
      of: { Array(Set($0.suffix(64))) }),
    wrong(
      "you look at the first tokens alone: all that have occurred count",
      of: { Array(Set($0.prefix(64))) }),
    wrong(
      "you left out the last token: it has occurred as well",
      of: { Array(Set($0.dropLast())) }),
    wrong("you left out token 0", of: { Array(Set($0)).filter { $0 != 0 } }),
    wrong(
      "you stop at the first repeat: tokens behind it have occurred, too",
      of: { previous in
        var seen: Set<Int> = []
        return previous.prefix { seen.insert($0).inserted }.map { $0 }
      }),
    wrong(
      "you subtract the penalty's distance from 1: it divides or multiplies", by: { $0 - ($1 - 1) }),
    wrong("you subtract the penalty: it divides or multiplies", by: { $0 - $1 }),
    wrong("you multiply positive scores as well, and that raises them", by: { $0 * $1 }),
    wrong(
      "you leave negative scores as they are: they are multiplied", by: { $0 > 0 ? $0 / $1 : $0 }),
    wrong("you leave positive scores as they are: they are divided", by: { $0 > 0 ? $0 : $0 * $1 }),
    wrong(
      "you forbid tokens that have occurred: the penalty makes them less likely",
      by: { _, _ in -.infinity }
    ).ofAnswer,
    wrong("you set the score of what has occurred to 0: that may be a rise", by: { _, _ in 0 })
      .ofAnswer,
    KnownMistake("you changed nothing") { logits, _, _ in logits },
    KnownMistake("you penalise a token twice where it occurred twice or more: once is enough") {
      logits, previous, penalty in
      let twice = Set(previous).filter { id in previous.count { $0 == id } > 1 }
      return try penalized(
        penalized(logits, previous: previous, penalty: penalty), previous: Array(twice),
        penalty: penalty)
    },
    KnownMistake("you penalise what has not occurred") { logits, previous, penalty in
      try penalized(
        logits, previous: logits.indices.filter { !previous.contains($0) }, penalty: penalty)
    },
    wrong(
      "you apply the penalty twice to each token", by: { $0 > 0 ? $0 / $1 / $1 : $0 * $1 * $1 }),
    wrong(
      "you take the root of the penalty",
      by: {
        $0 > 0 ? $0 / $1.squareRoot() : $0 * $1.squareRoot()
      }),
    wrong("you subtract the penalty's logarithm: it divides or multiplies", by: { $0 - log($1) }),
    wrong(
      "you leave out what occurred often: once or a hundred times, the penalty is the same",
      of: { previous in Set(previous).filter { id in previous.count { $0 == id } <= 5 } }),
    wrong(
      "you stop after some repeats, and still penalise a token more than once",
      of: { previous in
        Set(previous).flatMap { id in
          Array(repeating: id, count: min(10, previous.count { $0 == id }))
        }
      }),
    KnownMistake("your penalty grows with the count of a token: once is as good as often") {
      logits, previous, penalty in
      var scores = logits
      for id in Set(previous) where scores.indices.contains(id) {
        let factor = 1 + (penalty - 1) * Double(previous.count { $0 == id })
        scores[id] = scores[id] > 0 ? scores[id] / factor : scores[id] * factor
      }
      return scores
    },
    KnownMistake("you halved the penalty: it is the factor as it is") { logits, previous, penalty in
      try penalized(logits, previous: previous, penalty: penalty / 2)
    },
    KnownMistake("you took a penalty of 2, whatever is asked") { logits, previous, _ in
      try penalized(logits, previous: previous, penalty: 2)
    },
    KnownMistake("you penalise the token behind each that has occurred: ids count from 0") {
      logits, previous, penalty in
      try penalized(logits, previous: previous.map { $0 + 1 }, penalty: penalty)
    },
    KnownMistake("you penalise the token before each that has occurred: ids count from 0") {
      logits, previous, penalty in
      try penalized(logits, previous: previous.map { $0 - 1 }, penalty: penalty)
    },
  ]
}
