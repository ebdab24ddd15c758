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
    KnownMistake("you counted pairs across the border of two words: a pair stands inside of one") {
      words in
      let text = words.flatMap { word in (0..<word.count).flatMap { _ in word.ids } }
      return try countPairs([(ids: text, count: 1)])
    },
    KnownMistake("you took 1 2 and 2 1 for the same pair: the order counts") { words in
      try tally(words) { [min($0, $1), max($0, $1)] }
    },
    KnownMistake("you turned every pair round: the left id comes first") { words in
      try tally(words) { [$1, $0] }
    },
    KnownMistake("you counted a pair once a word: one that stands there twice counts twice") {
      words in
      var counts: [[Int]: Int] = [:]
      for word in words {
        for pair in try countPairs([word]).keys { counts[pair, default: 0] += word.count }
      }
      return counts
    },
    KnownMistake("you stopped one pair early: n ids have n − 1 pairs") { words in
      try countPairs(words.map { (ids: $0.ids.dropLast(), count: $0.count) })
    },
    KnownMistake("you added 1 from the second time on, not the word's count") { words in
      var counts: [[Int]: Int] = [:]
      for word in words {
        for (left, right) in zip(word.ids, word.ids.dropFirst()) {
          counts[[left, right], default: word.count - 1] += 1
        }
      }
      return counts
    },
    KnownMistake("you counted ids, not pairs of neighbours") { words in
      var counts: [[Int]: Int] = [:]
      for word in words { for id in word.ids { counts[[id], default: 0] += word.count } }
      return counts
    },
    KnownMistake("you paired every id with all behind it: a pair is two neighbours") { words in
      var counts: [[Int]: Int] = [:]
      for word in words {
        for (place, left) in word.ids.enumerated() {
          for right in word.ids.dropFirst(place + 1) {
            counts[[left, right], default: 0] += word.count
          }
        }
      }
      return counts
    },
    KnownMistake("you paired the last id with the first: a word is no circle") { words in
      try countPairs(words.map { (ids: $0.ids + $0.ids.prefix(1), count: $0.count) })
    },
    KnownMistake("you left words out that occur once") { words in
      try countPairs(words.filter { $0.count > 1 })
    },
    KnownMistake("you counted the first pair of each word alone") { words in
      try countPairs(words.map { (ids: Array($0.ids.prefix(2)), count: $0.count) })
    },
    KnownMistake("you counted the last pair of each word alone") { words in
      try countPairs(words.map { (ids: Array($0.ids.suffix(2)), count: $0.count) })
    },
    KnownMistake("you paired ids with one between them: neighbours make a pair") { words in
      var counts: [[Int]: Int] = [:]
      for word in words {
        for (left, right) in zip(word.ids, word.ids.dropFirst(2)) {
          counts[[left, right], default: 0] += word.count
        }
      }
      return counts
    },
    KnownMistake(answer: "you left pairs of equal ids out") { words in
      try countPairs(words).filter { $0.key[0] != $0.key[1] }
    },
    KnownMistake("you do not let a pair overlap itself: 7 7 7 holds the pair 7 7 twice") {
      words in
      var counts: [[Int]: Int] = [:]
      for word in words {
        var last: [Int] = []
        for pair in zip(word.ids, word.ids.dropFirst()).map({ [$0, $1] }) {
          if pair == last {
            last = []
          } else {
            counts[pair, default: 0] += word.count
            last = pair
          }
        }
      }
      return counts
    },
    KnownMistake("you begin each count at 1: a pair that was not met yet has 0") {
      words in
      try countPairs(words).mapValues { $0 + 1 }
    },
    KnownMistake("you let pairs reach from one word into the next") {
      words in
      var counts: [[Int]: Int] = [:]
      var last: Int?
      for word in words {
        for id in word.ids {
          if let last { counts[[last, id], default: 0] += word.count }
          last = id
        }
      }
      return counts
    },
  ]
}

private func tally(
  _ words: [(ids: [Int], count: Int)], _ name: (_ left: Int, _ right: Int) -> [Int]
) throws -> [[Int]: Int] {
  var counts: [[Int]: Int] = [:]
  for (pair, count) in try countPairs(words) { counts[name(pair[0], pair[1]), default: 0] += count }
  return counts
}
