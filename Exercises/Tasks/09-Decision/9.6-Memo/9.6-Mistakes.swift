import ExerciseKit
import Foundation
import Groundwork

/// The known mistakes of exercise 9.6.
public var memoMistakes: [KnownMistake<Chapter09.MemoWriting>] {
  typealias Way = Chapter09.Way
  typealias Case = Chapter09.MemoCase
  /// A right memo that something is done to.
  func wrong(
    _ sentence: String, _ change: @escaping (inout Chapter09.Memo, Case) -> Void
  ) -> KnownMistake<Chapter09.MemoWriting> {
    KnownMistake(sentence) { given in
      var memo = try decisionMemo(given)
      change(&memo, given)
      return memo
    }
  }
  /// Other dollars of the own ways.
  func billed(
    _ sentence: String, _ dollars: @escaping (_ training: Double, _ monthly: Double, Case) -> Double
  ) -> KnownMistake<Chapter09.MemoWriting> {
    wrong(sentence) { memo, given in
      for way in [Way.continued, .scratch] {
        memo.dollars[way] = dollars(
          Chapter09.training(way, given), Chapter09.monthly(way, given), given)
      }
    }
  }
  /// Another rule of the verdict.
  func ruled(
    _ sentence: String, _ isBetter: @escaping (Chapter09.Difference, Case) -> Bool
  ) -> KnownMistake<Chapter09.MemoWriting> {
    wrong(sentence) { memo, given in
      memo.verdict = Chapter09.verdict(given) {
        isBetter(
          Chapter09.interval(given.losses[$0] ?? [], given.losses[$1] ?? []), given)
      }
    }
  }
  typealias Fault = Chapter09.MemoFault
  return [
    wrong(Fault.oneMonth) { memo, given in
      for way in Way.allCases {
        memo.dollars[way] = Chapter09.training(way, given) + Chapter09.monthly(way, given)
      }
    },
    billed(Fault.noServing) { training, _, _ in training },
    billed(Fault.noTraining) { _, monthly, given in given.months * monthly },
    billed(Fault.partDevices) { training, monthly, given in
      let load = Chapter09.load(given)
      return training + given.months * monthly * load / load.rounded(.up)
    },
    billed(Fault.busyOnly) { training, monthly, given in
      training + given.months * monthly * given.busyShare
    },
    billed(Fault.seconds) { 3_600 * $0 + $2.months * $1 },
    billed(Fault.forward) { $0 / 3 + $2.months * $1 },
    billed(Fault.peak) { $0 * $2.utilization + $2.months * $1 },
    wrong(Fault.freeServing) { memo, given in
      for way in memo.breakEvenMonths.keys {
        memo.breakEvenMonths[way] =
          Chapter09.training(way, given) / Chapter09.monthly(.hosted, given)
      }
    },
    wrong(Fault.negative) { memo, given in
      for way in [Way.continued, .scratch] {
        let saved = Chapter09.monthly(.hosted, given) - Chapter09.monthly(way, given)
        memo.breakEvenMonths[way] = Chapter09.training(way, given) / saved
      }
    },
    wrong(Fault.unpaired) { memo, given in
      memo.continuedLessHosted = unpaired(
        given.losses[.continued] ?? [], given.losses[.hosted] ?? [])
    },
    wrong(Fault.errors) { memo, _ in
      // One standard error to either side.
      let middle = memo.continuedLessHosted.mean
      memo.continuedLessHosted.low = middle - (middle - memo.continuedLessHosted.low) / 1.96
      memo.continuedLessHosted.high = middle + (memo.continuedLessHosted.high - middle) / 1.96
    },
    wrong(Fault.turned) { memo, _ in
      let right = memo.continuedLessHosted
      memo.continuedLessHosted = Chapter09.Difference(
        mean: -right.mean, low: -right.high, high: -right.low)
    },
    ruled(Fault.cheapest) { _, _ in false },
    ruled(Fault.luck) { $0.mean < -$1.margin },
    ruled(Fault.noMargin) { difference, _ in difference.high < 0 },
  ]
}

/// An interval that asks the two models about different documents.
private func unpaired(_ own: [Double], _ other: [Double]) -> Chapter09.Difference {
  var stream = RandomStream(seed: 2)
  func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
  func drawn(_ values: [Double]) -> Double {
    mean(values.map { _ in values[stream.index(below: values.count)] })
  }
  let means = (0..<2_000).map { _ in drawn(own) - drawn(other) }.sorted()
  return Chapter09.Difference(mean: mean(own) - mean(other), low: means[50], high: means[1_949])
}
