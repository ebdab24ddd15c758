import ExerciseKit
import Exercises08
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [bitsPerByteCase, epochsCase, drawMixtureCase, bestShareCase, coverageCase]
}

private var bitsPerByteCase: ExerciseCase {
  ExerciseCase(
    Chapter08.bitsPerByte, learner: Exercises08.bitsPerByte, solution: bitsPerByte,
    mistakes: [
      KnownMistake("you averaged over documents: a short one counts as much as a long one") {
        documents in
        let read = documents.filter { $0.bytes > 0 }
        let each = read.map { $0.nats / (Double($0.bytes) * log(2)) }
        return each.isEmpty ? 0 : each.reduce(0, +) / Double(each.count)
      },
      KnownMistake("you stayed with nats: divide by ln 2 to get bits") { documents in
        try bitsPerByte(documents) * log(2)
      },
      KnownMistake("you multiplied by ln 2 where you should divide: a nat is more than a bit") {
        documents in
        try bitsPerByte(documents) * log(2) * log(2)
      },
      KnownMistake("you divided by tokens: then another tokenizer gives another number") {
        documents in
        try bitsPerByte(documents.map { (nats: $0.nats, tokens: $0.tokens, bytes: $0.tokens) })
      },
      KnownMistake("you turned the fraction over: these are bytes per bit") { documents in
        let bits = try bitsPerByte(documents)
        return bits > 0 ? 1 / bits : 0
      },
    ])
}

private var epochsCase: ExerciseCase {
  /// Epochs, and what they are worth in epochs.
  func wrong(
    _ sentence: String, epochs: @escaping (Double, Double, Double) -> Double = { $0 * $1 / $2 },
    worth: @escaping (_ epochs: Double) -> Double = discounted
  ) -> KnownMistake<Chapter08.Epochs> {
    KnownMistake(sentence) { trained, share, source in
      let count = epochs(trained, share, source)
      return (count, worth(count) * source)
    }
  }
  return ExerciseCase(
    Chapter08.epochs, learner: Exercises08.epochs(trainedTokens:share:sourceTokens:),
    solution: epochs(trainedTokens:share:sourceTokens:),
    mistakes: [
      wrong("you left the share out: not all of the run comes from this source") { $0 / $2 },
      wrong("you turned the fraction over: epochs are tokens read by tokens there are") {
        $2 / ($0 * $1)
      },
      wrong("you rounded the epochs up: a run may end in the middle of one") {
        ($0 * $1 / $2).rounded(.up)
      },
      wrong("you counted repeated tokens as fresh ones", worth: { $0 }),
      wrong(
        "you counted the first epoch as a repetition: R is epochs − 1",
        worth: { epochs in
          epochs > 1 ? 1 + 15.39 * (1 - exp(-epochs / 15.39)) : epochs
        }),
      wrong(
        "you forgot the first epoch, which counts in full",
        worth: { epochs in
          epochs > 1 ? discounted(epochs) - 1 : epochs
        }),
    ])
}

private func discounted(_ epochs: Double) -> Double {
  epochs > 1 ? 1 + 15.39 * (1 - exp(-(epochs - 1) / 15.39)) : epochs
}

private var drawMixtureCase: ExerciseCase {
  /// A mixture whose next source has the lowest lag, and whose progress grows by a step.
  func wrong(
    _ sentence: String,
    lag: @escaping (_ drawn: Double, _ source: Chapter08.Source) -> Double = { $0 / $1.share },
    step: @escaping (_ place: Int, _ lengths: [Int]) -> Int = { $1[$0 % $1.count] }
  ) -> KnownMistake<Chapter08.DrawMixture> {
    KnownMistake(sentence) { sources, tokens in
      let usable = sources.indices.filter { sources[$0].share > 0 && !sources[$0].lengths.isEmpty }
      var order: [Int] = []
      var next = sources.map { _ in 0 }
      var drawn = sources.map { _ in 0.0 }
      var total = 0
      while total < tokens,
        let source = usable.min(by: { lag(drawn[$0], sources[$0]) < lag(drawn[$1], sources[$1]) })
      {
        let lengths = sources[source].lengths
        total += lengths[next[source] % lengths.count]
        drawn[source] += Double(step(next[source], lengths))
        next[source] += 1
        order.append(source)
      }
      return order
    }
  }
  return ExerciseCase(
    Chapter08.drawMixture, learner: Exercises08.drawMixture(_:tokens:),
    solution: drawMixture(_:tokens:),
    mistakes: [
      wrong("you still count documents: long ones bring in more tokens each", step: { _, _ in 1 }),
      wrong(
        "you gave all sources the same number of tokens, whatever their share",
        lag: { drawn, _ in
          drawn
        }),
      wrong(
        "you multiplied by the share: a source with a larger one then seems further ahead",
        lag: { $0 * $1.share }),
      wrong(
        "you mixed by the sources' sizes, as they come, not by the shares asked for",
        lag: { $0 / Double($1.lengths.reduce(0, +)) }),
      wrong(
        "you counted every document as long as the first of its source",
        step: { _, lengths in lengths[0] }),
    ])
}

private var bestShareCase: ExerciseCase {
  /// The lowest of a thousand and one shares, by a measure of both laws.
  func searched(_ sentence: String, _ measure: @escaping (_ share: Double, Laws) -> Double)
    -> KnownMistake<Chapter08.BestShare>
  {
    KnownMistake(sentence) { domain, general, weight in
      let laws = Laws(domain: domain, general: general, weight: weight)
      let values = (0...1_000).map { measure(Double($0) / 1_000, laws) }
      return Double(values.indices.min { values[$0] < values[$1] } ?? 0) / 1_000
    }
  }
  return ExerciseCase(
    Chapter08.bestShare, learner: Exercises08.bestShare(domain:general:fieldWeight:),
    solution: bestShare(domain:general:fieldWeight:),
    mistakes: [
      KnownMistake("you left the weight out: both losses count the same only at a half") {
        domain, general, _ in
        try bestShare(domain: domain, general: general, fieldWeight: 0.5)
      },
      KnownMistake("you gave the field's weight to general text") {
        try bestShare(domain: $0, general: $1, fieldWeight: 1 - $2)
      },
      searched("you asked the law of general text for r: its own share is 1 − r") {
        $1.weight * loss($1.domain, $0) + (1 - $1.weight) * loss($1.general, $0)
      },
      searched("you looked for the share where both losses are equal, not for the lowest sum") {
        abs(loss($1.domain, $0) - loss($1.general, 1 - $0))
      },
      KnownMistake("you balanced the losses, not their slopes: t belongs to the slope") {
        domain, general, weight in
        let ratio = (1 - weight) * general.k / (weight * domain.k)
        return min(1, max(0, (log(ratio) + general.t) / (domain.t + general.t)))
      },
      KnownMistake("you gave a share below 0 or above 1: where no slopes cancel, an end is best") {
        domain, general, weight in
        let ratio = (1 - weight) * general.k * general.t / (weight * domain.k * domain.t)
        return (log(ratio) + general.t) / (domain.t + general.t)
      },
    ])
}

private struct Laws {
  let domain: Chapter08.Law
  let general: Chapter08.Law
  let weight: Double
}

private func loss(_ law: Chapter08.Law, _ share: Double) -> Double {
  law.c + law.k * exp(law.t * share)
}

private var coverageCase: ExerciseCase {
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
  return ExerciseCase(
    Chapter08.coverage, learner: Exercises08.coverage(windows:draws:wantedShare:),
    solution: coverage(windows:draws:wantedShare:),
    mistakes: [
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
    ])
}
