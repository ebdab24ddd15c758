import ExerciseKit

/// The likeliest pieces that spell a word; nil where none do.
///
/// - Parameter logProbabilities: of the pieces, which are keyed by their bytes.
public func bestSegmentation(
  _ word: [UInt8], _ logProbabilities: [[UInt8]: Double]
) throws -> [[UInt8]]? {
  // TODO 1.4: find the best sum for every prefix, then walk back
  throw NotAttempted("1.4")
}
