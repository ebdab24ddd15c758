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
    wrong("you exchanged draws and windows in the power: (1 − 1/n)^k") { right, windows, draws, _ in
      (1 - pow(1 - 1 / max(draws, 1), windows), right.drawsNeeded)
    },
    wrong("you took (1/n)^k for the chance to be missed: it is (1 − 1/n)^k") {
      right, windows, draws, _ in (1 - pow(1 / windows, draws), right.drawsNeeded)
    },
    wrong("you gave draws / (draws + windows)") { right, windows, draws, _ in
      (draws / (draws + windows), right.drawsNeeded)
    },
    wrong("you gave draws / windows: some windows come again") { right, windows, draws, _ in
      (draws / windows, right.drawsNeeded)
    },
    wrong("you left the first draw out") { right, windows, draws, _ in
      (1 - pow(1 - 1 / windows, max(0, draws - 1)), right.drawsNeeded)
    },
    wrong("you gave e^(−k/n) for the seen share: that is what stays unseen") {
      right, windows, draws, _ in (exp(-draws / windows), right.drawsNeeded)
    },
    wrong("you took e^(−k/n) for (1 − 1/n)^k, which it is for many windows only") {
      right, windows, draws, wanted in
      (1 - exp(-draws / windows), -windows * log(1 - wanted))
    },
    wrong("you drew as many as there are windows wanted: some come again") {
      right, windows, _, wanted in (right.seenShare, windows * wanted)
    },
    wrong("you waited until every window has come, n · ln n draws") { right, windows, _, _ in
      (right.seenShare, windows * log(windows))
    },
    wrong("you divided logarithms of different bases") { right, windows, _, wanted in
      (right.seenShare, log10(1 - wanted) / log(1 - 1 / windows))
    },
    wrong("you forgot to divide by ln(1 − 1/n)") { right, _, _, wanted in
      (right.seenShare, -log(1 - wanted))
    },
    wrong("you counted one window less") { _, windows, draws, wanted in
      let answer: Answer = (
        1 - pow(1 - 1 / max(2, windows - 1), draws),
        log(1 - wanted) / log(1 - 1 / max(2, windows - 1))
      )
      return answer
    },
    wrong("you took powers of 2: the chance is (1 − 1/n)^k") { _, windows, draws, wanted in
      (1 - exp2(-draws / windows), -windows * log2(1 - wanted))
    },
    wrong("you rounded to whole epochs: draws are asked") { right, windows, _, _ in
      (right.seenShare, (right.drawsNeeded / windows).rounded(.up) * windows)
    },
    wrong("you took 1 + 1/n for the chance to be missed: it is 1 − 1/n") {
      _, windows, draws, wanted in
      (1 - pow(1 + 1 / windows, -draws), -log(1 - wanted) / log(1 + 1 / windows))
    },
    wrong("you gave the draws for half of the wanted share") { right, windows, _, wanted in
      (right.seenShare, log(1 - wanted / 2) / log(1 - 1 / windows))
    },
    wrong("you stopped at the second term of the power") { right, windows, draws, _ in
      (draws / windows - draws / windows * draws / windows / 2, right.drawsNeeded)
    },
    wrong("you divided by what may stay unseen: its logarithm counts the draws") {
      right, windows, _, wanted in (right.seenShare, windows / (1 - wanted))
    },
    wrong("you counted one draw too many") { right, windows, draws, _ in
      (1 - pow(1 - 1 / windows, draws + 1), right.drawsNeeded)
    },
    wrong("you left out windows that came once: they are seen") { right, windows, draws, _ in
      (
        right.seenShare - draws / windows * pow(1 - 1 / windows, draws - 1), right.drawsNeeded
      )
    },
  ]
}
