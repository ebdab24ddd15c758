import ExerciseKit
import Groundwork

extension Chapter09 {
  static var differenceIntervalProperties: Properties<DifferenceInterval> {
    typealias Question = (own: [Double], other: [Double], seed: UInt64)
    typealias Output = (low: Double, high: Double)
    func documents(_ count: Int, _ gain: Double, _ spread: Double, _ seed: UInt64) -> Question {
      var stream = RandomStream(seed: seed)
      let other = (0..<count).map { _ in 1 + 3 * stream.uniform() }
      return (other.map { $0 + gain + spread * stream.normal() }, other, seed + 5)
    }
    let questions: [Question] = [
      documents(100, -0.04, 0.04, 2), documents(64, 0.07, 0.04, 3), documents(80, 0.1, 0.6, 4),
      documents(40, -0.5, 0.3, 6), documents(30, 0, 0.2, 8), documents(60, 2, 0.01, 9),
      ([1, 2, 3, 4], [1.5, 2.5, 3.5, 4.5], 3),
    ]
    let laws: [Law<Question, Output>] = [
      Law("an interval goes from low to high") { _, interval in
        interval.low <= interval.high
          ? nil
          : "your interval goes from \(written(interval.low)) down to \(written(interval.high))"
      },
      Law("where each document has the same difference, so has the mean") { question, interval in
        let differences = zip(question.own, question.other).map { $0 - $1 }
        guard let first = differences.first, differences.allSatisfy({ abs($0 - first) < 1e-9 })
        else {
          return nil
        }
        if abs(interval.low + first) < 1e-9, abs(interval.high + first) < 1e-9 {
          return "the difference is taken the other way round: own less other is wanted"
        }
        return abs(interval.low - first) < 1e-9 && abs(interval.high - first) < 1e-9
          ? nil
          : "where the own model is better by \(written(-first)) on every document, any documents drawn say "
            + "so; yours say \(written(interval.low)) to \(written(interval.high))"
      },
      Law("the interval holds the mean difference") { question, interval in
        let (mean, error) = meanAndError(question)
        guard error > 1e-9 else { return nil }
        let middle = (interval.low + interval.high) / 2
        if abs(middle + mean) < 0.5 * error, abs(mean) > 2 * error {
          return "your interval lies about −1 times the mean difference: own less other is wanted"
        }
        return interval.low <= mean + 1e-9 && mean <= interval.high + 1e-9
          ? nil
          : "the mean difference of the documents, \(written(mean)), lies outside your interval, "
            + "\(written(interval.low)) to \(written(interval.high))"
      },
      Law("an interval is about 3.92 standard errors of the mean difference wide") {
        question, interval in
        let error = meanAndError(question).error
        guard error > 1e-9, question.own.count > 35 else { return nil }
        let width = (interval.high - interval.low) / error
        guard width < 3.92 * 0.88 || width > 3.92 * 1.12 else { return nil }
        let what =
          width > 6
          ? "much too wide"
          : width > 3.92 ? "too wide for 95 of 100" : "too narrow for 95 of 100"
        return
          "an interval for 95 of 100 is about 3.92 standard errors of the mean difference wide; yours "
          + "is \(written((width * 10).rounded() / 10)) of them wide, \(what)"
      },
      Law("the interval lies about evenly to both sides of the mean") { question, interval in
        let (mean, error) = meanAndError(question)
        guard error > 1e-9, question.own.count > 35 else { return nil }
        let (below, above) = ((mean - interval.low) / error, (interval.high - mean) / error)
        return abs(below - above) < 0.7
          ? nil
          : "your interval reaches \(written((below * 10).rounded() / 10)) standard errors below the mean "
            + "difference and \(written((above * 10).rounded() / 10)) above it: a fortieth is to be cut off "
            + "at each end"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("all losses of both models doubled") {
        ($0.own.map { 2 * $0 }, $0.other.map { 2 * $0 }, $0.seed)
      },
      Variation("the own model's losses 1 higher") {
        ($0.own.map { $0 + 1 }, $0.other, $0.seed)
      },
      Variation("another seed", isProbe: false) { ($0.own, $0.other, $0.seed + 1) },
      Variation("the two models exchanged", isProbe: false) { ($0.other, $0.own, $0.seed) },
    ]
    let outcomes: [Outcome<Output>] = [
      Outcome("halved") { ($0.low / 2, $0.high / 2) },
      Outcome("doubled") { ($0.low * 2, $0.high * 2) },
      Outcome("with the ends exchanged") { ($0.high, $0.low) },
    ]
    return Properties(
      of: questions, ask: { try $0($1.own, $1.other, $1.seed) }, inputs: [], laws: laws,
      variations: variations, outcomes: outcomes)
  }

  private static func meanAndError(
    _ question: (own: [Double], other: [Double], seed: UInt64)
  ) -> (mean: Double, error: Double) {
    let differences = zip(question.own, question.other).map { $0 - $1 }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
  }
}
