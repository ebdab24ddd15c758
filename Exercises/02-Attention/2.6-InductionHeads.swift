import ExerciseKit
import Tasks02

// 2.6 Two heads that look up (a capstone, about 75 minutes)
//
// The chapter made two heads by hand and then let two grow. Now write the weights of two heads
// yourself, all of them as matrices: a row for each kind of word, a row for each position, and for
// each head W_Q, W_K, W_V and W_O. The machine that runs them is given, and it is the chapter's.
// Each position has a vector, the sum of its word's row and its position's row: the stream. Each
// head reads the stream, weighs the positions up to its own by a softmax of q · k / √d, and adds
// its output to the stream; a last matrix turns the stream into scores for the next word. The
// stream is as wide as you make it. (A matrix here has a row for each input, so that q = x · W_Q;
// the chapter's has a row for each output.)
//
// The task is a lookup. The first half of a text has every word once, in some order. The second
// half has all of them once more, in another order. After each word of the second half the machine
// has to guess the word that followed it in the first half. (The word that stood last there has no
// follower there, and is not asked for.) The check draws hidden texts, of 6 words and of 11. Of
// its guesses at least 99 % have to be right, with a mean probability of at least 0.95.
//
// Why: such pairs of heads grow in trained transformers, and may be much of how a model uses its
// prompt (Olsson et al. 2022). A head that you have written yourself is one whose attention map
// you can read.
//
// Chapter02.run is in Exercises/Tasks/02-Attention/2.6-InductionHeads/2.6-Task.swift.
// Chapter02.WrittenModel is in Exercises/Tasks/02-Attention/2.6-InductionHeads/2.6-Task.swift.

/// Writes two heads that look up what followed a word.
///
///     let model = try inductionHeads(kinds: 3, contextLength: 6)
///     Chapter02.run(model, [2, 0, 1, 2]).scores[3]     // the largest is that of word 0
///
/// - Parameters:
///   - kinds: how many different words there are.
///   - contextLength: the most words in a text.
public func inductionHeads(kinds: Int, contextLength: Int) throws -> Chapter02.WrittenModel {
  // TODO 2.6: the embedding, two heads, and the scores
  throw NotAttempted("2.6")
}
