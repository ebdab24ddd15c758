import ExerciseKit
import Foundation
import Tasks02

/// Wrong answers that were written without a look at the known mistakes.
var unseen02: [Mutants] { [masks, shares, scores, merges, copies] }

/// A row's weights by other numbers: e to the power of each score less an offset, over their sum.
private func weights(
  _ row: [Double], upTo t: Int, offset: Double, sumsAll: Bool = false
) -> [Double] {
  let powers = row.map { exp($0 - offset) }
  let sum = (sumsAll ? powers[...] : powers.prefix(t + 1)).reduce(0, +)
  return powers.enumerated().map { $0 <= t ? $1 / sum : 0 }
}

private func rows(
  _ scores: [[Double]], _ change: (_ t: Int, _ row: [Double]) -> [Double]
) -> [[Double]] {
  scores.enumerated().map { change($0, $1) }
}

private func rightRow(_ t: Int, _ row: [Double]) -> [Double] {
  weights(row, upTo: t, offset: row.prefix(t + 1).max() ?? 0)
}

/// The softmax of each column over the queries that see it.
private func byColumn(_ scores: [[Double]]) -> [[Double]] {
  let columns = scores.indices.map { s in scores.indices.map { scores[$0][s] } }
  let shares = columns.enumerated().map { s, column in
    let largest = column.dropFirst(s).max() ?? 0
    let powers = column.enumerated().map { $0 < s ? 0 : exp($1 - largest) }
    return powers.map { $0 / powers.reduce(0, +) }
  }
  return scores.indices.map { t in scores.indices.map { shares[$0][t] } }
}

private func transposed(_ table: [[Double]]) -> [[Double]] {
  table.indices.map { s in table.indices.map { table[$0][s] } }
}

private var masks: Mutants {
  Mutants(
    "2.1", Chapter02.causalWeights, solution: causalWeights, mistakes: causalWeightsMistakes,
    inputs: ["scores"],
    [
      "masked after the softmax": {
        rows($0) { weights($1, upTo: $0, offset: $1.max() ?? 0, sumsAll: true) }
      },
      "only what came before": {
        rows($0) { t, row in
          let last = max(0, t - 1)
          return weights(row, upTo: last, offset: row.prefix(last + 1).max() ?? 0)
        }
      },
      "later scores are 0": {
        rows($0) { t, row in
          let seen = row.enumerated().map { $0 <= t ? $1 : 0 }
          return weights(seen, upTo: seen.count, offset: seen.max() ?? 0)
        }
      },
      "the largest of the whole row": { rows($0) { weights($1, upTo: $0, offset: $1.max() ?? 0) } },
      "down the columns": { byColumn($0) },
      "scores of at most 700": {
        rows($0) { weights($1.map { min($0, 700) }, upTo: $0, offset: 0) }
      },
      "the largest of all scores": { scores in
        let largest = scores.joined().max() ?? 0
        return rows(scores) { weights($1, upTo: $0, offset: largest) }
      },
      "no zeros behind": { rows($0) { Array(rightRow($0, $1).prefix($0 + 1)) } },
      "the scores of a key": { rows(transposed($0), rightRow) },
      "the largest, or 0": {
        rows($0) { weights($1, upTo: $0, offset: $1.prefix($0 + 1).reduce(0, max)) }
      },
    ])
}

/// What the products without weights take, beside those with weights.
private func share(_ products: Double, _ weights: Double) -> Double {
  products / (products + weights)
}

private var shares: Mutants {
  Mutants(
    "2.2", Chapter02.attentionShare, solution: attentionShare, mistakes: attentionShareMistakes,
    inputs: ["contextLength", "width"],
    [
      "the seen half of the scores": { share(2 * $0 * $1, 24 * $1 * $1) },
      "beside the weights": { 4 * $0 * $1 / (24 * $1 * $1) },
      "no feed-forward layer": { share(4 * $0 * $1, 8 * $1 * $1) },
      "the feed-forward layer alone": { share(4 * $0 * $1, 16 * $1 * $1) },
      "a window of products, a token of weights": { share(4 * $0 * $0 * $1, 24 * $1 * $1) },
      "an operation a weight": { share(4 * $0 * $1, 12 * $1 * $1) },
      "scores of width 1": { share(4 * $0, 24 * $1 * $1) },
      "three projections": { share(4 * $0 * $1, 22 * $1 * $1) },
      "an inner width of 3,072": { share(4 * $0 * $1, 8 * $1 * $1 + 4 * $1 * 3_072) },
      "context and width exchanged": { share(4 * $0 * $1, 24 * $0 * $0) },
    ])
}

/// One head's scores with other columns, or another divisor.
private func dots(
  _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ head: Int,
  columns: ((_ headWidth: Int) -> [Int])? = nil, divisor: ((_ headWidth: Double) -> Double)? = nil
) -> [[Double]] {
  queries.map { query in
    let width = query.count / headCount
    let columns = columns?(width) ?? Array(head * width..<(head + 1) * width)
    let divisor = divisor?(Double(width)) ?? Double(width).squareRoot()
    return keys.map { key in columns.reduce(0) { $0 + query[$1] * key[$1] } / divisor }
  }
}

private var scores: Mutants {
  Mutants(
    "2.3", Chapter02.scaledScores, solution: scaledScores, mistakes: scaledScoresMistakes,
    inputs: ["queries", "keys", "headCount", "head"],
    [
      "the root of the heads": { queries, keys, count, head in
        dots(queries, keys, count, head, divisor: { _ in Double(count).squareRoot() })
      },
      "the width of a head": { dots($0, $1, $2, $3, divisor: { $0 }) },
      "columns dealt out like cards": { queries, keys, count, head in
        dots(queries, keys, count, head, columns: { (0..<$0).map { $0 * count + head } })
      },
      "keys ask": { dots($1, $0, $2, $3) },
      "the next head": { dots($0, $1, $2, ($3 + 1) % $2) },
      "the root of the positions": { queries, keys, count, head in
        dots(queries, keys, count, head, divisor: { _ in Double(keys.count).squareRoot() })
      },
      "a whole root": { dots($0, $1, $2, $3, divisor: { $0.squareRoot().rounded(.down) }) },
      "heads of 64": { dots($0, $1, $2, $3, divisor: { _ in 8 }) },
      "no scores of later keys": {
        rows(dots($0, $1, $2, $3)) { t, row in
          row.enumerated().map { $0 > t ? -.infinity : $1 }
        }
      },
      "without a head's last column": { queries, keys, count, head in
        dots(
          queries, keys, count, head,
          columns: { Array((head * $0..<(head + 1) * $0).dropLast()) })
      },
    ])
}

private typealias Summary = Chapter02.BlockSummary

/// Two summaries put together with other factors.
private func merge(
  _ first: Summary, _ second: Summary, largest: Double? = nil, _ a: Double, _ b: Double
) -> Summary {
  Summary(
    largest: largest ?? max(first.largest, second.largest), sum: a * first.sum + b * second.sum,
    weighted: zip(first.weighted, second.weighted).map { a * $0 + b * $1 })
}

/// Against another number than the larger of the two; the masked case is right.
private func merge(_ first: Summary, _ second: Summary, against largest: Double) -> Summary {
  max(first.largest, second.largest) == -.infinity
    ? first
    : merge(
      first, second, largest: largest, exp(first.largest - largest), exp(second.largest - largest))
}

private func right(_ first: Summary, _ second: Summary) -> Summary {
  merge(first, second, against: max(first.largest, second.largest))
}

private var merges: Mutants {
  Mutants(
    "2.4", Chapter02.mergeBlocks, solution: mergeBlocks, mistakes: mergeBlocksMistakes,
    inputs: ["first", "second"],
    [
      "sums as they are": { merge($0, $1, 1, 1) },
      "only the first is brought down": {
        let largest = max($0.largest, $1.largest)
        return largest == -.infinity ? $0 : merge($0, $1, exp($0.largest - largest), 1)
      },
      "two masked blocks": {
        let largest = max($0.largest, $1.largest)
        return merge($0, $1, exp($0.largest - largest), exp($1.largest - largest))
      },
      "the values as they are": {
        let answer = right($0, $1)
        return Summary(
          largest: answer.largest, sum: answer.sum,
          weighted: zip($0.weighted, $1.weighted).map { $0 + $1 })
      },
      "against the first": {
        $0.largest == -.infinity ? $1 : merge($0, $1, against: $0.largest)
      },
      "the output for the sum": {
        let answer = right($0, $1)
        return Summary(
          largest: answer.largest, sum: answer.sum,
          weighted: answer.weighted.map { answer.sum > 0 ? $0 / answer.sum : 0 })
      },
      "one masked block masks": {
        if $0.largest == -.infinity { return $0 }
        return $1.largest == -.infinity ? $1 : right($0, $1)
      },
      "values one behind the other": {
        let answer = right($0, $1)
        let (a, b) = (exp($0.largest - answer.largest), exp($1.largest - answer.largest))
        return Summary(
          largest: answer.largest, sum: answer.sum,
          weighted: $0.weighted.map { a * $0 } + $1.weighted.map { b * $0 })
      },
      "the larger is brought down": {
        if max($0.largest, $1.largest) == -.infinity { return $0 }
        let factor = exp(-abs($0.largest - $1.largest))
        return $0.largest > $1.largest ? merge($0, $1, factor, 1) : merge($0, $1, 1, factor)
      },
      "against 0 at least": { merge($0, $1, against: max(0, $0.largest, $1.largest)) },
    ])
}

/// The two heads of the copyist.
private func copy(
  _ words: [Int], _ kinds: Int,
  _ second: (_ meanings: [[Double]], _ before: [[Double]]) -> [[Double]]
) -> [[Double]] {
  let meanings = words.map { Chapter02.oneHot($0, kinds) }
  let before = Chapter02.attend(
    queries: words.indices.map { Chapter02.oneHot($0 - 1, words.count) },
    keys: words.indices.map { Chapter02.oneHot($0, words.count) }, values: meanings)
  return second(meanings, before)
}

private func attend(_ queries: [[Double]], _ keys: [[Double]], _ values: [[Double]]) -> [[Double]] {
  Chapter02.attend(queries: queries, keys: keys, values: values)
}

/// A share of each follower of the last word, and what is said of a new one.
private func followers(
  _ words: [Int], _ kinds: Int, new: [Double]? = nil, _ choose: ([Int]) -> [Int] = { $0 }
) -> [Double] {
  let all = zip(words, words.dropFirst()).filter { $0.0 == words.last }.map(\.1)
  if all.isEmpty, let new { return new }
  let heard = all.isEmpty ? words : choose(all)
  return (0..<kinds).map { kind in
    Double(heard.count { $0 == kind }) / Double(max(1, heard.count))
  }
}

private func mostFrequent(_ words: [Int]) -> [Int] {
  let counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  let most = counts.values.max()
  return Array(words.filter { counts[$0] == most }.prefix(1))
}

private var copies: Mutants {
  Mutants(
    "2.5", Chapter02.copiedNext, solution: copiedNext, mistakes: copiedNextMistakes,
    inputs: ["words", "kinds"],
    [
      "where the word before stood": {
        copy($0, $1) { attend($1, $1, $0) }.last ?? []
      },
      "the word before, where it stood": { copy($0, $1) { attend($1, $0, $0) }.last ?? [] },
      "the word again": {
        copy($0, $1) { meanings, _ in attend(meanings, meanings, meanings) }.last ?? []
      },
      "the word found by": { copy($0, $1) { attend($0, $1, $1) }.last ?? [] },
      "the first head's keys look back": { words, kinds in
        let meanings = words.map { Chapter02.oneHot($0, kinds) }
        let before = attend(
          words.indices.map { Chapter02.oneHot($0, words.count) },
          words.indices.map { Chapter02.oneHot($0 - 1, words.count) }, meanings)
        return attend(meanings, before, meanings).last ?? []
      },
      "the last position but one": { copy($0, $1) { attend($0, $1, $0) }.dropLast().last ?? [] },
      "the latest follower": { followers($0, $1) { $0.suffix(1) } },
      "different followers share alike": { followers($0, $1) { Array(Set($0)) } },
      "nothing for a new word": {
        followers($0, $1, new: [Double](repeating: 0, count: $1))
      },
      "the most frequent follower alone": { followers($0, $1, mostFrequent) },
    ])
}
