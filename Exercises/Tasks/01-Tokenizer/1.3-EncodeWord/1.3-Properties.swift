import ExerciseKit

extension Chapter01 {
  typealias Merge = (left: Int, right: Int, made: Int)

  static var encodeWordProperties: Properties<EncodeWord> {
    typealias Question = (word: [Int], merges: [Merge])
    let plain: [Merge] = [
      (2, 3, 110), (1, 2, 101), (7, 7, 102), (102, 7, 103), (3, 1, 104), (110, 1, 105),
    ]
    let chain: [Merge] = [
      (4, 5, 20), (20, 4, 21), (5, 4, 22), (21, 5, 23), (6, 6, 24), (24, 24, 25), (25, 6, 19),
    ]
    let words: [[Int]] = [
      [1, 2, 3], [2, 3, 1], [3, 1, 2], [7, 7, 7], [7, 7, 7, 7, 7], [1, 2, 3, 1, 2, 3, 1, 2],
      [9], [9, 8], [2, 3, 2, 3, 1], [1, 2, 1, 2, 1, 2, 1, 2, 1, 2], [3, 2, 1],
    ]
    let others: [[Int]] = [
      [4, 5, 4, 5], [5, 4, 5, 4, 5], [6, 6, 6, 6, 6], [4, 4, 5, 5], [6, 5, 4], [5, 4],
      [6, 6, 4, 5, 4, 6, 6, 6, 6, 4, 5], [4, 5, 6, 6, 5, 4, 4, 5, 4, 5, 6, 6],
    ]
    let questions: [Question] = words.map { ($0, plain) } + others.map { ($0, chain) }
    let inputs: [Facet<Question>] = [.things("the word", \.word), .records("the merges", \.merges)]
    let laws: [Law<Question, [Int]>] = [
      Law("the tokens, taken apart again, are the word") { question, tokens in
        let ids = tokens.flatMap { parts($0, question.merges) }
        guard ids != question.word else { return nil }
        let what =
          ids.sorted() == question.word.sorted()
          ? "have the word's ids in another order"
          : "are not the word"
        return "your tokens, taken apart again, \(what): \(question.word) became \(ids)"
      },
      Law("nothing is left that can be merged") { question, tokens in
        for (place, (left, right)) in zip(tokens, tokens.dropFirst()).enumerated() {
          guard question.merges.contains(where: { $0.left == left && $0.right == right }) else {
            continue
          }
          let made = question.word.count - tokens.count
          let end = place == tokens.count - 2 ? ", at the end" : ""
          return "\(left) and \(right) are left side by side\(end), though there is a merge of "
            + "them: of \(question.word) you end with \(tokens); merges made: \(made)"
        }
        return nil
      },
      Law("what was learned first is merged first") { question, tokens in
        var ids = question.word
        guard
          let first = question.merges.first(where: { merge in
            zip(ids, ids.dropFirst()).contains { $0 == merge.left && $1 == merge.right }
          })
        else { return nil }
        ids = tokens.flatMap { within($0, question.merges) }
        return ids.contains(first.made)
          ? nil
          : "\(first.left) and \(first.right) stand in \(question.word), no merge that fits there was "
            + "learned before theirs, and you did not make it: \(tokens)"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("merges of the first two places exchanged", isProbe: false) { question in
        guard question.merges.count > 1 else { return nil }
        var merges = question.merges
        merges.swapAt(0, 1)
        return (question.word, merges)
      },
      Variation("merges in the order of the ids that they make") { question in
        (question.word, question.merges.sorted { $0.made < $1.made })
      },
      Variation("merges in the falling order of the ids that they make") { question in
        (question.word, question.merges.sorted { $0.made > $1.made })
      },
      Variation("those merges alone whose ids stand in the word", isProbe: false) { question in
        (
          question.word,
          question.merges.filter {
            question.word.contains($0.left) && question.word.contains($0.right)
          }
        )
      },
      Variation("merges with left and right exchanged", isProbe: false) { question in
        (question.word, question.merges.map { ($0.right, $0.left, $0.made) })
      },
      Variation("merges of unlike ids alone", isProbe: false) { question in
        (question.word, question.merges.filter { $0.left != $0.right })
      },
    ]
    let outcomes: [Outcome<[Int]>] = [
      Outcome("in reverse order") { $0.reversed() }, Outcome("sorted") { $0.sorted() },
      Outcome("without the last token") { Array($0.dropLast()) },
      Outcome("without the first token") { Array($0.dropFirst()) },
      Outcome("each different token once") { tokens in
        tokens.indices.filter { !tokens[..<$0].contains(tokens[$0]) }.map { tokens[$0] }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the word is merged into one token") { encoded($0).count == 1 },
      Trait("the first two ids of the word are merged first") { question in
        rank(question.word.prefix(2), question.merges) != nil
      },
      Trait("more than one merge is made") { question in
        merged(question) > 1
      },
      Trait("more than two merges are made") { merged($0) > 2 },
      Trait("more than three merges are made") { merged($0) > 3 },
      Trait("more than four merges are made") { merged($0) > 4 },
      Trait("an id stands three times in a row") { question in
        question.word.indices.dropFirst(2).contains {
          question.word[$0] == question.word[$0 - 1] && question.word[$0] == question.word[$0 - 2]
        }
      },
      Trait("a token that was made is merged again") { question in
        encoded(question).contains { parts($0, question.merges).count > 2 }
      },
      Trait("two merges want the same id") { question in
        question.word.indices.dropFirst().dropLast().contains { place in
          rank(question.word[(place - 1)...place], question.merges) != nil
            && rank(question.word[place...(place + 1)], question.merges) != nil
        }
      },
      Trait("nothing can be merged") { merged($0) == 0 },
    ]
    return Properties(
      of: questions, ask: { try $0($1.word, $1.merges) }, inputs: inputs, laws: laws,
      variations: variations, outcomes: outcomes, traits: traits)
  }

  private static func encoded(_ question: (word: [Int], merges: [Merge])) -> [Int] {
    (try? Tasks01.encodeWord(question.word, question.merges)) ?? []
  }

  private static func merged(_ question: (word: [Int], merges: [Merge])) -> Int {
    question.word.count - encoded(question).count
  }

  private static func rank(_ pair: ArraySlice<Int>, _ merges: [Merge]) -> Int? {
    guard pair.count == 2 else { return nil }
    return merges.firstIndex { $0.left == pair.first && $0.right == pair.last }
  }

  /// The ids that a token was made of.
  private static func parts(_ token: Int, _ merges: [Merge]) -> [Int] {
    guard let merge = merges.first(where: { $0.made == token }) else { return [token] }
    return parts(merge.left, merges) + parts(merge.right, merges)
  }

  /// A token, and all that it was made of on the way.
  private static func within(_ token: Int, _ merges: [Merge]) -> [Int] {
    guard let merge = merges.first(where: { $0.made == token }) else { return [token] }
    return [token] + within(merge.left, merges) + within(merge.right, merges)
  }
}
