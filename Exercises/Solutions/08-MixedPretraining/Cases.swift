import ExerciseKit
import Exercises08
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] { [bitsPerByteCase, epochsCase, drawMixtureCase] }

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
