import ExerciseKit
import Tasks01

// 1.6 A tokenizer of your own (a capstone, about 75 minutes)
//
// The chapter trained BPE on words and cut text by its merges. Beat it. From a text and a size,
// make a vocabulary and a function that cuts any bytes into its tokens. The check trains it on a
// text that you do not see, then on one of another field, and cuts unseen text of each. It counts
// the bytes that a token stands for. A BPE with GPT-2's habit of ending tokens at words is trained
// beside it, with the same size on the same text: yours has to make at least 1.1 times its bytes
// per token.
//
// What counts besides: the vocabulary has at most `size` tokens, single bytes included, and none
// twice; and every text, even one that is no UTF-8, is spelled exactly by its tokens, one after
// the other. Time does not count, but each text has to be done within a minute. The texts have
// some 60,000 bytes, `size` is 768.
//
// Why: a model pays for each token that it reads and writes, and its window is counted in tokens
// (see the bill of a foreign vocabulary). Whoever saves a tenth of the tokens saves a tenth of the
// operations before the model is even chosen. What a longer token does to learning is another
// matter: chapter 5 counts in bits per byte for that reason.
//
// Chapter01.OwnTokenizer is in Exercises/Tasks/01-Tokenizer/1.6-SmallerText/1.6-Task.swift.

/// Makes a tokenizer from a text: few tokens for much text.
///
///     let tokenizer = try ownTokenizer(text, size: 512)
///     tokenizer.cut(Array("the price of oil".utf8))     // a few numbers
///
/// - Parameters:
///   - text: what the tokenizer learns from.
///   - size: how many tokens the vocabulary may have, single bytes included.
public func ownTokenizer(_ text: [UInt8], size: Int) throws -> Chapter01.OwnTokenizer {
  // TODO 1.6: a vocabulary, and a cut of any bytes
  throw NotAttempted("1.6")
}
