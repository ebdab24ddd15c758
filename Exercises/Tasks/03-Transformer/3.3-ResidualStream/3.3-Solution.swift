import ExerciseKit

/// One block with normalization before its parts: attention, then the feed-forward layer.
///
/// - Parameter stream: one position's residual stream, (D).
public func residualBlock(
  _ stream: [Double], _ parts: Chapter03.BlockParts
) throws -> [Double] {
  var stream = stream
  // exercise begin 3.3: this block has one fault, made twice; delete the next line, and mend it
  let seen = parts.firstNorm(stream)
  stream = sum(stream, parts.attention(seen))
  let read = parts.secondNorm(stream)
  stream = sum(stream, parts.feedForward(read))
  // exercise broken
  // | stream = parts.firstNorm(stream)
  // | stream = sum(stream, parts.attention(stream))
  // | stream = parts.secondNorm(stream)
  // | stream = sum(stream, parts.feedForward(stream))
  // exercise end
  return stream
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
