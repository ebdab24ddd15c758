import ExerciseKit
import Tasks03

// 3.3 A stream with a dam (a bug, about 10 minutes)
//
// In a pre-normalization block the stream itself is never normalised: each part reads a normalised
// copy and adds its result to the raw stream. So gradients pass through any number of blocks
// unhindered (Xiong et al. 2020). In this block they do not. Find the fault, and mend it.
//
// Chapter03.BlockParts is in Exercises/Tasks/03-Transformer/3.3-ResidualStream/3.3-Task.swift.

/// One block with normalization before its parts: attention, then the feed-forward layer.
///
/// - Parameter stream: one position's residual stream, (D).
public func residualBlock(
  _ stream: [Double], _ parts: Chapter03.BlockParts
) throws -> [Double] {
  var stream = stream
  // TODO 3.3: this block has one fault, made twice; delete the next line, and mend it
  try attempt("3.3")
  stream = parts.firstNorm(stream)
  stream = sum(stream, parts.attention(stream))
  stream = parts.secondNorm(stream)
  stream = sum(stream, parts.feedForward(stream))
  return stream
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
