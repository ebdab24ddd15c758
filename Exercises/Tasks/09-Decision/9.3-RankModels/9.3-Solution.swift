import ExerciseKit
import Foundation

/// The models' numbers, that of the best first.
///
/// - Parameter models: of each its loss on held-out text, −ln p summed, in nats, and the tokens and
///   bytes of that text, at least one. Each model has a tokenizer of its own.
public func rankModels(_ models: [Chapter09.Evaluation]) throws -> [Int] {
  // exercise begin 9.3: this compares what cannot be compared; delete the next line and mend it
  let bitsPerByte = models.map { $0.nats / (Double($0.bytes) * log(2)) }
  return models.indices.sorted { bitsPerByte[$0] < bitsPerByte[$1] }
  // exercise broken
  // | let perplexities = models.map { exp($0.nats / Double($0.tokens)) }
  // | return models.indices.sorted { perplexities[$0] < perplexities[$1] }
  // exercise end
}
