import ExerciseKit

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
      for id in chosen(previous) { scores[id] = change(scores[id], penalty) }
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
  ]
}
