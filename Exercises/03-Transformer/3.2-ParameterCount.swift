import ExerciseKit
import Tasks03

// 3.2 Where 50 billion parameters are (an estimate, about 15 minutes)
//
// Count a decoder's parameters exactly. Each block has two layer normalizations (gain and bias),
// four (D, D) projections and a feed-forward layer from D to 4D and back; all six matrices have
// biases. A last normalization stands before the head, which is tied to the token embedding and
// has no bias. GPT-2 learns its positions; BloombergGPT does not, but normalises its embedding.
// The counts to meet: 124,439,808 for GPT-2 and 50,558,868,480 for BloombergGPT (Wu et al. 2023,
// appendix A).
//
// Chapter03.Shape is in Exercises/Tasks/03-Transformer/3.2-ParameterCount/3.2-Task.swift.

/// The number of parameters of a decoder with a tied head.
public func parameterCount(_ shape: Chapter03.Shape) throws -> Int {
  // TODO 3.2: return the exact number of parameters
  throw NotAttempted("3.2")
}
