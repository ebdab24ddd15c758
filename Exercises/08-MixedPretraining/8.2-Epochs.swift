import ExerciseKit
import Foundation

// 8.2 How often was it read? (an estimate, about 10 minutes)
//
// A run draws a share of its tokens from one source. How many epochs does it make over the source,
// and how many fresh tokens is that worth? The first epoch counts in full; R further ones are
// worth as much as R* · (1 − e^(−R / R*)) epochs, with R* = 15.39 (Muennighoff et al. 2023).
// BloombergGPT trained on 569 billion tokens, of which 51.27 % came from FinPile, which has 363.5
// billion (Wu et al. 2023, table 1).

/// How often a run reads a source, and how many fresh tokens that is worth.
///
/// - Parameters:
///   - trainedTokens: of the whole run.
///   - share: how much of them comes from the source, from 0 to 1.
///   - sourceTokens: the different tokens that the source has.
public func epochs(
  trainedTokens: Double, share: Double, sourceTokens: Double
) throws -> (epochs: Double, effectiveTokens: Double) {
  // TODO 8.2: count the epochs, then discount the repeated ones
  throw NotAttempted("8.2")
}
