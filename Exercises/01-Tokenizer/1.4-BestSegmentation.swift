import ExerciseKit

// 1.4 The likeliest cut (a function, about 25 minutes)
//
// A unigram tokenizer gives every piece a probability, and cuts a word so that the product of its
// pieces' probabilities is as large as it can be. A word of n bytes can be cut in 2^(n−1) ways, so
// trying all is hopeless; Viterbi's algorithm (1967) needs one pass. Write it: return the pieces
// in order, an empty list for the empty word, and nil for a word that no pieces spell.

/// The likeliest pieces that spell a word; nil where none do.
///
/// - Parameter logProbabilities: of the pieces, which are keyed by their bytes.
public func bestSegmentation(
  _ word: [UInt8], _ logProbabilities: [[UInt8]: Double]
) throws -> [[UInt8]]? {
  // TODO 1.4: find the best sum for every prefix, then walk back
  throw NotAttempted("1.4")
}
