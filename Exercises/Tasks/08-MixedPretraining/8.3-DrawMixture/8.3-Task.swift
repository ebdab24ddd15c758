//: # Half finance, half chat
//: bug, 15 minutes
//:
//: This mixes sources of documents: each is to give its share of the tokens. With half filings and
//: half short messages the model should read as much of one as of the other; in fact it reads
//: almost nothing but filings. Find out what is counted, and mend it.
//:
//: ## Hints
//:
//: 1. A filing may have a hundred times the tokens of a message. What does a share refer to?
//: 2. The source that lags furthest behind comes next. Look at how its progress is kept.
//: 3. `drawn[source]` grows by 1, a document; it must grow by the tokens of that document.

import ExerciseKit

extension Chapter08 {
  /// A source of documents: its share of a mixture's tokens, and the tokens of each document.
  public typealias Source = (share: Double, lengths: [Int])

  /// From sources and a number of tokens to the source of each document that is drawn, in order.
  public typealias DrawMixture = (_ sources: [Source], _ tokens: Int) throws -> [Int]

  public static let drawMixture = Exercise<DrawMixture>(
    properties: drawMixtureProperties,
    check: { draw in
      try Expect.equal(try draw([], 10), [], "no sources")
      try Expect.equal(try draw([(share: 1, lengths: [5])], 0), [], "no tokens wanted")
      try Expect.equal(
        try draw([(share: 1, lengths: [5, 3])], 11), [0, 0, 0], "one source, 11 tokens: 5, 3 and 5")
      try Expect.equal(
        try draw([(share: 1, lengths: [5, 3])], 9), [0, 0, 0],
        "one source, 9 tokens: 5 and 3 are one too few")
      let sources: [Source] = [
        (share: 0.5, lengths: [900, 1_100]), (share: 0.3, lengths: [90, 110, 100]),
        (share: 0.2, lengths: [20]), (share: 0, lengths: [50]),
      ]
      let order = try draw(sources, 100_000)
      let tokens = try tally(order, sources)
      let total = tokens.reduce(0, +)
      try Expect.that(
        (100_000..<101_100).contains(total),
        "100,000 tokens wanted, in whole documents of up to 1,100: got \(total)")
      try Expect.equal(tokens[3], 0, "tokens of a source with the share 0")
      // Documents as unlike as these tell whether each source goes through its own in turn.
      let unlike: [Source] = [(share: 0.5, lengths: [1_000, 10]), (share: 0.5, lengths: [10])]
      let turns = try tally(try draw(unlike, 40_000), unlike)
      try Expect.close(
        Double(turns[0]) / Double(max(1, turns.reduce(0, +))), 0.5, relative: 0.08,
        "the share of a source whose documents have 1,000 and 10 tokens in turn, beside one of 10")
      let late: [Source] = [
        (share: 0.5, lengths: [2_000] + Array(repeating: 10, count: 99)),
        (share: 0.5, lengths: [10]),
      ]
      let start = try tally(try draw(late, 4_000), late)
      try Expect.close(
        Double(start[0]) / Double(max(1, start.reduce(0, +))), 0.5, relative: 0.05,
        "the share of 4,000 tokens that a source with one document of 2,000 and 99 of 10 gives")
      let half = try tally(Array(order.prefix(order.count / 2)), sources)
      for (source, share) in [0.5, 0.3, 0.2].enumerated() {
        try Expect.close(
          Double(half[source]) / Double(max(1, half.reduce(0, +))), share, relative: 0.08,
          "source \(source)'s share of the tokens of the first half of the documents")
        try Expect.close(
          Double(tokens[source]) / Double(total), share, relative: 0.04,
          "source \(source)'s share of the tokens")
      }
    },
    observe: { draw in
      let sources: [Source] = [
        (share: 0.5, lengths: [1_100, 900, 1_300]), (share: 0.3, lengths: [110, 90, 160]),
        (share: 0.2, lengths: [20]),
      ]
      let others: [Source] = [
        (share: 0.15, lengths: [40, 160, 70]), (share: 0.6, lengths: [700, 300, 450, 90]),
        (share: 0.25, lengths: [25, 60]),
      ]
      return try [(sources, 50_000), (others, 20_000)].flatMap { sources, tokens in
        let order = try draw(sources, tokens)
        // How often the source changes says whether they are mixed.
        let changes = zip(order, order.dropFirst()).count { $0 != $1 }
        let tokens = try tally(order, sources)
        return ([order.count, changes] + tokens).map { Double($0) }
      }
    })

  /// The tokens that each source has given; its documents come in turn, again and again.
  private static func tally(_ order: [Int], _ sources: [Source]) throws -> [Int] {
    var tokens = sources.map { _ in 0 }
    var next = tokens
    for source in order {
      try Expect.that(
        sources.indices.contains(source) && !sources[source].lengths.isEmpty,
        "there are \(sources.count) sources, so \(source) is the number of none")
      let lengths = sources[source].lengths
      tokens[source] += lengths[next[source] % lengths.count]
      next[source] += 1
    }
    return tokens
  }
}
