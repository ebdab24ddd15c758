import ExerciseKit
import Foundation
import Tasks04

/// Wrong answers that were written without a look at the known mistakes.
var unseen04: [Mutants] { [nuclei, caches, temperatures, repeats, penalties] }

/// Top-p with another order, another end, or another sum to divide by.
///
/// - Parameters:
///   - isBefore: whether a place with its probability is taken before another one.
///   - isEnough: whether what has been kept is enough.
private func keep(
  _ probabilities: [Double], _ p: Double, least: Int = 1, excludesLast: Bool = false,
  divisor: Double? = nil, cutsLast: Bool = false,
  isBefore: (_ one: (Int, Double), _ other: (Int, Double)) -> Bool = {
    ($1.1, $0.0) < ($0.1, $1.0)
  },
  isEnough: (_ sum: Double, _ p: Double) -> Bool = { $0 >= $1 }
) -> [Double] {
  let order = Array(probabilities.enumerated()).map { ($0.offset, $0.element) }.sorted(by: isBefore)
  var result = [Double](repeating: 0, count: probabilities.count)
  var (sum, count) = (0.0, 0)
  for (place, probability) in order {
    let isOver = isEnough(sum + probability, p)
    if isOver && excludesLast && count > 0 { break }
    result[place] = cutsLast ? min(probability, p - sum) : probability
    sum += result[place]
    count += 1
    if isOver && count >= least { break }
  }
  return result.map { $0 / (divisor ?? sum) }
}

private func withEquals(_ probabilities: [Double], _ p: Double) -> [Double] {
  let least = zip(probabilities, keep(probabilities, p)).filter { $0.1 > 0 }.map(\.0).min() ?? 0
  let kept = probabilities.map { $0 >= least ? $0 : 0 }
  return kept.map { $0 / kept.reduce(0, +) }
}

private func besideLargest(_ probabilities: [Double], _ p: Double) -> [Double] {
  let kept = probabilities.map { $0 >= p * (probabilities.max() ?? 0) ? $0 : 0 }
  return kept.map { $0 / kept.reduce(0, +) }
}

private var nuclei: Mutants {
  Mutants(
    "4.1", Chapter04.nucleus, solution: nucleus, mistakes: nucleusMistakes,
    inputs: ["probabilities", "p"],
    [
      "more than p": { keep($0, $1, isEnough: { $0 > $1 }) },
      "less than p": { keep($0, $1, excludesLast: true) },
      "in the order of the probabilities": { keep($0, $1).sorted(by: >) },
      "the higher place among equals": {
        keep($0, $1, isBefore: { ($0.1, $0.0) > ($1.1, $1.0) })
      },
      "all equals of the last": { withEquals($0, $1) },
      "place by place": { keep($0, $1, isBefore: { $0.0 < $1.0 }) },
      "over p": { keep($0, $1, divisor: $1) },
      "a share of the largest": { besideLargest($0, $1) },
      "two tokens at least": { keep($0, $1, least: 2) },
      "the last one in part": { keep($0, $1, cutsLast: true) },
    ])
}

/// The bytes of a cache with some of its numbers replaced.
private func bytes(
  _ shape: Chapter04.CacheShape, tables: Int = 2, layers: Int? = nil, heads: Int? = nil,
  positions: Int? = nil, sequences: Int? = nil, number: Int? = nil
) -> Int {
  tables * (layers ?? shape.layerCount) * (heads ?? shape.headCount) * shape.headWidth
    * (positions ?? shape.positions) * (sequences ?? shape.sequences)
    * (number ?? shape.bytesPerNumber)
}

private var caches: Mutants {
  Mutants(
    "4.2", Chapter04.cacheBytes, solution: cacheBytes, mistakes: cacheBytesMistakes,
    inputs: ["shape"],
    [
      "queries, too": { bytes($0, tables: 3) },
      "all but the last token": { bytes($0, positions: $0.positions - 1) },
      "two bytes a number": { bytes($0, number: 2) },
      "scores, too": {
        bytes($0) + $0.layerCount * $0.headCount * $0.positions * $0.positions
          * $0.sequences * $0.bytesPerNumber
      },
      "mebibytes": { bytes($0) / (1 << 20) },
      "sequences behind the positions": {
        bytes($0, positions: $0.positions + $0.sequences, sequences: 1)
      },
      "one head for all": { bytes($0, heads: 1) },
      "a cache a step": { bytes($0, positions: $0.positions * ($0.positions + 1) / 2) },
      "bits": { bytes($0, number: 8 * $0.bytesPerNumber) },
      "the embedding is a layer": { bytes($0, layers: $0.layerCount + 1) },
    ])
}

private func softmax(_ logits: [Double], offset: Double? = nil) -> [Double] {
  let offset = offset ?? logits.max() ?? 0
  let powers = logits.map { exp($0 - offset) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

private var temperatures: Mutants {
  Mutants(
    "4.3", Chapter04.temperature, solution: tempered, mistakes: temperatureMistakes,
    inputs: ["logits", "temperature", "truncate"],
    [
      "multiplied": { logits, temperature, truncate in
        truncate(softmax(logits.map { $0 * temperature }))
      },
      "truncated before": { logits, temperature, truncate in
        let powers = truncate(softmax(logits)).map { pow($0, 1 / temperature) }
        return powers.map { $0 / powers.reduce(0, +) }
      },
      "truncated scores": { logits, temperature, truncate in
        softmax(truncate(logits.map { $0 / temperature }))
      },
      "a softmax of a softmax": { logits, temperature, truncate in
        truncate(softmax(softmax(logits).map { $0 / temperature }))
      },
      "never truncated": { logits, temperature, _ in softmax(logits.map { $0 / temperature }) },
      "the largest before the division": { logits, temperature, truncate in
        truncate(softmax(logits.map { $0 / temperature }, offset: logits.max() ?? 0))
      },
      "no colder than 0.1": { logits, temperature, truncate in
        truncate(softmax(logits.map { $0 / max(temperature, 0.1) }))
      },
      "truncated twice": { logits, temperature, truncate in
        truncate(truncate(softmax(logits.map { $0 / temperature })))
      },
      "not normalised before the truncation": { logits, temperature, truncate in
        let kept = truncate(softmax(logits).map { pow($0, 1 / temperature) })
        return kept.map { $0 / kept.reduce(0, +) }
      },
      "subtracted": { logits, temperature, truncate in
        truncate(softmax(logits.map { $0 - temperature }))
      },
    ])
}

private func grams(_ text: [Int], _ n: Int, by step: Int = 1) -> [[Int]] {
  stride(from: 0, through: text.count - n, by: step).map { Array(text[$0..<$0 + n]) }
}

/// The share of those that were written before, by a name of each.
private func share<Name: Hashable>(_ grams: [Name], new: Set<Name>? = nil) -> Double {
  grams.isEmpty ? 0 : Double(grams.count - (new ?? Set(grams)).count) / Double(grams.count)
}

private func kindsRepeated(_ grams: [[Int]], all: Bool = false) -> Double {
  let counts = grams.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  let repeated = counts.filter { $0.value > 1 }
  if grams.isEmpty { return 0 }
  return all
    ? Double(repeated.values.reduce(0, +)) / Double(grams.count)
    : Double(repeated.count) / Double(counts.count)
}

private func inEarlierTexts(_ texts: [[Int]], _ n: Int) -> Double {
  var (count, repeated) = (0, 0)
  var seen: Set<[Int]> = []
  for text in texts {
    let here = grams(text, n)
    count += here.count
    repeated += here.count { seen.contains($0) }
    seen.formUnion(here)
  }
  return count > 0 ? Double(repeated) / Double(count) : 0
}

/// The mean over the texts of each one's own share, which knows the texts before.
private func meanOfTexts(_ texts: [[Int]], _ n: Int) -> Double {
  var seen: Set<[Int]> = []
  let shares = texts.filter { $0.count >= n }.map { text in
    let here = grams(text, n)
    let before = seen.count
    seen.formUnion(here)
    return 1 - Double(seen.count - before) / Double(here.count)
  }
  return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
}

private var repeats: Mutants {
  Mutants(
    "4.4", Chapter04.repeatedShare, solution: repeatedShare, mistakes: repeatedShareMistakes,
    inputs: ["texts", "n"],
    [
      "of the different ones": { texts, n in kindsRepeated(texts.flatMap { grams($0, n) }) },
      "all but each text's last": { texts, n in share(texts.flatMap { grams($0, n).dropLast() }) },
      "the mean of the texts": { meanOfTexts($0, $1) },
      "in any order": { texts, n in share(texts.flatMap { grams($0, n) }.map { $0.sorted() }) },
      "side by side": { texts, n in share(texts.flatMap { grams($0, n, by: n) }) },
      "the first one, too": { texts, n in
        kindsRepeated(texts.flatMap { grams($0, n) }, all: true)
      },
      "nothing over nothing": { texts, n in
        let all: [[Int]] = texts.flatMap { grams($0, n) }
        return Double(all.count - Set(all).count) / Double(all.count)
      },
      "a short text is one": { texts, n in
        share(texts.flatMap { $0.isEmpty || $0.count >= n ? grams($0, n) : [$0] })
      },
      "in earlier texts alone": { inEarlierTexts($0, $1) },
      "digits without a gap": { texts, n in
        share(texts.flatMap { grams($0, n) }.map { $0.map(String.init).joined() })
      },
    ])
}

/// Some of the scores made less likely.
private func penalize(
  _ logits: [Double], _ ids: some Sequence<Int>, _ penalty: Double,
  _ change: (_ score: Double, _ penalty: Double) -> Double = { $0 > 0 ? $0 / $1 : $0 * $1 }
) -> [Double] {
  ids.reduce(into: logits) { scores, id in
    if scores.indices.contains(id) { scores[id] = change(scores[id], penalty) }
  }
}

/// The tokens, each as often as it occurs, up to a limit.
private func occurrences(_ previous: [Int], from first: Int = 1, upTo last: Int) -> [Int] {
  let counts = previous.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  return counts.flatMap { id, count in
    count < first ? [] : Array(repeating: id, count: min(count, last))
  }
}

private func withoutNeighbours(_ previous: [Int]) -> [Int] {
  previous.indices.filter { $0 == 0 || previous[$0 - 1] != previous[$0] }.map { previous[$0] }
}

private var penalties: Mutants {
  Mutants(
    "4.5", Chapter04.repetitionPenalty, solution: penalized, mistakes: repetitionPenaltyMistakes,
    inputs: ["logits", "previous", "penalty"],
    [
      "subtracted": { penalize($0, Set($1), $2) { $0 - $1 } },
      "neighbours once": { penalize($0, withoutNeighbours($1), $2) },
      "the last 64 tokens": { penalize($0, Set($1.suffix(64)), $2) },
      "those that came twice": { penalize($0, occurrences($1, from: 2, upTo: 1), $2) },
      "no penalty for token 0": { penalize($0, Set($1).subtracting([0]), $2) },
      "negative scores as they are": { penalize($0, Set($1), $2) { $0 > 0 ? $0 / $1 : $0 } },
      "up to a token without a score": { logits, previous, penalty in
        penalize(logits, Set(previous.prefix { logits.indices.contains($0) }), penalty)
      },
      "the last token alone": { penalize($0, $1.suffix(1), $2) },
      "logarithms of probabilities": { logits, previous, penalty in
        penalize(softmax(logits).map { log($0) }, Set(previous), penalty)
      },
      "twice at most": { penalize($0, occurrences($1, upTo: 2), $2) },
    ])
}
