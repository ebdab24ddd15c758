import ExerciseKit
import Foundation

// 8.5 What the draws never see (an estimate, about 15 minutes)
//
// This chapter's runs do not go through a text from beginning to end: every sequence is a window
// from a random place, and may be one that has come before. Say a text has so many windows, each
// equally likely at each draw. Which share of them is expected to have come at least once after so
// many draws, and how many draws see a wanted share? A clinic's notes have 100,000 windows: how
// many does an epoch's worth of draws never see, and what does it take to see 99 %?

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
  // TODO 8.5: what is the chance that a window never comes?
  throw NotAttempted("8.5")
}
