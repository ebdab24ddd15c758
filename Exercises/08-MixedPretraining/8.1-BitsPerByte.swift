import ExerciseKit
import Foundation

// 8.1 Bits per byte of many documents (a function, about 10 minutes)
//
// A model read several documents. Of each you know the loss, −ln p summed over its tokens, in
// nats, and how many tokens and bytes it has. How many bits does the model need for a byte of this
// text, on average over all bytes? No text needs no bits: then return 0.

/// The bits that a model needs for a byte of text, on average over all bytes.
///
/// - Parameter documents: of each its loss, −ln p summed over its tokens, in nats; its tokens; and its
///   bytes.
public func bitsPerByte(_ documents: [(nats: Double, tokens: Int, bytes: Int)]) throws -> Double {
  // TODO 8.1: divide all bits by all bytes; no text needs 0
  throw NotAttempted("8.1")
}
