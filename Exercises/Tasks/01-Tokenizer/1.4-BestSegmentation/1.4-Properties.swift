import ExerciseKit

extension Chapter01 {
  static var bestSegmentationProperties: Properties<BestSegmentation> {
    typealias Question = (word: [UInt8], odds: [[UInt8]: Double])
    let plain: [String: Double] = [
      "a": -2.5, "b": -2.25, "c": -3, "ab": -4, "bc": -4.5, "ca": -5.75, "abc": -6.5, "bca": -6,
      "cab": -8.5, "aa": -5.25, "abca": -8.5, "bb": -4,
    ]
    let holes: [String: Double] = [
      "do": -1, "dog": -2.5, "g": -4, "s": -0.75, "ogs": -2.25, "d": -2, "og": -3.5, "gs": -2,
    ]
    let likely: [String: Double] = [
      "a": -0.5, "b": -0.75, "ab": -1.5, "ba": -1, "aa": -1.25, "bb": -1.25, "aab": -1.5,
      "abab": -2.25,
    ]
    let questions: [Question] =
      [
        "", "a", "ab", "abc", "bca", "abca", "cab", "aab", "bbca", "abcabc", "cabca", "aaaa",
        "bcab",
        "abbcaab", "xab", "abx",
      ].map { (Array($0.utf8), keyed(plain)) }
      + ["dog", "dogs", "do", "gs", "dogdogs", "sdogs", "o", "odog", "dox"].map {
        (Array($0.utf8), keyed(holes))
      }
      + ["ab", "ba", "aab", "abab", "bab", "aabb", "ababa"].map {
        (Array($0.utf8), keyed(likely))
      }
    func cut(_ words: String, _ isKept: @escaping @Sendable ([UInt8], Double) -> Bool)
      -> Variation<Question>
    {
      Variation(words, isProbe: false) { ($0.word, $0.odds.filter { isKept($0.key, $0.value) }) }
    }
    func weighed(_ words: String, _ weight: @escaping @Sendable ([UInt8], Double) -> Double)
      -> Variation<Question>
    {
      Variation(words) { question in
        (
          question.word,
          Dictionary(
            uniqueKeysWithValues: question.odds.map { ($0.key, weight($0.key, $0.value)) })
        )
      }
    }
    let inputs: [Facet<Question>] = [.things("the word", \.word)]
    let laws: [Law<Question, [[UInt8]]?>] = [
      Law("a word that pieces spell is cut, and no other is nil") { question, pieces in
        let (wanted, word) = (best(question), text([question.word]))
        if pieces == nil, let wanted {
          return wanted.isEmpty
            ? "the empty word is nil; it has no pieces, and an empty list says so"
            : "you give nil for \(word), which pieces of the table spell"
        }
        if let pieces, wanted == nil {
          return "you cut \(word), which no pieces of the table spell, into \(text(pieces)); that "
            + "should be nil"
        }
        return nil
      },
      Law("every piece stands in the table") { question, pieces in
        for piece in pieces ?? [] where question.odds[piece] == nil {
          return
            "your pieces of \(text([question.word])) have \(text([piece])) among them, which is "
            + "no piece of the table"
        }
        return nil
      },
      Law("the pieces put together are the word") { question, pieces in
        guard let pieces else { return nil }
        let joined = Array(pieces.joined())
        guard joined != question.word else { return nil }
        var why = ""
        if joined.count < question.word.count { why = ": something is missing" }
        if joined.count > question.word.count { why = ": there is something too much" }
        if joined.sorted() == question.word.sorted() { why = ": they stand in another order" }
        return "your pieces \(text(pieces)) put together are not \(text([question.word]))\(why)"
      },
      Law("no other cut is likelier") { question, pieces in
        guard let pieces, let best = best(question) else { return nil }
        let (own, wanted) = (sum(pieces, question), sum(best, question))
        guard own < wanted - 1e-9 else { return nil }
        var why = "as many pieces, cut elsewhere, are likelier"
        if pieces.count < best.count { why = "fewer and longer pieces are not always likelier" }
        if pieces.count > best.count { why = "fewer and longer pieces are likelier here" }
        return "you cut \(text([question.word])) into \(text(pieces)), of \(written(own)) in all, "
          + "and there is a cut of \(written(wanted)): \(why)"
      },
    ]
    let variations: [Variation<Question>] = [
      cut("pieces of one byte alone") { piece, _ in piece.count == 1 },
      cut("pieces of two bytes at most") { piece, _ in piece.count <= 2 },
      cut("pieces of three bytes at most") { piece, _ in piece.count <= 3 },
      cut("pieces of two bytes and more") { piece, _ in piece.count > 1 },
      weighed("pieces that are all equally likely") { _, _ in -1 },
      weighed("the logarithms' signs turned") { -$1 },
      weighed("logarithms divided by the pieces' lengths") { $1 / Double($0.count) },
      weighed("logarithms times the pieces' lengths") { $1 * Double($0.count) },
      weighed("logarithms that are each 1 lower") { $1 - 1 },
      weighed("logarithms that are each 1 higher") { $1 + 1 },
      weighed("logarithms twice as far below 0") { 2 * $1 },
      weighed("logarithms cut to whole numbers") { $1.rounded(.towardZero) },
      weighed("logarithms rounded") { $1.rounded() },
      weighed("the lengths of the pieces for their logarithms") { piece, _ in
        Double(piece.count)
      },
      weighed("the squares of the logarithms below 0") { -$1 * $1 },
      Variation("the word read from its end") { ($0.word.reversed(), $0.odds) },
    ]
    let outcomes: [Outcome<[[UInt8]]?>] = [
      Outcome("in reverse order") { $0?.reversed() },
      Outcome("sorted") { $0?.sorted { $0.lexicographicallyPrecedes($1) } },
      Outcome("with nil for an empty list") { pieces in pieces?.isEmpty == true ? nil : pieces },
      Outcome("with an empty list for nil") { $0 ?? [] },
      Outcome("without the last piece") { $0.map { Array($0.dropLast()) } },
      Outcome("without the first piece") { $0.map { Array($0.dropFirst()) } },
      Outcome("each piece's bytes in reverse order") { $0?.map { $0.reversed() } },
      Outcome("as single bytes") { $0.map { $0.joined().map { [$0] } } },
    ]
    let traits: [Trait<Question>] = [
      Trait("the word is empty") { $0.word.isEmpty },
      Trait("no pieces spell the word") {
        best($0) == nil
      },
      Trait("the word is a piece itself") { $0.odds[$0.word] != nil },
      Trait("the likeliest cut is one piece") {
        best($0)?.count == 1
      },
      Trait("the likeliest cut has three pieces or more") {
        (best($0)?.count ?? 0) > 2
      },
      Trait("a piece of three bytes or more is needed") {
        best($0)?.contains { $0.count > 2 } ?? false
      },
      Trait("the pieces do not come in the order of the alphabet") { question in
        let pieces = best(question) ?? []
        return pieces != pieces.sorted { $0.lexicographicallyPrecedes($1) }
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.word, $1.odds) }, inputs: inputs, laws: laws,
      variations: variations, outcomes: outcomes, traits: traits)
  }

  private static func best(_ question: (word: [UInt8], odds: [[UInt8]: Double])) -> [[UInt8]]? {
    (try? Tasks01.bestSegmentation(question.word, question.odds)).flatMap(\.self)
  }

  private static func sum(
    _ pieces: [[UInt8]], _ question: (word: [UInt8], odds: [[UInt8]: Double])
  ) -> Double {
    pieces.reduce(0) { $0 + (question.odds[$1] ?? 0) }
  }

  private static func keyed(_ table: [String: Double]) -> [[UInt8]: Double] {
    Dictionary(uniqueKeysWithValues: table.map { (Array($0.key.utf8), $0.value) })
  }

  private static func text(_ pieces: [[UInt8]]) -> String {
    "“" + pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") + "”"
  }
}
