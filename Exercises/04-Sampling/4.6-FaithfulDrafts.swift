import ExerciseKit
import Tasks04

// 4.6 Faster, and not a word different (a capstone, about 60 minutes)
//
// Write the loop of speculative decoding. A small model drafts, a large one judges, and the texts
// that come out have to be distributed as though the large one had written alone. The chapter
// shows the rule for one token; here you write whole texts, with several drafted tokens in a row.
// Return exactly `count` tokens that follow the prompt.
//
// Each call of a model takes any number of contexts at once and gives, for each, the odds of every
// next token. All randomness comes from `coins`. The check knows the odds of every text, as there
// are only 3 tokens and 81 texts of 4. It has 20,000 written, with a good draft and with a poor
// one, and compares the counts by χ²: the sum over all texts of (drawn − expected)² / expected,
// which has a mean of 80 for a faithful sampler and may be 140 here. And it counts the calls of
// the large model: with the good draft each has to yield 2.4 tokens at least.
//
// Why: a model that writes reads all its weights for each token, and could judge five tokens for
// the same reading (Leviathan et al. 2023). The saving is free only if the distribution stays. An
// error here is not seen in any single text.
//
// Chapter04.DraftedWriter is in Exercises/Tasks/04-Sampling/4.6-FaithfulDrafts/4.6-Task.swift.

/// Writes tokens as the large model would, with fewer calls of it.
///
///     try faithfulDrafts(writer, prompt: [2, 0], count: 4)     // four tokens
///
/// - Parameters:
///   - writer: the models, how many tokens to draft in a row, and the coins.
///   - prompt: the context to begin with.
///   - count: how many tokens to write.
public func faithfulDrafts(
  _ writer: Chapter04.DraftedWriter, prompt: [Int], count: Int
) throws -> [Int] {
  // TODO 4.6: draft, judge, and draw what is missing
  throw NotAttempted("4.6")
}
