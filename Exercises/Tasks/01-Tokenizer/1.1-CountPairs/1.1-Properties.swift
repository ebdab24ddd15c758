import ExerciseKit

extension Chapter01 {
  typealias Word = (ids: [Int], count: Int)

  static var countPairsProperties: Properties<CountPairs> {
    typealias Question = [Word]
    let questions: [Question] = [
      [([1, 2, 3], 1), ([2, 3], 4)], [([4, 4, 4], 2), ([4, 4], 3), ([5, 4, 4], 1)],
      [([1, 2, 1, 2, 1], 3), ([2, 1], 5)], [([7, 8], 6), ([], 2), ([9], 3), ([8, 9], 1)],
      [([1, 3, 2], 2), ([3, 1, 2], 1), ([2, 2, 3, 1], 4)], [([6, 5, 6, 5], 1), ([5, 6, 7], 1)],
      [([3], 5), ([2, 5, 8, 2, 5], 2), ([5, 2], 7), ([8, 8, 8, 8], 1)], [([10, 11, 12, 13], 1)],
      [([1, 2], 3), ([1, 2, 9], 2), ([9, 1, 2], 1), ([9, 9], 1)],
    ]
    let inputs: [Facet<Question>] = [.records("the words", \.self)]
    let laws: [Law<Question, [[Int]: Int]>] = [
      Law("a pair is two ids") { _, counts in
        guard let key = counts.keys.first(where: { $0.count != 2 }) else { return nil }
        return "you count something of \(key.count) ids, \(key); a pair has two"
      },
      Law("what is counted stands side by side in a word") { words, counts in
        let standing = Set(words.flatMap { pairs($0.ids) })
        for pair in sorted(counts) where !standing.contains(pair) {
          return "you give a count to \(pair), which stand side by side in no word"
        }
        return nil
      },
      Law("every pair that stands side by side is counted") { words, counts in
        for word in words where word.count > 0 {
          let all = pairs(word.ids)
          for (place, pair) in all.enumerated() where counts[pair, default: 0] == 0 {
            let verb = place == 0 ? "begins" : place == all.count - 1 ? "ends" : "goes on"
            return "you do not count \(pair), with which the word \(word.ids) \(verb)"
          }
        }
        return nil
      },
      Law("a pair counts as often as all the words that have it, and each time it stands there") {
        words, counts in
        for pair in sorted(counts) {
          let count = counts[pair, default: 0]
          var (inWords, inAll) = (0, 0)
          for word in words {
            let times = pairs(word.ids).count { $0 == pair }
            inWords += times > 0 ? word.count : 0
            inAll += times * word.count
          }
          if count < inWords {
            return
              "the words that have \(pair) occur \(inWords) times in all, and you count \(count)"
          }
          if count < inAll {
            return "\(pair) stand more than once in a word, \(inAll) times in all, and you count "
              + "\(count)"
          }
          if count > inAll {
            return
              "\(pair) are counted too often: \(count) times, and they stand there \(inAll) times"
          }
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      .each("words that each occur once", of: \.self) { ($0.ids, 1) },
      .each("words that each occur once more", of: \.self) { ($0.ids, $0.count + 1) },
      .each("twice as many of each word", of: \.self) { ($0.ids, 2 * $0.count) },
      .each("words read from their ends", of: \.self) { ($0.ids.reversed(), $0.count) },
      .each("words without their first id", of: \.self) {
        (Array($0.ids.dropFirst()), $0.count)
      },
      .each("words without their last id", of: \.self) { (Array($0.ids.dropLast()), $0.count) },
      .each("words whose ids are sorted", of: \.self) { ($0.ids.sorted(), $0.count) },
      .each("words with a mark, 0, before them", of: \.self) { ([0] + $0.ids, $0.count) },
      .each("words with a mark, 0, behind them", of: \.self) { ($0.ids + [0], $0.count) },
      .each("words that go round in a ring", of: \.self) {
        ($0.ids + $0.ids.prefix(1), $0.count)
      },
      .each("words whose runs of one id are one id", of: \.self) { word in
        (
          word.ids.indices.filter { $0 == 0 || word.ids[$0] != word.ids[$0 - 1] }.map {
            word.ids[$0]
          }, word.count
        )
      },
      .each("those words that occur more than once", of: \.self) { $0.count > 1 ? $0 : nil },
      .each("those words that have more than two ids", of: \.self) {
        $0.ids.count > 2 ? $0 : nil
      },
      .each("those words that have two ids", of: \.self) { $0.ids.count == 2 ? $0 : nil },
      Variation("the words put together to one") { words in
        [(words.flatMap(\.ids), words.map(\.count).max() ?? 0)]
      },
      Variation("the words, in a row and each once, put together to one") { words in
        [(words.flatMap(\.ids), 1)]
      },
    ]
    let outcomes: [Outcome<[[Int]: Int]>] = [
      Outcome("each pair turned round") { counts in
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.reversed(), $0.value) })
      },
      Outcome("both orders of a pair counted as one") { counts in
        counts.reduce(into: [:]) { $0[$1.key.sorted(), default: 0] += $1.value }
      },
      Outcome("without pairs of one id twice") { $0.filter { $0.key[0] != $0.key[1] } },
      Outcome("pairs of one id twice alone") { $0.filter { $0.key[0] == $0.key[1] } },
      Outcome("without pairs that occur once") { $0.filter { $0.value > 1 } },
      Outcome("each with the count 1") { $0.mapValues { _ in 1 } },
      Outcome("each count doubled") { $0.mapValues { 2 * $0 } },
      Outcome("each count halved") { $0.mapValues { $0 / 2 } },
      Outcome("each count 1 too high") { $0.mapValues { $0 + 1 } },
      Outcome("each count 1 too low") { $0.mapValues { $0 - 1 } },
      Outcome("each count squared") { $0.mapValues { $0 * $0 } },
      Outcome("the most frequent pairs alone") { counts in
        counts.filter { $0.value == counts.values.max() }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("a word has one id or none") { $0.contains { $0.ids.count < 2 } },
      Trait("a word has an id twice in a row") { words in
        words.contains { zip($0.ids, $0.ids.dropFirst()).contains { $0 == $1 } }
      },
      Trait("a word has an id three times in a row") { words in
        words.contains { word in
          zip(pairs(word.ids), pairs(word.ids).dropFirst()).contains { $0 == $1 }
        }
      },
      Trait("a pair stands twice in one word") { words in
        words.contains { Set(pairs($0.ids)).count < pairs($0.ids).count }
      },
      Trait("a pair stands in several words") { words in
        let all = words.flatMap { Set(pairs($0.ids)) }
        return Set(all).count < all.count
      },
      Trait("a word occurs more than once") { $0.contains { $0.count > 1 } },
    ]
    return Properties(
      of: questions, ask: { try $0($1) }, inputs: inputs, laws: laws, variations: variations,
      outcomes: outcomes, traits: traits)
  }

  private static func sorted(_ counts: [[Int]: Int]) -> [[Int]] {
    counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func pairs(_ ids: [Int]) -> [[Int]] {
    zip(ids, ids.dropFirst()).map { [$0, $1] }
  }
}
