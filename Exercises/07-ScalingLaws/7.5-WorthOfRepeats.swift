import ExerciseKit
import Foundation

// 7.5 What a second reading is worth (an estimate, about 15 minutes)
//
// Your clinic has 80 million tokens of notes. Read once, each token is fresh. Read again, it is
// worth less: of R repetitions, the first reading not counted, R*·(1 − e^(−R/R*)) count as fresh,
// with R* = 15.39 (Muennighoff et al. 2023, equation 5). How many fresh tokens are so many epochs
// worth? A part of an epoch, such as 0.5, is fresh and nothing more.

/// The fresh tokens that would teach as much as reading a text so many times.
///
/// - Parameters:
///   - uniqueTokens: U, the length of the text.
///   - epochs: times that it is read; 0.5 is half of it, once.
///   - decay: R*, the repetitions after which a reading is worth 1/e of a fresh one.
public func worthOfRepeats(
  uniqueTokens: Double, epochs: Double, decay: Double
) throws -> Double {
  // TODO 7.5: the first reading in full, and what is left of the others
  throw NotAttempted("7.5")
}
