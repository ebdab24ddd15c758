import ExerciseKit

extension Chapter04 {
  static var repeatedShareProperties: Properties<RepeatedShare> {
    typealias Question = (texts: [[Int]], n: Int)
    let loops = [[1, 2, 3, 1, 2, 3, 1, 2], [2, 3, 1, 2, 4], [3, 1, 2, 3, 2, 1]]
    let questions: [Question] = [
      (loops, 1), (loops, 2), (loops, 3), ([loops[0]], 2), ([loops[0]], 3), ([[1, 2, 3]], 4),
      ([[1, 2, 3, 4, 5]], 2), ([[1, 2, 3, 2, 4]], 2), ([[1, 23], [12, 3]], 2),
      ([[5, 5, 5, 2, 5, 5, 5], [2, 5, 5]], 1),
      ([[5, 5, 5, 2, 5, 5, 5], [2, 5, 5]], 2),
      ([[1, 2, 3, 4], [9, 9, 9], [1, 2, 3, 4, 1, 2]], 2),
      ([[8, 9, 8, 9], [8, 9, 8, 9], [8, 8], [4]], 2), ([[5, 6, 5, 6], [5, 6, 5, 6], [7]], 1),
      ([[3], [3], [5, 6, 5, 6], [3], [6, 5]], 2), ([[1, 2, 3], [1, 2, 3], [1, 2, 3]], 3),
      ([[1, 2, 3], [2, 1, 3], [3, 2, 1]], 2), ([[4, 5, 6, 7], [6, 7, 4, 5]], 2),
      ([[1, 1, 1, 1, 1, 1]], 3), ([], 2),
    ]
    let inputs: [Facet<Question>] = [.things("the texts", \.texts), .count("n", \.n)]
    let laws: [Law<Question, Double>] = [
      Law("a share lies between 0 and 1") { _, share in
        share >= 0 && share < 1 ? nil : "\(share) is no share of n-grams that were written before"
      },
      Law("the first n-gram was never written before") { question, share in
        let all = grams(question)
        guard !all.isEmpty else {
          return share == 0
            ? nil : "texts without an n-gram have the share \(written(share)), not 0"
        }
        return share <= Double(all.count - 1) / Double(all.count) + 1e-9
          ? nil
          : "of \(all.count) n-grams the first is new, so at most \(all.count - 1) of them were written "
            + "before; you give \(written(share))"
      },
      Law("where all n-grams differ nothing is repeated") { question, share in
        let all = grams(question)
        guard Set(all).count == all.count, share != 0 else { return nil }
        return "all \(question.n)-grams of \(question.texts) differ, and you give the share "
          + written(share)
      },
      Law("where an n-gram comes again something is repeated") { question, share in
        let all = grams(question)
        guard share == 0, Set(all).count < all.count else { return nil }
        let inText = question.texts.contains { text in
          let own = grams(([text], question.n))
          return Set(own).count < own.count
        }
        return "a \(question.n)-gram comes again in \(question.texts), "
          + (inText ? "within one text" : "in another text") + ", and you give the share 0"
      },
      Law("a share counts whole n-grams") { question, share in
        let all = grams(question)
        let count = share * Double(all.count)
        guard abs(count - count.rounded()) > 1e-6 else { return nil }
        let other = (1...60).first {
          let own = share * Double($0)
          return abs(own - own.rounded()) < 1e-9
        }
        return
          "there are \(all.count) \(question.n)-grams in \(question.texts), and \(written(share)) is no "
          + "whole count of them" + (other.map { ": it is one of \($0)" } ?? "")
      },
    ]
    let variations: [Variation<Question>] = [
      .each("texts without their first token", of: \.texts) { Array($0.dropFirst()) },
      .each("texts without their last token", of: \.texts) { Array($0.dropLast()) },
      .each("texts read from their ends", of: \.texts) { $0.reversed() },
      .each("texts with their tokens sorted", of: \.texts) { $0.sorted() },
      .each("texts with each different token once", of: \.texts) { text in
        text.indices.filter { !text[..<$0].contains(text[$0]) }.map { text[$0] }
      },
      .each("texts whose runs of one token are one token", of: \.texts) { text in
        text.indices.filter { $0 == 0 || text[$0] != text[$0 - 1] }.map { text[$0] }
      },
      .each("texts whose first token comes once more at the end", of: \.texts) {
        $0 + $0.prefix(1)
      },
      .each("every token 10 higher", of: \.texts) { $0.map { $0 + 10 } },
      .each("those texts that are longer than n", of: \.texts) { $0.count > 2 ? $0 : nil },
      Variation("all texts written as one") { ([$0.texts.flatMap(\.self)], $0.n) },
      Variation("the longest text alone", isProbe: false) { question in
        (question.texts.max { $0.count < $1.count }.map { [$0] } ?? [], question.n)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("n is 1") { $0.n == 1 }, Trait("n is more than 1") { $0.n > 1 },
      Trait("a text is too short for an n-gram") { question in
        question.texts.contains { $0.count < question.n }
      },
      Trait("there is no n-gram at all") { grams($0).isEmpty },
      Trait("there are several texts") { $0.texts.count > 1 },
      Trait("there is one text") { $0.texts.count == 1 },
      Trait("a text repeats itself") { question in
        question.texts.contains { text in
          let own = grams(([text], question.n))
          return Set(own).count < own.count
        }
      },
      Trait("a text repeats an earlier one") { question in
        let own = question.texts.flatMap { Array(Set(grams(([$0], question.n)))) }
        return Set(own).count < own.count
      },
      Trait("an n-gram comes more than twice") { question in
        let all = grams(question)
        return all.contains { gram in all.count { $0 == gram } > 2 }
      },
      Trait("two n-grams differ in their order alone") { question in
        let kinds = Set(grams(question))
        return Set(kinds.map { $0.sorted() }).count < kinds.count
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.texts, $1.n) }, inputs: inputs, laws: laws,
      variations: variations, traits: traits)
  }

  private static func grams(_ question: (texts: [[Int]], n: Int)) -> [[Int]] {
    question.texts.flatMap { text in
      stride(from: 0, through: text.count - question.n, by: 1).map {
        Array(text[$0..<$0 + question.n])
      }
    }
  }
}
