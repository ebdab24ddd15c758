import ExerciseKit

extension Chapter08 {
  /// A question, and what a drawing of it comes to.
  private typealias Mixture = (sources: [Source], tokens: Int)

  static var drawMixtureProperties: Properties<DrawMixture> {
    let questions: [Mixture] = [
      ([(0.5, [1_100, 900, 1_300]), (0.3, [110, 90, 160]), (0.2, [20])], 50_000),
      ([(0.15, [40, 160, 70]), (0.6, [700, 300, 450, 90]), (0.25, [25, 60])], 20_000),
      ([(1, [5, 3])], 11), ([(1, [5, 3])], 9), ([(1, [7])], 0),
      ([(0.5, [1_000, 10]), (0.5, [10])], 30_000), ([(0.5, [100]), (0.5, [100])], 4_000),
      ([(0.7, [50, 70]), (0, [40]), (0.3, [60])], 6_000), ([(0.25, [30]), (0.75, [30])], 3_000),
      ([(0.9, [200]), (0.1, [10])], 10_000),
    ]
    let laws: [ExerciseKit.Law<Mixture, [Int]>] = [
      ExerciseKit.Law("only sources that there are are drawn") { question, order in
        order.first { !question.sources.indices.contains($0) }.map {
          "of \(question.sources.count) sources, counted from 0, you draw from number \($0)"
        }
      },
      ExerciseKit.Law("as many tokens as wanted are drawn, and no document more") {
        question, order in
        let total = tally(order, question).reduce(0, +)
        if total < question.tokens {
          return "you stop at \(total) tokens, where \(question.tokens) are wanted"
        }
        let before = tally(order.dropLast(), question).reduce(0, +)
        return order.isEmpty || before < question.tokens
          ? nil
          : "you draw \(total) tokens, where \(question.tokens) are wanted: they were there "
            + "before the last document"
      },
      ExerciseKit.Law("a source with the share 0 is never drawn") { question, order in
        order.contains { question.sources[$0].share == 0 }
          ? "a source with the share 0 is drawn" : nil
      },
      ExerciseKit.Law("a source gives its share of the tokens") { question, order in
        guard question.tokens > 2_000 else { return nil }
        let tokens = tally(order, question)
        let total = Double(tokens.reduce(0, +))
        for (number, source) in question.sources.enumerated() {
          let own = Double(tokens[number]) / total
          guard abs(own - source.share) > 0.08 else { continue }
          let documents = Double(order.count { $0 == number }) / Double(max(1, order.count))
          let even = 1 / Double(question.sources.count)
          let what =
            abs(documents - source.share) < 0.03
            ? ": it gives its share of the documents"
            : abs(own - even) < 0.03 ? ": every source gives as much" : ""
          return
            "source \(number), whose share is \(written(source.share)), gives \(written(own)) of the "
            + "tokens\(what)"
        }
        return nil
      },
      ExerciseKit.Law("the sources come mixed, all along") { question, order in
        guard question.tokens > 2_000 else { return nil }
        let half = tally(Array(order.prefix(order.count / 2)), question)
        let total = Double(half.reduce(0, +))
        for (number, source) in question.sources.enumerated() {
          let own = Double(half[number]) / max(1, total)
          if abs(own - source.share) > 0.12 {
            return "in the first half of your documents source \(number), whose share is "
              + "\(written(source.share)), gives \(written(own)) of the tokens: a share should hold all "
              + "along, not only in the end"
          }
        }
        return nil
      },
      ExerciseKit.Law("the source that lags furthest behind its share comes next") {
        question, order in
        var drawn = question.sources.map { _ in 0.0 }
        var next = question.sources.map { _ in 0 }
        for (place, source) in order.enumerated() {
          let lags = question.sources.indices.filter { question.sources[$0].share > 0 }.map {
            drawn[$0] / question.sources[$0].share
          }
          let own = drawn[source] / question.sources[source].share
          if let least = lags.min(), own > least + 1e-9 {
            return
              "document \(place), counted from 0, comes from source \(source), though another one lags "
              + "further behind its share of the tokens"
          }
          let lengths = question.sources[source].lengths
          drawn[source] += Double(lengths[next[source] % lengths.count])
          next[source] += 1
        }
        return nil
      },
    ]
    let variations: [Variation<Mixture>] = [
      Variation("half of the tokens", isProbe: false) { ($0.sources, $0.tokens / 2) },
      Variation("twice the tokens", isProbe: false) { ($0.sources, 2 * $0.tokens) },
      Variation("all shares doubled") { question in
        (question.sources.map { (2 * $0.share, $0.lengths) }, question.tokens)
      },
      Variation("all lengths and the tokens doubled") { question in
        (
          question.sources.map { ($0.share, $0.lengths.map { 2 * $0 }) }, 2 * question.tokens
        )
      },
      Variation("equal shares", isProbe: false) { question in
        (
          question.sources.map { ($0.share > 0 ? 1.0 : 0, $0.lengths) }, question.tokens
        )
      },
      Variation("the shares squared", isProbe: false) { question in
        (question.sources.map { ($0.share * $0.share, $0.lengths) }, question.tokens)
      },
      Variation("documents that are all as long as a source's first", isProbe: false) { question in
        (
          question.sources.map { ($0.share, [$0.lengths[0]]) }, question.tokens
        )
      },
    ]
    let outcomes: [Outcome<[Int]>] = [
      Outcome("without the last document") { Array($0.dropLast()) },
      Outcome("with the last document twice") { $0 + $0.suffix(1) },
      Outcome("in reverse order") { $0.reversed() },
      Outcome("sorted, one source after the other") { $0.sorted() },
      Outcome("counted from 1") { $0.map { $0 + 1 } },
    ]
    let traits: [Trait<Mixture>] = [
      Trait("there is one source") { $0.sources.count == 1 },
      Trait("there are several sources") { $0.sources.count > 1 },
      Trait("documents differ in length") { question in
        Set(question.sources.flatMap(\.lengths)).count > 1
      },
      Trait("a source has documents of several lengths") { question in
        question.sources.contains { Set($0.lengths).count > 1 }
      },
      Trait("a source has the share 0") { $0.sources.contains { $0.share == 0 } },
      Trait("the shares differ") { Set($0.sources.map(\.share)).count > 1 },
      Trait("no tokens are wanted") { $0.tokens == 0 },
      Trait("the last document ends beyond the tokens wanted") { question in
        let order = (try? Tasks08.drawMixture(question.sources, tokens: question.tokens)) ?? []
        return tally(order, question).reduce(0, +) > question.tokens
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.sources, $1.tokens) }, inputs: [], laws: laws,
      variations: variations, outcomes: outcomes, traits: traits)
  }

  /// The tokens that each source has given; of sources that there are not, none.
  private static func tally(_ order: [Int], _ question: Mixture) -> [Int] {
    var tokens = question.sources.map { _ in 0 }
    var next = tokens
    for source in order where question.sources.indices.contains(source) {
      let lengths = question.sources[source].lengths
      tokens[source] += lengths[next[source] % lengths.count]
      next[source] += 1
    }
    return tokens
  }
}
