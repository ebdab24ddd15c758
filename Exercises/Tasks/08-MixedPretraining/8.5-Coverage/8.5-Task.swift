//: # What the draws never see
//: estimate, 15 minutes
//:
//: This chapter's runs do not go through a text from beginning to end: every sequence is a window
//: from a random place, and may be one that has come before. Say a text has so many windows, each
//: equally likely at each draw. Which share of them is expected to have come at least once after so
//: many draws, and how many draws see a wanted share? A clinic's notes have 100,000 windows: how
//: many does an epoch's worth of draws never see, and what does it take to see 99 %?
//:
//: ## Hints
//:
//: 1. Turn the question round: what is the chance that one draw misses a given window, and that all
//:    draws miss it?
//: 2. A draw misses it with the chance 1 − 1/n, and k draws with (1 − 1/n)^k. What is missed and
//:    what is seen add up to 1; as many draws as windows leave e^(−1), or 37 %, unseen.
//: 3. seenShare = 1 − (1 − 1/n)^k. Solved for k: ln(1 − wantedShare) / ln(1 − 1/n), which is 4.6
//:    epochs for 99 %.

import ExerciseKit

extension Chapter08 {
  /// From a text's windows and random draws to the share of the windows that are seen, and the draws
  /// that a wanted share takes.
  public typealias Coverage = (_ windows: Double, _ draws: Double, _ wantedShare: Double) throws
    -> (seenShare: Double, drawsNeeded: Double)

  public static let coverage = Exercise<Coverage>(
    parts: ["seenShare", "drawsNeeded"],
    properties: coverageProperties,
    check: { coverage in
      let first = try coverage(10, 1, 0.5)
      try Expect.that(
        first.seenShare.isFinite && first.drawsNeeded.isFinite && first.drawsNeeded > 0,
        "both are numbers, and the draws more than 0; these are \(first)")
      let none = try coverage(10, 0, 0.5).seenShare
      try Expect.that(abs(none) < 1e-9, "no draws have seen nothing, here they have seen \(none)")
      try Expect.close(first.seenShare, 0.1, relative: 1e-6, "one draw of 10 windows sees a tenth")
      let (epoch, twice) = (try coverage(1e5, 1e5, 0.99), try coverage(1e5, 2e5, 0.99))
      try Expect.that(
        twice.seenShare <= 1, "no more than the whole can be seen: \(twice.seenShare)")
      try Expect.that(
        twice.seenShare > epoch.seenShare && twice.seenShare < 2 * epoch.seenShare,
        "twice the draws see more, but not twice as much: \(epoch.seenShare), then "
          + "\(twice.seenShare)")
      try Expect.close(
        try coverage(1e5, epoch.drawsNeeded, 0.5).seenShare, 0.99, relative: 0.001,
        "the share that your \(epoch.drawsNeeded) draws see, which were to see 99 %")
      try Expect.close(epoch.seenShare, 0.63212, relative: 0.01, "seen by an epoch of draws")
      try Expect.close(epoch.drawsNeeded, 460_515, relative: 0.01, "draws to see 99 % of 100,000")
      try Expect.close(
        try coverage(20, 10, 0.5).seenShare, 0.40126, relative: 0.01, "seen by 10 draws of 20")
      try Expect.close(
        try coverage(20, 10, 0.5).drawsNeeded, 13.513, relative: 0.005, "draws to see half of 20")
    },
    observe: { coverage in
      try [
        (1e5, 1e5, 0.99), (20, 10, 0.3), (1_000, 4_000, 0.9), (3, 1, 0.5), (5, 2, 0.2),
        (40, 100, 0.95),
      ].flatMap {
        let (seen, draws) = try coverage($0.0, $0.1, $0.2)
        return [seen, draws]
      }
    })
}
