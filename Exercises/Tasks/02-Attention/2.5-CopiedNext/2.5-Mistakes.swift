import ExerciseKit

/// The known mistakes of exercise 2.5.
public var copiedNextMistakes: [KnownMistake<Chapter02.CopiedNext>] {
  typealias Rows = [[Double]]
  /// A machine whose first head looks at another distance, and whose second head has other parts.
  func wrong(
    _ sentence: String, distance: Int = -1,
    second:
      @escaping (_ meanings: Rows, _ before: Rows) -> (queries: Rows, keys: Rows, values: Rows)
  ) -> KnownMistake<Chapter02.CopiedNext> {
    KnownMistake(sentence) { words, kinds in
      let meanings = words.map { Chapter02.oneHot($0, kinds) }
      let before = Chapter02.attend(
        queries: words.indices.map { Chapter02.oneHot($0 + distance, words.count) },
        keys: words.indices.map { Chapter02.oneHot($0, words.count) }, values: meanings)
      let (queries, keys, values) = second(meanings, before)
      return Chapter02.attend(queries: queries, keys: keys, values: values).last ?? []
    }
  }
  return [
    wrong("you still find the word itself and take what stood before it: that walks backwards") {
      ($0, $0, $1)
    },
    wrong("your keys and values are both the words: the last word finds itself, and repeats") {
      meanings, _ in (meanings, meanings, meanings)
    },
    wrong("you find the right place, but take the word before it, which is the one just read") {
      ($0, $1, $1)
    },
    wrong("you ask with the word before the last: that finds what could stand in its place") {
      ($1, $1, $0)
    },
    wrong("you look for the word before the last, and take what you find: that word again") {
      ($1, $0, $0)
    },
    wrong(
      "you sent the first head to the place after its own: the mask hides it, so it hears all",
      distance: 1
    ) { ($0, $0, $1) },
    wrong("you read everything from the word before: the last word asks, and the words are taken") {
      ($1, $1, $1)
    },
    wrong("you ask with the word before, and take what stood before what you find") {
      ($1, $0, $1)
    },
    wrong("you sent the first head two places back: it fetches the word just before", distance: -2)
    {
      ($0, $1, $0)
    },
    wrong("you let the first head stay at its place: it fetches the word before", distance: 0) {
      ($0, $1, $0)
    },
    wrong("you sent the first head to the next place: the mask hides it", distance: 1) {
      ($0, $1, $0)
    },
    KnownMistake("you gave all to one word: of two different followers each gets half") {
      words, kinds in
      let shares = try copiedNext(words, kinds: kinds)
      let best = shares.indices.max { shares[$0] < shares[$1] }
      return shares.indices.map { $0 == best ? 1 : 0 }
    },
    KnownMistake("you repeat the last word") { words, kinds in
      Chapter02.oneHot(words.last ?? 0, kinds)
    },
    KnownMistake(answer: "you gave every word the same share") { _, kinds in
      (0..<kinds).map { _ in 1 / Double(kinds) }
    },
    KnownMistake("you returned the first position's output: the last one says what comes next") {
      words, kinds in Chapter02.oneHot(words.first ?? 0, kinds)
    },
    KnownMistake("you returned the first head's output: the word before the last") {
      words, kinds in
      Chapter02.attend(
        queries: words.indices.map { Chapter02.oneHot($0 - 1, words.count) },
        keys: words.indices.map { Chapter02.oneHot($0, words.count) },
        values: words.map { Chapter02.oneHot($0, kinds) }
      ).last ?? []
    },
    KnownMistake("you took the latest follower alone: of two each gets half") { words, kinds in
      let place = words.indices.dropLast().last { words[$0] == words.last }
      return Chapter02.oneHot(place.map { words[$0 + 1] } ?? 0, kinds)
    },
    KnownMistake("you took the earliest follower alone: of two each gets half") { words, kinds in
      let place = words.indices.dropLast().first { words[$0] == words.last }
      return Chapter02.oneHot(place.map { words[$0 + 1] } ?? 0, kinds)
    },
    KnownMistake("you gave each word its share of the text: the last word's followers are asked") {
      words, kinds in
      (0..<kinds).map { kind in
        Double(words.count { $0 == kind }) / Double(max(1, words.count))
      }
    },
    KnownMistake("you left the last word out: it is the one that asks") { words, kinds in
      try copiedNext(words.dropLast(), kinds: kinds)
    },
  ]
}
