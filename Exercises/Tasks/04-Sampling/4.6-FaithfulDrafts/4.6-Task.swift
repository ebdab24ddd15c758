//: # Faster, and not a word different
//: capstone, 60 minutes
//:
//: Write the loop of speculative decoding. A small model drafts, a large one judges, and the texts
//: that come out have to be distributed as though the large one had written alone. The chapter shows
//: the rule for one token; here you write whole texts, with several drafted tokens in a row. Return
//: exactly `count` tokens that follow the prompt.
//:
//: Each call of a model takes any number of contexts at once and gives, for each, the odds of every
//: next token. All randomness comes from `coins`. The check knows the odds of every text, as there
//: are only 3 tokens and 81 texts of 4. It has 20,000 written, with a good draft and with a poor one,
//: and compares the counts by χ²: the sum over all texts of (drawn − expected)² / expected, which has
//: a mean of 80 for a faithful sampler and may be 140 here. And it counts the calls of the large
//: model: with the good draft each has to yield 2.4 tokens at least.
//:
//: Why: a model that writes reads all its weights for each token, and could judge five tokens for
//: the same reading (Leviathan et al. 2023). The saving is free only if the distribution stays. An
//: error here is not seen in any single text.
//:
//: ## Hints
//:
//: 1. One round: let the draft write up to `ahead` tokens, and keep its odds at each of them. Then
//:    ask the large model once, for the context and for the context with one, two … drafted tokens.
//: 2. From left to right keep a token x with probability min(1, p(x)/q(x)). At the first one that
//:    is refused draw from max(0, p − q), made to add up to 1, and forget the drafts behind it.
//: 3. Where all are kept, the last answer of the large model is for the place behind them: draw one
//:    more token from it. That one costs no call.
//: 4. Never draft more than is left to write, and leave room for the free token: at most count −
//:    written − 1 drafts. With none left to draft the round is one plain draw.

import ExerciseKit
import Groundwork

extension Chapter04 {
  /// A model that counts how often it is called.
  public final class CountedModel {
    private let odds: ([Int]) -> [Double]
    /// How often `next` was called, whatever the number of contexts.
    public private(set) var calls = 0

    /// - Parameter odds: from a context to the odds of each next token.
    init(odds: @escaping ([Int]) -> [Double]) { self.odds = odds }

    /// For each context the odds of every token to come next; they add up to 1.
    public func next(after contexts: [[Int]]) -> [[Double]] {
      calls += 1
      return contexts.map(odds)
    }

    /// As `next`, by who checks.
    func uncounted(_ context: [Int]) -> [Double] { odds(context) }
  }

  /// The randomness of a sampler.
  public final class Coins {
    private var stream: RandomStream

    init(seed: UInt64) { stream = RandomStream(seed: seed) }

    /// A number in [0, 1).
    public func uniform() -> Double { stream.uniform() }

    /// A token drawn in proportion to weights, which need not add up to 1.
    public func draw(_ weights: [Double]) -> Int {
      var left = stream.uniform() * weights.reduce(0, +)
      for (token, weight) in weights.enumerated() where weight > 0 {
        left -= weight
        if left < 0 { return token }
      }
      return weights.lastIndex { $0 > 0 } ?? 0
    }
  }

  /// What writes: a large model and a draft, how many tokens to draft in a row, and the coins.
  public struct DraftedWriter {
    public let model: CountedModel
    public let draft: CountedModel
    public let ahead: Int
    public let coins: Coins
  }

  /// From a writer, a prompt and a number of tokens to the tokens that follow.
  public typealias FaithfulDrafts = (
    _ writer: DraftedWriter, _ prompt: [Int], _ count: Int
  ) throws -> [Int]

  public static let faithfulDrafts = Exercise<FaithfulDrafts>(capstone: { write, bench in
    for count in [0, 1, 4] {
      let trial = DraftTrial(draftQuality: 0.5, seed: 3)
      let text = try write(trial.writer(ahead: 3), [2, 0], count)
      try Expect.that(
        text.count == count, "asked for \(count) tokens after the prompt, it gave \(text.count)",
        otherwise: text.count > count ? DraftFault.tooLong : nil)
      try Expect.that(
        text.allSatisfy { (0..<DraftTrial.tokenCount).contains($0) },
        "a token that does not exist is among \(text)")
    }
    for (name, quality, seed) in [("a good draft", 0.6, UInt64(186)), ("a poor draft", 0, 5)] {
      let trial = DraftTrial(draftQuality: quality, seed: seed)
      bench.underWay("writing 20,000 texts with \(name)")
      let run = try trial.run(texts: 20_000, write)
      try bench.expect(
        "χ² over 81 texts with \(name)", run.distance(to: trial.expected), .atMost, 140,
        otherwise: trial.fault(run))
      guard quality > 0.5 else { continue }
      try bench.expect(
        "tokens for each call of the large model, \(name)", run.tokensPerCall, .atLeast, 2.4,
        otherwise: run.tokensPerCall < 1.05 ? DraftFault.unused : DraftFault.noFreeToken)
    }
  })
}
