import ExerciseKit
import Foundation

/// The known mistakes of exercise 8.5.
public var coverageMistakes: [KnownMistake<Chapter08.Coverage>] {
  typealias Answer = (seenShare: Double, drawsNeeded: Double)
  /// What a right answer becomes by one mistake.
  func wrong(
    _ sentence: String,
    _ change:
      @escaping (_ right: Answer, _ windows: Double, _ draws: Double, _ wanted: Double) -> Answer
  ) -> KnownMistake<Chapter08.Coverage> {
    KnownMistake(sentence) { windows, draws, wanted in
      let right = try coverage(windows: windows, draws: draws, wantedShare: wanted)
      return change(right, windows, draws, wanted)
    }
  }
  return [
    KnownMistake("you took every draw for a new window: some come again, others never") {
      (min(1, $1 / $0), $0 * $2)
    },
    wrong("you gave the share that no draw has seen") { right, _, _, _ in
      (1 - right.seenShare, right.drawsNeeded)
    },
    wrong("you counted windows, not their share") { right, windows, _, _ in
      (right.seenShare * windows, right.drawsNeeded)
    },
    wrong("you counted only windows that came once: some came more often") {
      right, windows, draws, _ in
      (draws / windows * pow(1 - 1 / windows, draws - 1), right.drawsNeeded)
    },
    wrong("you asked for the draws that leave the wanted share unseen: ln(1 − wanted)") {
      right, windows, _, wanted in
      (right.seenShare, log(wanted) / log(1 - 1 / windows))
    },
    wrong("you gave epochs, not draws: a text of n windows takes n draws for one") {
      right, windows, _, _ in
      (right.seenShare, right.drawsNeeded / windows)
    },
  ]
}
