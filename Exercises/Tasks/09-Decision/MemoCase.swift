import Foundation
import Groundwork

extension Chapter09 {
  /// The three ways of a memo, in no order.
  public enum Way: String, CaseIterable, Sendable {
    /// A general model that somebody else serves.
    case hosted
    /// A general model trained further, and served on one's own devices.
    case continued
    /// A model trained from scratch, and served on one's own devices.
    case scratch
  }

  /// What is known of a case before the memo is written.
  public struct MemoCase: Sendable {
    /// How long the way that is taken is to last.
    public var months: Double
    /// Tokens that are written for users in a month.
    public var tokensPerMonth: Double
    public var hostedDollarsPerMillion: Double
    /// Of an own device, to train and to serve alike.
    public var dollarsPerDeviceHour: Double
    /// That one device writes when it is busy.
    public var tokensPerSecond: Double
    /// The share of the time in which a device that serves may be planned to be busy.
    public var busyShare: Double
    /// Of an own model, whichever way it is trained.
    public var parameters: Double
    public var continuedTokens: Double
    public var scratchTokens: Double
    /// Floating-point operations that a device computes in a second at best, and the share of them
    /// that training reaches.
    public var peakOperations: Double
    public var utilization: Double
    /// By way the bits per byte on held-out documents of equal length, in the same order for all.
    public var losses: [Way: [Double]]
    /// The bits per byte by which a dearer way has to be better, to be worth its price.
    public var margin: Double

    /// Hours of a month: 365 · 24 / 12.
    public static let hoursPerMonth = 730.0

    /// A case of a seed, one whose verdict does not hang on the draws of a bootstrap.
    public init(seed: UInt64) {
      var stream = RandomStream(seed: seed).fork("memo")
      repeat { self = MemoCase(&stream) } while isNarrow
    }

    private init(_ stream: inout RandomStream) {
      func between(_ low: Double, _ high: Double) -> Double {
        low * pow(high / low, stream.uniform())
      }
      months = (6 + 30 * stream.uniform()).rounded()
      tokensPerMonth = between(2e8, 3e10)
      hostedDollarsPerMillion = between(0.8, 12)
      dollarsPerDeviceHour = between(1.2, 4)
      tokensPerSecond = between(300, 2_500)
      busyShare = 0.2 + 0.5 * stream.uniform()
      parameters = between(3e8, 8e9)
      continuedTokens = between(5e8, 1e10)
      scratchTokens = 20 * parameters * between(0.7, 3)
      peakOperations = between(1e14, 9e14)
      utilization = 0.25 + 0.25 * stream.uniform()
      margin = 0.02
      let hard = (0..<80).map { _ in 0.6 + 0.8 * stream.uniform() }
      func read(_ gain: Double) -> [Double] {
        hard.map { $0 - gain + 0.05 * stream.normal() }
      }
      let continuedGain = 0.14 * stream.uniform() - 0.03
      losses = [
        .hosted: read(0), .continued: read(continuedGain),
        .scratch: read(continuedGain + 0.16 * stream.uniform() - 0.08),
      ]
    }

    /// Whether some comparison ends so near the margin, or two ways cost so nearly the same, that
    /// another bootstrap, or another rounding, could turn the verdict.
    private var isNarrow: Bool {
      let bills = Way.allCases.map { Chapter09.bill($0, self) }.sorted()
      if zip(bills, bills.dropFirst()).contains(where: { $1 / $0 < 1.05 }) { return true }
      return Way.allCases.contains { way in
        Way.allCases.contains { other in
          guard way != other else { return false }
          let interval = Chapter09.interval(losses[way] ?? [], losses[other] ?? [])
          let width = interval.high - interval.low
          return abs(interval.high + margin) < 0.2 * width
        }
      }
    }
  }

  /// A difference of two ways' losses, in bits per byte: its mean, and the ends of the interval that
  /// holds it in 95 of 100 cases.
  public struct Difference: Sendable {
    public var mean: Double
    public var low: Double
    public var high: Double

    public init(mean: Double, low: Double, high: Double) {
      (self.mean, self.low, self.high) = (mean, low, high)
    }
  }

  /// What the memo says.
  public struct Memo: Sendable {
    /// By way its dollars over all months, training and serving.
    public var dollars: [Way: Double]
    /// By own way the months after which it has cost as much as the hosted model; none in it where
    /// that never happens.
    public var breakEvenMonths: [Way: Double]
    /// The continued model's loss less the hosted one's.
    public var continuedLessHosted: Difference
    /// The loss of the model from scratch less the continued one's.
    public var scratchLessContinued: Difference
    public var verdict: Way

    public init(
      dollars: [Way: Double], breakEvenMonths: [Way: Double], continuedLessHosted: Difference,
      scratchLessContinued: Difference, verdict: Way
    ) {
      self.dollars = dollars
      self.breakEvenMonths = breakEvenMonths
      self.continuedLessHosted = continuedLessHosted
      self.scratchLessContinued = scratchLessContinued
      self.verdict = verdict
    }
  }

  // What the checks hold memos against.

  /// Dollars of a way's training; of the hosted one none.
  static func training(_ way: Way, _ given: MemoCase) -> Double {
    let tokens =
      switch way {
      case .hosted: 0.0
      case .continued: given.continuedTokens
      case .scratch: given.scratchTokens
      }
    let seconds = 6 * given.parameters * tokens / (given.peakOperations * given.utilization)
    return seconds / 3_600 * given.dollarsPerDeviceHour
  }

  /// The devices that serve, as a number that need not be whole.
  static func load(_ given: MemoCase) -> Double {
    let each = given.tokensPerSecond * 3_600 * MemoCase.hoursPerMonth * given.busyShare
    return given.tokensPerMonth / each
  }

  /// Dollars of a month's serving.
  static func monthly(_ way: Way, _ given: MemoCase) -> Double {
    way == .hosted
      ? given.tokensPerMonth / 1e6 * given.hostedDollarsPerMillion
      : load(given).rounded(.up) * given.dollarsPerDeviceHour * MemoCase.hoursPerMonth
  }

  static func bill(_ way: Way, _ given: MemoCase) -> Double {
    training(way, given) + given.months * monthly(way, given)
  }

  /// Own − other, by resampling documents 2,000 times.
  static func interval(_ own: [Double], _ other: [Double]) -> Difference {
    let gaps = zip(own, other).map { $0 - $1 }
    let count = Double(gaps.count)
    var stream = RandomStream(seed: 96)
    let means = (0..<2_000).map { _ in
      (0..<gaps.count).reduce(0.0) { sum, _ in sum + gaps[stream.index(below: gaps.count)] }
        / count
    }.sorted()
    return Difference(mean: gaps.reduce(0, +) / count, low: means[50], high: means[1_949])
  }

  /// The cheapest way, and then each dearer one that is better than it for sure, by more than a margin.
  static func verdict(
    _ given: MemoCase, isBetter: (_ dearer: Way, _ chosen: Way) -> Bool
  ) -> Way {
    let ways = Way.allCases.sorted { bill($0, given) < bill($1, given) }
    return ways.dropFirst().reduce(ways[0]) { isBetter($1, $0) ? $1 : $0 }
  }
}
