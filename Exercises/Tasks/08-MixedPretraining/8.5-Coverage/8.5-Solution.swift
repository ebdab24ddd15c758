import ExerciseKit
import Foundation

/// How much of a text random draws have seen, and how many draws see a given share of it.
///
/// - Parameters:
///   - windows: of the text, each equally likely at every draw.
///   - draws: windows drawn; one that was drawn may come again.
///   - wantedShare: of the windows, more than 0 and less than 1.
/// - Returns: the share of the windows that are expected to have come at least once, and the draws
///   after which the wanted share is expected.
public func coverage(
  windows: Double, draws: Double, wantedShare: Double
) throws -> (seenShare: Double, drawsNeeded: Double) {
  // exercise begin 8.5: what is the chance that a window never comes?
  let spared = log1p(-1 / windows)
  return (1 - exp(draws * spared), log(1 - wantedShare) / spared)
  // exercise end
}
