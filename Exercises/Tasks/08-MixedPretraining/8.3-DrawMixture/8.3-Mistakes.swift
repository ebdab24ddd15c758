import ExerciseKit

/// The known mistakes of exercise 8.3.
public var drawMixtureMistakes: [KnownMistake<Chapter08.DrawMixture>] {
  /// A mixture whose next source has the lowest lag, and whose progress grows by a step.
  func wrong(
    _ sentence: String,
    lag: @escaping (_ drawn: Double, _ source: Chapter08.Source) -> Double = { $0 / $1.share },
    step: @escaping (_ place: Int, _ lengths: [Int]) -> Int = { $1[$0 % $1.count] }
  ) -> KnownMistake<Chapter08.DrawMixture> {
    KnownMistake(sentence) { sources, tokens in
      let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
      var order: [Int] = []
      var next = sources.map { _ in 0 }
      var drawn = sources.map { _ in 0.0 }
      var total = 0
      while total < tokens,
        let source = usable.min(by: { lag(drawn[$0], sources[$0]) < lag(drawn[$1], sources[$1]) })
      {
        let lengths = sources[source].lengths
        total += lengths[next[source] % lengths.count]
        drawn[source] += Double(step(next[source], lengths))
        next[source] += 1
        order.append(source)
      }
      return order
    }
  }
  return [
    wrong("you still count documents: long ones bring in more tokens each", step: { _, _ in 1 }),
    wrong(
      "you gave all sources the same number of tokens, whatever their share",
      lag: { drawn, _ in
        drawn
      }),
    wrong(
      "you multiplied by the share: a source with a larger one then seems further ahead",
      lag: { $0 * $1.share }),
    wrong(
      "you mixed by the sources' sizes, as they come, not by the shares asked for",
      lag: { $0 / Double($1.lengths.reduce(0, +)) }),
    wrong(
      "you counted every document as long as the first of its source",
      step: { _, lengths in lengths[0] }),
    wrong("you squared the shares", lag: { $0 / ($1.share * $1.share) }),
    wrong(
      "you counted every document as long as the longest of its source",
      step: { _, lengths in lengths.max() ?? 0 }),
    wrong(
      "you counted every document as long as the shortest of its source",
      step: { _, lengths in lengths.min() ?? 0 }),
    wrong(
      "you draw the same source each time: the one that lags furthest behind is next",
      lag: { -$0 / $1.share }
    ).ofAnswer,
    KnownMistake("you draw the sources in turn, whatever their share") { sources, tokens in
      let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
      var order: [Int] = []
      var next = sources.map { _ in 0 }
      var total = 0
      while total < tokens, !usable.isEmpty {
        let source = usable[order.count % usable.count]
        total += sources[source].lengths[next[source] % sources[source].lengths.count]
        next[source] += 1
        order.append(source)
      }
      return order
    },
    KnownMistake("you left out the document that reaches the wanted tokens") {
      try drawMixture($0, tokens: $1).dropLast()
    },
    KnownMistake("you drew one document too many: the tokens wanted were there") {
      sources, tokens in
      let order = try drawMixture(sources, tokens: tokens)
      return order + order.suffix(1)
    },
    KnownMistake(answer: "your documents stand source by source: they are mixed") {
      try drawMixture($0, tokens: $1).sorted()
    },
    KnownMistake("you drew twice the tokens that are wanted") {
      try drawMixture($0, tokens: 2 * $1)
    },
    KnownMistake(
      "you keep the last document's tokens alone: a source's progress is all that it gave"
    ) {
      sources, tokens in
      let usable = sources.indices.filter {
        sources[$0].share > 0 && !sources[$0].lengths.isEmpty
      }
      var (order, total): ([Int], Int) = ([], 0)
      var next = sources.map { _ in 0 }
      var drawn = sources.map { _ in 0.0 }
      while total < tokens,
        let source = usable.min(by: {
          drawn[$0] / sources[$0].share < drawn[$1] / sources[$1].share
        })
      {
        let length = sources[source].lengths[next[source] % sources[source].lengths.count]
        next[source] += 1
        drawn[source] = Double(length)
        total += length
        order.append(source)
      }
      return order
    },
    wrong(
      "you added the next document's length: the one that is drawn counts",
      step: { $1[($0 + 1) % $1.count] }),
    wrong(
      "you counted a document as its source's mean: each has a length of its own",
      step: { $1.reduce(0, +) / $1.count }),
    wrong("you took the root of the share", lag: { $0 / $1.share.squareRoot() }),
    wrong("you multiplied by what is left of the share", lag: { $0 * (1 - $1.share) }),
    wrong(
      "you cut the tokens to whole thousands: short documents never count",
      step: { $1[$0 % $1.count] / 1_000 }),
    KnownMistake("you drew all tokens from each source: they share them") { sources, tokens in
      try sources.indices.flatMap { place in
        try drawMixture([sources[place]], tokens: tokens).map { _ in place }
      }
    },
    KnownMistake(answer: "you read each document once: a source's documents come again and again") {
      sources, tokens in
      var left = sources.map(\.lengths.count)
      return try drawMixture(sources, tokens: tokens).filter { source in
        left[source] -= 1
        return left[source] >= 0
      }
    },
  ]
}
