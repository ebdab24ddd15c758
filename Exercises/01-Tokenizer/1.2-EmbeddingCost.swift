import ExerciseKit

// 1.2 What a large vocabulary costs (an estimate, about 5 minutes)
//
// A larger vocabulary makes texts shorter, and the model larger: each token has a row in the
// embedding table. Which share of a model's parameters is its token embedding, if the output head
// is tied to it? BloombergGPT has 131,072 tokens, a width of 7,680 and 50,558,868,480 parameters
// (Wu et al. 2023, appendix A).

/// The share of a model's parameters that its token embedding takes, the head being tied to it.
public func embeddingShare(
  vocabularySize: Double, width: Double, modelParameters: Double
) throws -> Double {
  // TODO 1.2: return the share, a number between 0 and 1
  throw NotAttempted("1.2")
}
