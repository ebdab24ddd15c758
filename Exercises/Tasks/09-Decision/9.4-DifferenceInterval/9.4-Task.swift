//: # Better, or lucky?
//: bug, 20 minutes
//:
//: Your model needs 0.04 bits per byte less than another one, on average over a hundred documents.
//: Would another hundred say so too? The bootstrap (Efron 1979) asks the documents themselves: draw
//: a hundred of them with replacement, take the mean difference, do it 2,000 times, and cut off a
//: fortieth at both ends. This code does so, and says that nothing is certain, even where the own
//: model is better on every single document. Find out why.
//:
//: ## Hints
//:
//: 1. Some documents are hard for both models, some easy for both. What happens to the difference
//:    if one model is asked about hard ones and the other about easy ones?
//: 2. Both models read the same documents. `resampledMean` is called twice a round, and draws other
//:    documents each time.
//: 3. Draw the number of a document once, and add own[document] − other[document] for it: each
//:    round has one draw for both models.

import ExerciseKit
import Groundwork

extension Chapter09 {
  /// From two models' losses on the same documents to an interval for the mean of their difference.
  public typealias DifferenceInterval = (_ own: [Double], _ other: [Double], _ seed: UInt64) throws
    -> (low: Double, high: Double)

  public static let differenceInterval = Exercise<DifferenceInterval>(
    areClasses: true,
    properties: differenceIntervalProperties,
    check: { interval in
      let texts = documents(100, seed: 1, gain: -0.04, spread: 0.08)
      let (low, high) = try interval(texts.own, texts.other, 7)
      try Expect.that(
        low.isFinite && high.isFinite && low <= high,
        "an interval goes from low to high, this one from \(low) to \(high)")
      let always = texts.other.map { $0 - 0.05 }
      let certain = try interval(always, texts.other, 7)
      try Expect.that(
        abs(certain.low + 0.05) < 1e-9 && abs(certain.high + 0.05) < 1e-9,
        "the own model needs 0.05 bits less on each document, so any documents say −0.05: expected "
          + "that for low and high, got \(certain.low) and \(certain.high)")
      // Of five documents one is drawn three times or more in 5.8 of 100 rounds.
      for place in 0..<5 {
        let alone = try interval((0..<5).map { $0 == place ? 1 : 2 }, [2, 2, 2, 2, 2], 7)
        try Expect.close(
          [alone.low, alone.high], [-0.6, 0], absolute: 1e-9,
          "the ends for five documents, of which document \(place) alone needs 1 bit less")
      }
      let (mean, error) = moments(texts)
      try Expect.that(
        low <= mean + 1e-9 && mean - 1e-9 <= high,
        "the mean difference of these documents, \(mean), lies in the interval from \(low) to \(high)"
      )
      let swapped = try interval(texts.other, texts.own, 7)
      try Expect.close(
        [swapped.low, swapped.high], [-high, -low], absolute: 0.3 * error,
        "the models change places, and so do the ends of the interval")
      // 1.96 standard errors to either side, were the means normal; the bootstrap's own noise is 2 %.
      try Expect.close(
        high - low, 3.92 * error, relative: 0.09, "the width of the interval, 3.92 standard errors")
      try Expect.close(
        [low, high], [mean - 1.96 * error, mean + 1.96 * error], absolute: 0.3 * error,
        "the ends of the interval")
      // 0.06 standard errors for 2,000 rounds, 0.085 for 1,000.
      let few = documents(40, seed: 6, gain: -0.04, spread: 0.08)
      let others = try (0..<80).map { try interval(few.own, few.other, $0) }
      try Expect.that(
        Set(others.map(\.low)).count > 1,
        "80 seeds, and each time the same interval, from \(others[0].low) to \(others[0].high)",
        otherwise: seedless)
      let spread =
        ((variance(others.map(\.low)) + variance(others.map(\.high))) / 2).squareRoot()
        / moments(few).error
      try Expect.that(
        spread < 0.074,
        "the ends of 80 intervals, each with another seed, spread by \(spread) standard errors; with "
          + "2,000 rounds it is about 0.06, and the more the fewer rounds there are")
    },
    observe: { interval in
      // Two answers with one mistake may draw other documents, so ends are no fingerprint. Coarse
      // classes of widths are, and so is the side of the mean on which the middle lies far away.
      try [(100, 2, -0.04, 0.04), (64, 3, 0.07, 0.04), (80, 4, 0.1, 0.6)].flatMap {
        count, seed, gain, spread in
        let texts = documents(count, seed: UInt64(seed), gain: gain, spread: spread)
        let (mean, error) = moments(texts)
        let (low, high) = try interval(texts.own, texts.other, 5)
        let width = max(high - low, 1e-6 * error)
        let ratio = width / (3.92 * error)
        return [
          low > high
            ? -1
            : Double(
              [0.1, 0.25, 0.42, 0.6, 0.77, 0.92, 1.1, 1.3, 1.6, 4, 17, 1_000].count { ratio > $0 }),
          max(-2, min(2, (4 * ((low + high) / 2 - mean) / width).rounded())),
        ]
      }
    })

  /// The sentence for an answer whose draws are the same for every seed.
  static let seedless = "your draws are the same for every seed: a stream begins with the one given"

  /// Documents some of which are hard for both models, in bits per byte.
  private static func documents(
    _ count: Int, seed: UInt64, gain: Double, spread: Double
  ) -> (own: [Double], other: [Double]) {
    var stream = RandomStream(seed: seed)
    let other = (0..<count).map { _ in 1 + 3 * stream.uniform() }
    return (other.map { $0 + gain + spread * stream.normal() }, other)
  }

  /// The mean difference, and the standard error of that mean.
  private static func moments(
    _ texts: (own: [Double], other: [Double])
  ) -> (mean: Double, error: Double) {
    let differences = zip(texts.own, texts.other).map { $0 - $1 }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    return (mean, (variance(differences) / count).squareRoot())
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
