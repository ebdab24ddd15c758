import ExerciseKit

/// The known mistakes of exercise 1.1.
public var countPairsMistakes: [KnownMistake<Chapter01.CountPairs>] {
  [
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
  ]
}
