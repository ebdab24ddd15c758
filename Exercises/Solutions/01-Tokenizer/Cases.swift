import ExerciseKit
import Exercises01

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      Chapter01.countPairs, learner: Exercises01.countPairs, solution: countPairs,
      mistakes: [
        KnownMistake("you counted each different word once, not as often as it occurs") { words in
          try countPairs(words.map { (ids: $0.ids, count: 1) })
        },
        KnownMistake("you skipped overlapping pairs: 7 7 7 holds the pair 7 7 twice") { words in
          var counts: [[Int]: Int] = [:]
          for word in words {
            for place in stride(from: 0, to: word.ids.count - 1, by: 2) {
              counts[[word.ids[place], word.ids[place + 1]], default: 0] += word.count
            }
          }
          return counts
        },
        KnownMistake(
          "you assigned where you should add: a pair's later words erase the earlier ones"
        ) {
          words in
          var counts: [[Int]: Int] = [:]
          for word in words {
            for (left, right) in zip(word.ids, word.ids.dropFirst()) {
              counts[[left, right]] = word.count
            }
          }
          return counts
        },
      ]),
    ExerciseCase(
      Chapter01.embeddingCost,
      learner: Exercises01.embeddingShare(vocabularySize:width:modelParameters:),
      solution: embeddingShare(vocabularySize:width:modelParameters:),
      mistakes: [
        KnownMistake("you counted the tied head as a second table") { 2 * $0 * $1 / $2 },
        KnownMistake("you returned the number of parameters, not the share") { size, width, _ in
          size * width
        },
        KnownMistake("you divided by the rest of the model, not by all of it") {
          $0 * $1 / ($2 - $0 * $1)
        },
        KnownMistake("you returned a percentage, not a share") { 100 * $0 * $1 / $2 },
      ]),
    ExerciseCase(
      Chapter01.encodeWord, learner: Exercises01.encodeWord, solution: encodeWord,
      mistakes: [
        KnownMistake(
          "you still merge the leftmost pair that fits, not the one that was learned first",
          mergeLeftmost),
        KnownMistake("you merge the pair that was learned last, not first") { word, merges in
          try encodeWord(word, Array(merges.reversed()))
        },
        KnownMistake("you stop after one merge: what it made can often be merged again") {
          word, merges in
          var ids = word
          for (rank, merge) in merges.enumerated() {
            if let place = ids.indices.dropLast().first(where: {
              ids[$0] == merge.left && ids[$0 + 1] == merge.right
            }) {
              ids.replaceSubrange(place...(place + 1), with: [merges[rank].made])
              break
            }
          }
          return ids
        },
      ]),
  ]
}

/// The encoder as the learner found it.
private func mergeLeftmost(
  _ word: [Int], _ merges: [(left: Int, right: Int, made: Int)]
) throws -> [Int] {
  var ids = word
  var place = 0
  while place + 1 < ids.count {
    if let merge = merges.first(where: { $0.left == ids[place] && $0.right == ids[place + 1] }) {
      ids.replaceSubrange(place...(place + 1), with: [merge.made])
      place = 0
    } else {
      place += 1
    }
  }
  return ids
}
