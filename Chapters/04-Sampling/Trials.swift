import Foundation
import WorkbookCore

/// How often texts keep to a form, by themselves and with a constraint, at temperature 1.5.
struct FormTrials {
  private(set) var free = 0.0
  private(set) var kept = 0.0
  /// The first text of each kind.
  private(set) var example = ""

  /// The form of an amount, as a regular expression.
  private static let form =
    #/ \{"amount": [0-9]{1,4}, "unit": "(?:dollars|million dollars|percent)"\}/#

  init(
    _ judge: WritingModel, _ constraint: TokenConstraint, prompt: String, count: Int, seed: UInt64
  ) throws {
    let ids = try judge.tokenizer.encode(prompt)
    for index in 0..<count {
      var sampler = try Sampler(temperature: 1.5, minP: 0.02, seed: seed + UInt64(index))
      let own = try judge.generator.generate(ids, maximumNewTokens: 32, sampler: &sampler)
      let ownText = try judge.tokenizer.decodeText(own.ids)
      if ownText.prefixMatch(of: Self.form) != nil { free += 1 / Double(count) }
      let bound = try judge.generator.generate(
        ids, maximumNewTokens: 60, sampler: &sampler, constraint: constraint)
      let text = try judge.tokenizer.decodeText(bound.ids)
      if text.wholeMatch(of: Self.form) != nil { kept += 1 / Double(count) }
      if index == 0 { example = "by itself: \(ownText.prefix(60))\nconstrained:\(text)" }
    }
  }
}

/// A model that goes on with stretches of text, again and again from one reading of their beginnings.
struct WritingTrial {
  private let model: WritingModel
  private let beginnings: [(cache: KeyValueCache, logits: [Float])]

  init(_ model: WritingModel) throws {
    self.model = model
    beginnings = try model.stretches.map { stretch in
      let cache = try model.generator.decoder.makeCache(capacity: stretch.count)
      let prompt = Array(stretch.prefix(model.promptLength))
      return (cache, try model.generator.decoder.append(prompt, to: cache).array)
    }
  }

  /// How often tokens come back among the 64 before them, and how odd they are to the model.
  ///
  /// - Parameter sampler: nil takes what really came next.
  func measure(_ sampler: Sampler?) throws -> WritingMeasure {
    var (repeats, bits, count) = (0.0, 0.0, 0.0)
    var sampler = sampler
    for (stretch, beginning) in zip(model.stretches, beginnings) {
      let cache = try model.generator.decoder.grow(beginning.cache, to: stretch.count)
      var (text, logits) = (Array(stretch.prefix(model.promptLength)), beginning.logits)
      while true {
        let next = try sampler?.sample(logits, previous: text) ?? stretch[text.count]
        bits -= try Generator.logProbabilities(ofScores: logits)[Int(next)] / log(2)
        if text.suffix(64).contains(next) { repeats += 1 }
        (text, count) = (text + [next], count + 1)
        if text.count == stretch.count { break }
        logits = try model.generator.decoder.append([next], to: cache).array
      }
    }
    return (repeats / count, bits / count)
  }
}

/// The largest difference between scores with the cache, token by token, and those of one whole pass.
func largestDifference(
  _ course: SamplingCourse, _ text: [Int32], _ cache: KeyValueCache
) throws -> Double {
  course.reader.tokens.copy(from: text)
  course.reader.run()
  var largest: Float = 0
  for (row, id) in text.enumerated() {
    let cached = try course.generator.decoder.append([id], to: cache)
    for column in 0..<cached.count {
      let whole = course.reader.logits[row * cached.count + column]
      largest = max(largest, abs(cached[column] - whole))
    }
  }
  return Double(largest)
}

extension TokenConstraint {
  /// The tokens that may come next after a text.
  nonisolated func allowed(after text: String, _ tokenizer: any Tokenizer) throws -> [Int32] {
    restart()
    for id in try tokenizer.encode(text) { accept(id) }
    return allowedIDs()
  }
}
