import ExerciseKit
import Foundation

/// How often a run reads a source, and how many fresh tokens that is worth.
///
/// - Parameters:
///   - trainedTokens: of the whole run.
///   - share: how much of them comes from the source, from 0 to 1.
///   - sourceTokens: the different tokens that the source has.
public func epochs(
  trainedTokens: Double, share: Double, sourceTokens: Double
) throws -> (epochs: Double, effectiveTokens: Double) {
  // exercise begin 8.2: count the epochs, then discount the repeated ones
  let epochs = trainedTokens * share / sourceTokens
  guard epochs > 1 else { return (epochs, epochs * sourceTokens) }
  let worth = 1 + 15.39 * (1 - exp(-(epochs - 1) / 15.39))
  return (epochs, worth * sourceTokens)
  // exercise end
}
