import ExerciseKit
import Foundation

/// The fresh tokens that would teach as much as reading a text so many times.
///
/// - Parameters:
///   - uniqueTokens: U, the length of the text.
///   - epochs: times that it is read; 0.5 is half of it, once.
///   - decay: R*, the repetitions after which a reading is worth 1/e of a fresh one.
public func worthOfRepeats(
  uniqueTokens: Double, epochs: Double, decay: Double
) throws -> Double {
  // exercise begin 7.5: the first reading in full, and what is left of the others
  guard epochs > 1 else { return uniqueTokens * epochs }
  return uniqueTokens + uniqueTokens * decay * (1 - exp(-(epochs - 1) / decay))
  // exercise end
}
