import ExerciseKit

/// The number of parameters of a decoder with a tied head.
public func parameterCount(_ shape: Chapter03.Shape) throws -> Int {
  // exercise begin 3.2: return the exact number of parameters
  let d = shape.width
  let embeddings = (shape.vocabularySize + shape.positionCount) * d
  let norm = 2 * d
  let attention = 4 * (d * d + d)
  let feedForward = (4 * d * d + 4 * d) + (4 * d * d + d)
  let block = 2 * norm + attention + feedForward
  let norms = shape.hasEmbeddingNorm ? 2 * norm : norm
  return embeddings + shape.layerCount * block + norms
  // exercise end
}
