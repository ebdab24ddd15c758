//: # The memo
//: capstone, 75 minutes
//:
//: Write the memo that a case asks for, as a function: for any case it gives what each of three ways
//: costs, when an own model has paid, how much better each is with an interval, and a verdict. The
//: check asks for the memos of twenty hidden cases, and holds every number against its own.
//:
//: Dollars. The hosted model costs its price by the token. The two own ones are trained, with 6
//: operations for each parameter and token, on devices that reach a share of their peak; then they
//: are served on as many whole devices as the month's tokens take when each is busy for
//: `busyShare` of the time. Those are paid day and night, 730 hours a month. Break-even is the month
//: at which an own way, its training included, has cost what the hosted one has; leave it out where
//: that never comes.
//:
//: Differences. Own less other, in bits per byte, on the same documents: the mean, and the interval
//: by the bootstrap over documents, 2,000 rounds, a fortieth cut off both ends. Your draws need not
//: be the check's: ends may be an eighth of the interval's width off.
//:
//: Verdict. Begin with the cheapest way. Go through the dearer ones, by price, and change to one
//: where the whole interval of its loss less the chosen one's lies below −`margin`.
//:
//: Why: whoever signs a memo pays for its errors. Most of those are units, things paid for that
//: were left out, and a difference that was luck.
//:
//: ## Hints
//:
//: 1. Write one function a number: training dollars of some tokens, dollars of a month, difference
//:    of two lists of losses. The memo then only puts them together. 9.1, 9.2, 9.4 and 9.5 have a
//:    part each.
//: 2. Training: 6 · N · D operations by peak · utilization are device-seconds, a 3,600th of them
//:    device-hours. Serving: a device writes tokensPerSecond · 3,600 · 730 · busyShare tokens a
//:    month; round the devices up, and pay for all hours of all of them.
//: 3. Break-even: training dollars / (hosted a month − own a month), if that difference is above 0.
//: 4. In a round of the bootstrap draw the number of a document, and add both models' losses on it:
//:    own[document] − other[document]. The verdict compares a dearer way with the one chosen so
//:    far, which need not be the hosted one.

import ExerciseKit
import Foundation

extension Chapter09 {
  /// From a case to its memo.
  public typealias MemoWriting = (_ given: MemoCase) throws -> Memo

  /// The sentences for what goes wrong with memos.
  enum MemoFault {
    static let oneMonth = "you paid for one month of serving: the memo is about all of them"
    static let noServing = "you left the serving of the own models out: it is paid every month"
    static let noTraining = "you left the training out: an own model costs before it serves"
    static let partDevices = "you paid for parts of devices: they come whole"
    static let busyOnly = "you paid for busy hours alone: devices cost as much while they wait"
    static let seconds = "you paid for device-seconds as if they were hours: 3,600 are one"
    static let forward = "you counted two operations, as for generating: training takes six"
    static let peak = "you trained at the peak: devices reach a share of it"
    static let freeServing =
      "your break-even leaves the own model's serving out: what is saved is the difference"
    static let negative = "you gave a month of break-even where an own model never pays"
    static let unpaired =
      "your interval is too wide: both models have to be asked about the same documents"
    static let errors =
      "your interval is too narrow: it holds the mean in fewer than 95 of 100 cases"
    static let turned = "your differences have the wrong sign: own less other"
    static let cheapest =
      "your verdict is always the cheapest way: a dearer one may be better for sure"
    static let luck = "your verdict trusts the means: the whole interval has to lie below −margin"
    static let noMargin = "your verdict forgets the margin: better by a hair does not pay"
  }

  public static let memo = Exercise<MemoWriting>(capstone: { write, bench in
    let cases = (1...20).map { MemoCase(seed: 9_600 + UInt64($0)) }
    bench.underWay("reading \(cases.count) memos")
    let memos = try cases.map { ($0, try write($0)) }
    for (given, memo) in memos { try expectDollars(given, memo) }
    for (given, memo) in memos { try expectBreakEven(given, memo) }
    for (given, memo) in memos {
      try expectDifference(
        memo.continuedLessHosted, given.losses[.continued] ?? [], given.losses[.hosted] ?? [],
        "the continued model's loss less the hosted one's")
      try expectDifference(
        memo.scratchLessContinued, given.losses[.scratch] ?? [], given.losses[.continued] ?? [],
        "the loss from scratch less the continued one's")
    }
    let right = memos.map { given, memo in memo.verdict == verdict(given) }
    try bench.expect(
      "right verdicts of \(cases.count)", Double(right.count { $0 }), .atLeast,
      Double(cases.count), otherwise: verdictFault(memos))
  })

  private static func same(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-3 * abs(b) }

  private static func expectDollars(_ given: MemoCase, _ memo: Memo) throws {
    for way in Way.allCases {
      let bill = bill(way, given)
      guard let dollars = memo.dollars[way] else {
        throw CheckFailure("the memo has no dollars for the way \(way.rawValue)")
      }
      if same(dollars, bill) { continue }
      let (training, monthly) = (training(way, given), monthly(way, given))
      let (months, load) = (given.months, load(given))
      let whole = monthly / load.rounded(.up)
      var faults = [(training + monthly, MemoFault.oneMonth)]
      if way != .hosted {
        faults += [
          (training, MemoFault.noServing), (months * monthly, MemoFault.noTraining),
          (training + months * load * whole, MemoFault.partDevices),
          (
            training + months * load.rounded(.up) * whole * given.busyShare, MemoFault.busyOnly
          ),
          (training + months * load * given.busyShare * whole, MemoFault.busyOnly),
          (3_600 * training + months * monthly, MemoFault.seconds),
          (training / 3 + months * monthly, MemoFault.forward),
          (training * given.utilization + months * monthly, MemoFault.peak),
        ]
      }
      // Where training is a small part of the bill, two faults come close to one another.
      let nearest = faults.min { abs($0.0 - dollars) < abs($1.0 - dollars) }
      throw CheckFailure(
        "\(way.rawValue), over \(months) months: expected \(bill) dollars, got \(dollars)",
        mistake: nearest.flatMap { same(dollars, $0.0) ? $0.1 : nil })
    }
  }

  private static func expectBreakEven(_ given: MemoCase, _ memo: Memo) throws {
    for way in [Way.continued, .scratch] {
      let saved = monthly(.hosted, given) - monthly(way, given)
      let expected = saved > 0 ? training(way, given) / saved : nil
      let got = memo.breakEvenMonths[way]
      guard let expected else {
        try Expect.that(
          got == nil,
          "\(way.rawValue) saves nothing a month, and pays after \(got ?? 0) months",
          otherwise: MemoFault.negative)
        continue
      }
      guard let got else {
        throw CheckFailure("\(way.rawValue) pays after \(expected) months, but got none")
      }
      let free = training(way, given) / monthly(.hosted, given)
      try Expect.that(
        same(got, expected), "\(way.rawValue): expected \(expected) months, got \(got)",
        otherwise: same(got, free) ? MemoFault.freeServing : nil)
    }
  }

  private static func expectDifference(
    _ got: Difference, _ own: [Double], _ other: [Double], _ what: String
  ) throws {
    let expected = interval(own, other)
    try Expect.that(
      abs(got.mean - expected.mean) < 1e-6,
      "\(what): expected a mean of \(expected.mean), got \(got.mean)",
      otherwise: abs(got.mean + expected.mean) < 1e-6 ? MemoFault.turned : nil)
    let width = expected.high - expected.low
    let ratio = (got.high - got.low) / width
    try Expect.that(
      abs(got.low - expected.low) <= width / 8 && abs(got.high - expected.high) <= width / 8,
      "\(what): expected \(expected.low) to \(expected.high), got \(got.low) to \(got.high)",
      otherwise: ratio > 1.5
        ? MemoFault.unpaired : ratio > 0 && ratio < 0.75 ? MemoFault.errors : nil)
  }

  private static func high(_ given: MemoCase, _ way: Way, _ other: Way) -> Double {
    interval(given.losses[way] ?? [], given.losses[other] ?? []).high
  }

  private static func verdict(_ given: MemoCase) -> Way {
    verdict(given) { high(given, $0, $1) < -given.margin }
  }

  /// The rule that wrong verdicts follow, where one of these does.
  private static func verdictFault(_ memos: [(MemoCase, Memo)]) -> String? {
    func follows(_ isBetter: (MemoCase, Way, Way) -> Bool) -> Bool {
      memos.allSatisfy { given, memo in
        memo.verdict == verdict(given) { isBetter(given, $0, $1) }
      }
    }
    func mean(_ given: MemoCase, _ way: Way, _ other: Way) -> Double {
      interval(given.losses[way] ?? [], given.losses[other] ?? []).mean
    }
    if follows({ _, _, _ in false }) { return MemoFault.cheapest }
    if follows({ high($0, $1, $2) < 0 }) { return MemoFault.noMargin }
    if follows({ mean($0, $1, $2) < -$0.margin }) || follows({ mean($0, $1, $2) < 0 }) {
      return MemoFault.luck
    }
    return nil
  }
}
