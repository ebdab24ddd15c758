import ExerciseKit
import Groundwork

extension Chapter02 {
  static var scaledScoresProperties: Properties<ScaledScores> {
    typealias Question = (queries: [[Double]], keys: [[Double]], headCount: Int, head: Int)
    var stream = RandomStream(seed: 23)
    let questions: [Question] = [
      (2, 1, 0, 4), (3, 2, 0, 3), (3, 2, 1, 3), (2, 3, 0, 4), (2, 3, 2, 4), (3, 4, 1, 2),
      (4, 4, 3, 1), (2, 1, 0, 1), (3, 3, 1, 5), (2, 2, 1, 9),
    ].map { (count: Int, heads: Int, head: Int, width: Int) -> Question in
      func rows() -> [[Double]] {
        (0..<count).map { _ in
          (0..<heads * width).map { _ in (stream.normal() * 4).rounded() / 2 }
        }
      }
      return (rows(), rows(), heads, head)
    }
    let inputs: [Facet<Question>] = [
      .rows("the queries", \.queries), .rows("the keys", \.keys),
    ]
    let laws: [Law<Question, [[Double]]>] = [
      Law("a query has a row, and a key a column") { question, scores in
        let widths = scores.map(\.count)
        guard
          scores.count != question.queries.count
            || widths.contains(where: { $0 != question.keys.count })
        else { return nil }
        return
          "for \(question.queries.count) positions you give \(scores.count) rows of \(widths) scores"
      },
      Law("a score has the sign of the dot product") { question, scores in
        for (t, row) in scores.enumerated() {
          for (s, score) in row.enumerated() {
            let product = product(question, t, s)
            if score * product < -1e-12 || (product == 0) != (Swift.abs(score) < 1e-12) {
              return "the dot product of query \(t) and key \(s) in head \(question.head) is "
                + "\(written(product)), and your score of it is \(written(score)): not even the sign is "
                + "its own"
            }
          }
        }
        return nil
      },
      Law("all dot products of a head are divided by one number, the root of its width") {
        question, scores in
        let width = (question.queries.first?.count ?? 0) / question.headCount
        var divisors: [Double] = []
        for (t, row) in scores.enumerated() {
          for (s, score) in row.enumerated() where product(question, t, s) != 0 {
            divisors.append(product(question, t, s) / score)
          }
        }
        guard let first = divisors.first else { return nil }
        guard divisors.allSatisfy({ Swift.abs($0 - first) < 1e-9 * Swift.abs(first) }) else {
          return "dot products of one head are not all divided by the same number: by "
            + "\(written(divisors.min() ?? 0)) to \(written(divisors.max() ?? 0))"
        }
        return Swift.abs(first - Double(width).squareRoot()) < 1e-9
          ? nil
          : "with heads of width \(width), \(question.headCount) of them, you divide by \(written(first)), not by "
            + "\(written(Double(width).squareRoot()))"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("the next head") { question in
        question.head + 1 < question.headCount
          ? (question.queries, question.keys, question.headCount, question.head + 1) : nil
      },
      Variation("the first head, whichever is asked", isProbe: false) {
        ($0.queries, $0.keys, $0.headCount, 0)
      },
      Variation("the last head, whichever is asked", isProbe: false) {
        ($0.queries, $0.keys, $0.headCount, $0.headCount - 1)
      },
      Variation("the heads counted from the end", isProbe: false) {
        ($0.queries, $0.keys, $0.headCount, $0.headCount - 1 - $0.head)
      },
      Variation("all heads as one", isProbe: false) { ($0.queries, $0.keys, 1, 0) },
      Variation("queries and keys exchanged", isProbe: false) {
        ($0.keys, $0.queries, $0.headCount, $0.head)
      },
      Variation("queries for the keys, too", isProbe: false) {
        ($0.queries, $0.queries, $0.headCount, $0.head)
      },
      Variation("keys for the queries, too", isProbe: false) {
        ($0.keys, $0.keys, $0.headCount, $0.head)
      },
      Variation("other numbers in the other heads' columns") { question in
        let width = (question.queries.first?.count ?? 0) / question.headCount
        let own = (question.head * width)..<((question.head + 1) * width)
        func changed(_ rows: [[Double]]) -> [[Double]] {
          rows.map { row in row.indices.map { own.contains($0) ? row[$0] : row[$0] * 2 + 1 } }
        }
        return (
          changed(question.queries), changed(question.keys), question.headCount, question.head
        )
      },
      Variation("a head whose first column is 0") { question in
        changed(question) { place, _ in place == 0 ? 0 : nil }
      },
      Variation("a head whose last column is 0") { question in
        changed(question) { place, width in place == width - 1 ? 0 : nil }
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the head is not the first") { $0.head > 0 },
      Trait("there are several heads") { $0.headCount > 1 },
      Trait("the head is the last of several") { $0.headCount > 1 && $0.head == $0.headCount - 1 },
      Trait("the heads are of width 1") { ($0.queries.first?.count ?? 0) == $0.headCount },
    ]
    return Properties(
      of: questions, ask: { try $0($1.queries, $1.keys, $1.headCount, $1.head) }, inputs: inputs,
      laws: laws, variations: variations, traits: traits)
  }

  private typealias HeadQuestion = (
    queries: [[Double]], keys: [[Double]], headCount: Int, head: Int
  )

  /// Queries and keys with other numbers in the asked head's columns.
  private static func changed(
    _ question: HeadQuestion, _ number: (_ place: Int, _ width: Int) -> Double?
  ) -> HeadQuestion {
    let width = (question.queries.first?.count ?? 0) / question.headCount
    func changed(_ rows: [[Double]]) -> [[Double]] {
      rows.map { row in
        row.indices.map { column in
          let place = column - question.head * width
          guard (0..<width).contains(place) else { return row[column] }
          return number(place, width) ?? row[column]
        }
      }
    }
    return (changed(question.queries), changed(question.keys), question.headCount, question.head)
  }

  private static func product(_ question: HeadQuestion, _ query: Int, _ key: Int) -> Double {
    let width = (question.queries.first?.count ?? 0) / question.headCount
    return ((question.head * width)..<((question.head + 1) * width)).reduce(0) {
      $0 + question.queries[query][$1] * question.keys[key][$1]
    }
  }
}
