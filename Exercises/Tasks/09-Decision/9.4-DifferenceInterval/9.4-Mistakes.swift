import ExerciseKit
import Groundwork

/// The known mistakes of exercise 9.4.
public var differenceIntervalMistakes: [KnownMistake<Chapter09.DifferenceInterval>] {
  /// The sorted means of 2,000 rounds, each of as many draws from the differences as there are.
  func means(_ own: [Double], _ other: [Double], _ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    let differences = zip(own, other).map { $0 - $1 }
    return (0..<2_000).map { _ in
      mean(differences.map { _ in differences[stream.index(below: differences.count)] })
    }.sorted()
  }
  return [
    KnownMistake("you still ask the two models about different documents") { own, other, seed in
      var stream = RandomStream(seed: seed)
      let rounds = (0..<2_000).map { _ in
        mean(own.map { _ in own[stream.index(below: own.count)] })
          - mean(other.map { _ in other[stream.index(below: other.count)] })
      }.sorted()
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(
      answer:
        "your interval is somewhat too narrow, as where a twentieth is cut off both ends: that leaves 90 of 100, not 95"
    ) {
      let rounds = means($0, $1, $2)
      return (rounds[100], rounds[1_899])
    },
    KnownMistake(
      answer:
        "your interval is much too wide, as where nothing is cut off: the ends then grow with the number of rounds"
    ) {
      let rounds = means($0, $1, $2)
      return (rounds[0], rounds[1_999])
    },
    KnownMistake("you subtracted the own model from the other") {
      let rounds = means($1, $0, $2)
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(
      answer:
        "your interval has no width, as where each document is drawn once: every round then has the same mean"
    ) {
      own, other, _ in
      (mean(own) - mean(other), mean(own) - mean(other))
    },
    KnownMistake(
      answer:
        "your interval is as wide as single documents are spread: asked is the spread of their mean"
    ) {
      own, other, _ in
      let sorted = zip(own, other).map { $0 - $1 }.sorted()
      return (sorted[sorted.count / 40], sorted[sorted.count - 1 - sorted.count / 40])
    },
    KnownMistake("you paired the documents by rank: the same document is asked of both models") {
      let rounds = means($0.sorted(), $1.sorted(), $2)
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(
      answer:
        "your interval is a third as wide as it should be, as where a quarter is cut off both ends"
    ) {
      let rounds = means($0, $1, $2)
      return (rounds[500], rounds[1_499])
    },
    KnownMistake(
      answer:
        "your interval is somewhat too wide, as where a hundredth is cut off both ends: that leaves 98 of 100, not 95"
    ) {
      let rounds = means($0, $1, $2)
      return (rounds[20], rounds[1_979])
    },
    KnownMistake("you cut off one end alone") {
      let rounds = means($0, $1, $2)
      return (rounds[0], rounds[1_899])
    },
    KnownMistake(answer: "the ends stand in each other's places: low comes first") {
      let rounds = means($0, $1, $2)
      return (rounds[1_949], rounds[50])
    },
    KnownMistake(
      answer:
        "your interval is a third or more too wide: means of fewer documents spread more, and ends that are hardly cut off lie far apart"
    ) { own, other, seed in
      var stream = RandomStream(seed: seed)
      let differences = zip(own, other).map { $0 - $1 }
      let rounds = (0..<2_000).map { _ in
        mean(
          (0..<differences.count / 2).map { _ in
            differences[stream.index(below: differences.count)]
          })
      }.sorted()
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(
      answer:
        "your interval is wide by as many times as there are documents: a mean is the sum over their number"
    ) {
      let rounds = means($0, $1, $2)
      return (rounds[50] * Double($0.count), rounds[1_949] * Double($0.count))
    },
    KnownMistake(
      answer:
        "your interval is a quarter or more too narrow: ends lie near where much is cut off, and so do means of many documents"
    ) { own, other, seed in
      var stream = RandomStream(seed: seed)
      let differences = zip(own, other).map { $0 - $1 }
      let rounds = (0..<2_000).map { _ in
        mean(
          (0..<differences.count * 2).map { _ in
            differences[stream.index(below: differences.count)]
          })
      }.sorted()
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(
      answer:
        "your interval is around 0, as where the mean is subtracted: asked is where the mean lies"
    ) {
      let rounds = means($0, $1, $2)
      let middle = mean($0) - mean($1)
      return (rounds[50] - middle, rounds[1_949] - middle)
    },
    KnownMistake("you took magnitudes: where the own model is better the difference is negative") {
      own, other, seed in
      var stream = RandomStream(seed: seed)
      let gaps = zip(own, other).map { abs($0 - $1) }
      let rounds = (0..<2_000).map { _ in
        mean(gaps.map { _ in gaps[stream.index(below: gaps.count)] })
      }.sorted()
      return (rounds[50], rounds[1_949])
    },
    KnownMistake(Chapter09.seedless) { own, other, _ in
      try differenceInterval(own: own, other: other, seed: 42)
    },
  ]
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
