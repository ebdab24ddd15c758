import ExerciseKit
import Foundation
import Tasks02

var mutants02: [Mutants] { [masks, shares, scores, merges, copies] }

/// A causal softmax with another function of the scores, or another reach.
private func softmax(
  _ scores: [[Double]], reach: Int = .max, isNormal: Bool = true,
  _ change: (Double) -> Double = { $0 }
) -> [[Double]] {
  scores.enumerated().map { t, row in
    let first = max(0, t + 1 - min(reach, t + 1))
    let largest = row.prefix(t + 1).dropFirst(first).max() ?? 0
    let powers = row.indices.map { place -> Double in
      place < first || place > t ? 0 : exp(change(row[place]) - change(largest))
    }
    let sum = isNormal ? powers.reduce(0, +) : 1
    return powers.map { $0 / sum }
  }
}

private var masks: Mutants {
  Mutants(
    "2.1", Chapter02.causalWeights, solution: causalWeights, mistakes: causalWeightsMistakes,
    inputs: ["scores"],
    [
      "powers of ten": { softmax($0) { $0 * log(10) } },
      "a temperature of two": { softmax($0) { $0 / 2 } },
      "not normalised": { softmax($0, isNormal: false) },
      "a window of two": { softmax($0, reach: 2) },
      "a window of one": { softmax($0, reach: 1) },
      "negative scores as 0": { softmax($0) { max(0, $0) } },
      "scores without sign": { softmax($0) { abs($0) } },
      "the logarithm of the weights": { softmax($0).map { $0.map { $0 > 0 ? log($0) : 0 } } },
      "rows turned round": { softmax($0).map { $0.reversed() } },
      "one weight in each row, the largest": {
        softmax($0).map { row in row.map { $0 == row.max() ? 1 : 0 } }
      },
    ])
}

private var shares: Mutants {
  Mutants(
    "2.2", Chapter02.attentionShare, solution: attentionShare, mistakes: attentionShareMistakes,
    inputs: ["contextLength", "width"],
    [
      "five widths": { $0 / ($0 + 5 * $1) },
      "eight widths": { $0 / ($0 + 8 * $1) },
      "the root": { ($0 / ($0 + 6 * $1)).squareRoot() },
      "the square": { pow($0 / ($0 + 6 * $1), 2) },
      "twice the share": { 2 * $0 / ($0 + 6 * $1) },
      "the width over all": { $1 / ($0 + 6 * $1) },
      "the products twice in the whole": { $0 / (2 * $0 + 6 * $1) },
      "context and width exchanged": { $1 / ($1 + 6 * $0) },
      "the width squared in the whole": { $0 / ($0 + 6 * $1 * $1) },
      "whole numbers divided": { Double(Int($0) / Int($0 + 6 * $1)) },
    ])
}

/// Scores of the head's columns by another function of them.
private func scored(
  _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ head: Int,
  _ score: (_ query: [Double], _ key: [Double]) -> Double
) -> [[Double]] {
  queries.map { query in
    keys.map { key in
      let width = query.count / headCount
      let columns = (head * width)..<((head + 1) * width)
      return score(Array(query[columns]), Array(key[columns]))
    }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

private func root(_ a: [Double]) -> Double { Double(a.count).squareRoot() }

private var scores: Mutants {
  Mutants(
    "2.3", Chapter02.scaledScores, solution: scaledScores, mistakes: scaledScoresMistakes,
    inputs: ["queries", "keys", "headCount", "head"],
    [
      "the cube root": { scored($0, $1, $2, $3) { dot($0, $1) / cbrt(Double($0.count)) } },
      "without sign": { scored($0, $1, $2, $3) { abs(dot($0, $1)) / root($0) } },
      "squared": { scored($0, $1, $2, $3) { pow(dot($0, $1) / root($0), 2) } },
      "the cosine": {
        scored($0, $1, $2, $3) {
          dot($0, $1) / max(1e-9, (dot($0, $0) * dot($1, $1)).squareRoot())
        }
      },
      "the distance": {
        scored($0, $1, $2, $3) { -zip($0, $1).reduce(0) { $0 + pow($1.0 - $1.1, 2) } / root($0) }
      },
      "heads from the end": {
        try scaledScores($0, $1, headCount: $2, head: $2 - 1 - $3)
      },
      "without the first column": {
        scored($0, $1, $2, $3) { dot(Array($0.dropFirst()), Array($1.dropFirst())) / root($0) }
      },
      "the root of one more": {
        scored($0, $1, $2, $3) { dot($0, $1) / Double($0.count + 1).squareRoot() }
      },
      "sums for products": {
        scored($0, $1, $2, $3) { ($0.reduce(0, +) + $1.reduce(0, +)) / root($0) }
      },
      "twice the root": { scored($0, $1, $2, $3) { dot($0, $1) / (2 * root($0)) } },
      "the last position left out": {
        try scaledScores($0, $1, headCount: $2, head: $3).dropLast()
      },
    ])
}

private typealias Summary = Chapter02.BlockSummary

/// The right summary, changed.
private func merged(
  _ first: Summary, _ second: Summary,
  _ change: (Summary) -> (largest: Double, sum: Double, weighted: [Double])
) throws -> Summary {
  let (largest, sum, weighted) = change(try mergeBlocks(first, second))
  return Summary(largest: largest, sum: sum, weighted: weighted)
}

private var merges: Mutants {
  Mutants(
    "2.4", Chapter02.mergeBlocks, solution: mergeBlocks, mistakes: mergeBlocksMistakes,
    inputs: ["first", "second"],
    [
      "the sum's root": { try merged($0, $1) { ($0.largest, $0.sum.squareRoot(), $0.weighted) } },
      "twice the sum": { try merged($0, $1) { ($0.largest, 2 * $0.sum, $0.weighted) } },
      "a sum of one": { try merged($0, $1) { ($0.largest, 1, $0.weighted) } },
      "the logarithm of the sum": {
        try merged($0, $1) { ($0.largest, log($0.sum), $0.weighted) }
      },
      "the largest by its size without sign": { a, b in
        try merged(a, b) { (max(abs(a.largest), abs(b.largest)), $0.sum, $0.weighted) }
      },
      "the values turned round": {
        try merged($0, $1) { ($0.largest, $0.sum, $0.weighted.map { -$0 }) }
      },
      "the largest never below 0": {
        try merged($0, $1) { (max(0, $0.largest), $0.sum, $0.weighted) }
      },
      "the second block's values alone": { _, b in
        Summary(largest: b.largest, sum: b.sum, weighted: b.weighted)
      },
      "factors by half the distance": { a, b in
        let largest = max(a.largest, b.largest)
        guard largest > -.infinity else { return a }
        let (x, y) = (exp((a.largest - largest) / 2), exp((b.largest - largest) / 2))
        return Summary(
          largest: largest, sum: x * a.sum + y * b.sum,
          weighted: zip(a.weighted, b.weighted).map { x * $0 + y * $1 })
      },
      "the mean of the largest": { a, b in
        try merged(a, b) { ((a.largest + b.largest) / 2, $0.sum, $0.weighted) }
      },
    ])
}

/// How often each word follows the last one, earlier in the text.
private func followers(_ words: [Int], _ kinds: Int, ahead: Int = 1) -> [Double] {
  var counts = [Double](repeating: 0, count: kinds)
  guard let last = words.last else { return [] }
  for place in words.indices.dropLast(ahead) where words[place] == last {
    counts[words[place + ahead]] += 1
  }
  return counts
}

private func shared(_ counts: [Double]) -> [Double] {
  let sum = counts.reduce(0, +)
  return sum > 0 ? counts.map { $0 / sum } : counts.map { _ in 1 / Double(counts.count) }
}

private var copies: Mutants {
  Mutants(
    "2.5", Chapter02.copiedNext, solution: { try copiedNext($0, kinds: $1) },
    mistakes: copiedNextMistakes,
    inputs: ["words", "kinds"],
    [
      "counts, not shares": { followers($0, $1) },
      "two words ahead": { shared(followers($0, $1, ahead: 2)) },
      "one more of each": { shared(followers($0, $1).map { $0 + 1 }) },
      "the latest follower alone": { words, kinds in
        let place = words.indices.dropLast().last { words[$0] == words.last }
        return Chapter02.oneHot(place.map { words[$0 + 1] } ?? 0, kinds)
      },
      "the earliest follower alone": { words, kinds in
        let place = words.indices.dropLast().first { words[$0] == words.last }
        return Chapter02.oneHot(place.map { words[$0 + 1] } ?? 0, kinds)
      },
      "how often each word stands there": { words, kinds in
        shared((0..<kinds).map { kind in Double(words.count { $0 == kind }) })
      },
      "the text without its last word": { try copiedNext($0.dropLast(), kinds: $1) },
      "the last four words alone": { try copiedNext($0.suffix(4), kinds: $1) },
      "half of what is right": { try copiedNext($0, kinds: $1).map { $0 / 2 } },
      "the kinds turned round": { try copiedNext($0, kinds: $1).reversed() },
      "the last kind left out": { try copiedNext($0, kinds: $1).dropLast() },
      "the mean subtracted": { words, kinds in
        try copiedNext(words, kinds: kinds).map { $0 - 1 / Double(kinds) }
      },
    ])
}
