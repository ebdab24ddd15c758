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
    bestSegmentationCase, foreignBillCase,
  ]
}

private var bestSegmentationCase: ExerciseCase {
  ExerciseCase(
    Chapter01.bestSegmentation, learner: Exercises01.bestSegmentation, solution: bestSegmentation,
    mistakes: [
      KnownMistake("you take the longest piece that fits, from left to right: that is greedy") {
        word, table in
        cutFromTheLeft(word, table) { $0.piece.count > $1.piece.count }
      },
      KnownMistake("you take the likeliest next piece, not the likeliest whole") { word, table in
        cutFromTheLeft(word, table) { $0.score > $1.score }
      },
      KnownMistake("you look for the fewest pieces, and leave the probabilities out") {
        word, table in
        try bestSegmentation(word, table.mapValues { _ in -1 })
      },
      KnownMistake("you look for the smallest sum: logarithms are negative, and the largest wins") {
        word, table in
        try bestSegmentation(word, table.mapValues { -$0 })
      },
      KnownMistake("you forgot to reverse: walking back finds the last piece first") {
        word, table in
        try bestSegmentation(word, table)?.reversed()
      },
    ])
}

/// Cuts from left to right by taking the best piece that fits at each place.
private func cutFromTheLeft(
  _ word: [UInt8], _ table: [[UInt8]: Double],
  isBetter: ((piece: [UInt8], score: Double), (piece: [UInt8], score: Double)) -> Bool
) -> [[UInt8]]? {
  var pieces: [[UInt8]] = []
  var rest = word[...]
  while !rest.isEmpty {
    let fitting = table.filter { rest.starts(with: $0.key) }
      .map { (piece: $0.key, score: $0.value) }
    guard let next = fitting.min(by: isBetter) else { return nil }
    pieces.append(next.piece)
    rest = rest.dropFirst(next.piece.count)
  }
  return pieces
}

private var foreignBillCase: ExerciseCase {
  typealias Bill = (wordsInWindow: Double, extraOperations: Double, attentionRatio: Double)
  func wrong(
    _ sentence: String,
    _ change:
      @escaping (
        _ right: Bill, _ words: Double, _ own: Double, _ foreign: Double, _ window: Double,
        _ parameters: Double
      ) -> Bill
  ) -> KnownMistake<Chapter01.ForeignBill> {
    KnownMistake(sentence) { words, own, foreign, window, parameters in
      let right = try foreignBill(
        words: words, ownFertility: own, foreignFertility: foreign, window: window,
        parameters: parameters)
      return change(right, words, own, foreign, window, parameters)
    }
  }
  return ExerciseCase(
    Chapter01.foreignBill,
    learner: Exercises01.foreignBill(words:ownFertility:foreignFertility:window:parameters:),
    solution: foreignBill(words:ownFertility:foreignFertility:window:parameters:),
    mistakes: [
      wrong("you multiplied the window by the fertility: more tokens a word, fewer words fit") {
        right, _, _, foreign, window, _ in
        (window * foreign, right.extraOperations, right.attentionRatio)
      },
      wrong("you asked your own vocabulary what fits, not the foreign one") {
        right, _, own, _, window, _ in
        (window / own, right.extraOperations, right.attentionRatio)
      },
      wrong("you gave all the operations, not those that the foreign vocabulary adds") {
        right, words, _, foreign, _, parameters in
        (right.wordsInWindow, 6 * parameters * words * foreign, right.attentionRatio)
      },
      wrong("you forgot the 6: forward and backward take six operations a parameter and token") {
        right, _, _, _, _, _ in
        (right.wordsInWindow, right.extraOperations / 6, right.attentionRatio)
      },
      wrong("you let attention grow like the tokens: every pair counts, so it is their square") {
        right, _, own, foreign, _, _ in
        (right.wordsInWindow, right.extraOperations, foreign / own)
      },
    ])
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
