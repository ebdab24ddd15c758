import ExerciseKit
import Foundation

/// The bits that a model needs for a byte of text, on average over all bytes.
///
/// - Parameter documents: of each its loss, −ln p summed over its tokens, in nats; its tokens; and its
///   bytes.
public func bitsPerByte(_ documents: [(nats: Double, tokens: Int, bytes: Int)]) throws -> Double {
  // exercise begin 8.1: divide all bits by all bytes; no text needs 0
  let nats = documents.map(\.nats).reduce(0, +)
  let bytes = documents.map(\.bytes).reduce(0, +)
  return bytes == 0 ? 0 : nats / (Double(bytes) * log(2))
  // exercise end
}
