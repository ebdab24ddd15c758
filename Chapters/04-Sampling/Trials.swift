import Foundation
import WorkbookCore

/// How often texts keep to a form, by themselves and with a constraint, at temperature 1.5.
struct FormTrials {
  private(set) var free = 0.0
  private(set) var kept = 0.0
  /// The first text of each kind.
  private(set) var example = ""

  init(
    _ judge: WritingModel, _ constraint: TokenConstraint, _ form: Regex<AnyRegexOutput>,
    prompt: String, count: Int, seed: UInt64
  ) throws {
    let ids = try judge.tokenizer.encode(prompt)
    for index in 0..<count {
      var sampler = try Sampler(temperature: 1.5, minP: 0.02, seed: seed + UInt64(index))
      let own = try judge.generator.generate(ids, maximumNewTokens: 32, sampler: &sampler)
      let ownText = try judge.tokenizer.decodeText(own.ids)
      if ownText.prefixMatch(of: form) != nil { free += 1 / Double(count) }
      let bound = try judge.generator.generate(
        ids, maximumNewTokens: 60, sampler: &sampler, constraint: constraint)
      let text = try judge.tokenizer.decodeText(bound.ids)
      if text.wholeMatch(of: form) != nil { kept += 1 / Double(count) }
      if index == 0 { example = "by itself: \(ownText.prefix(60))\nconstrained:\(text)" }
    }
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
