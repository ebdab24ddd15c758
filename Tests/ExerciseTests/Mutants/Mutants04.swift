import ExerciseKit
import Foundation
import Tasks04

var mutants04: [Mutants] { [nuclei, caches, temperatures, repeats, penalties] }

private func divided(_ weights: [Double]) -> [Double] {
  let sum = weights.reduce(0, +)
  return sum > 0 ? weights.map { $0 / sum } : weights
}

private var nuclei: Mutants {
  Mutants(
    "4.1", Chapter04.nucleus, solution: { try nucleus($0, p: $1) }, mistakes: nucleusMistakes,
    inputs: ["probabilities", "p"],
    [
      "p squared": { try nucleus($0, p: $1 * $1) },
      "the root of p": { try nucleus($0, p: $1.squareRoot()) },
      "half of p": { try nucleus($0, p: $1 / 2) },
      "all above the mean": { odds, _ in
        divided(odds.map { $0 >= 1 / Double(max(1, odds.count)) ? $0 : 0 })
      },
      "the three likeliest": { odds, _ in
        let least = odds.sorted(by: >).dropFirst(2).first ?? 0
        return divided(odds.map { $0 >= least ? $0 : 0 })
      },
      "kept ones at their places turned round": { try nucleus($0, p: $1).reversed() },
      "ones for what is kept": { try nucleus($0, p: $1).map { $0 > 0 ? 1 : 0 } },
      "the root of what is kept": { divided(try nucleus($0, p: $1).map { $0.squareRoot() }) },
      "the rest is shared out evenly": { odds, p in
        let kept = try nucleus(odds, p: p)
        let left = 1 - zip(odds, kept).reduce(0) { $0 + ($1.1 > 0 ? $1.0 : 0) }
        let count = Double(max(1, kept.count { $0 > 0 }))
        return zip(odds, kept).map { $1 > 0 ? $0 + left / count : 0 }
      },
      "the likeliest gets the rest": { odds, p in
        var kept = zip(odds, try nucleus(odds, p: p)).map { $1 > 0 ? $0 : 0 }
        if let best = kept.indices.max(by: { kept[$0] < kept[$1] }) {
          kept[best] += 1 - kept.reduce(0, +)
        }
        return kept
      },
    ])
}

private var caches: Mutants {
  Mutants(
    "4.2", Chapter04.cacheBytes, solution: cacheBytes, mistakes: cacheBytesMistakes,
    inputs: ["shape"],
    [
      "twice as many": { 2 * (try cacheBytes($0)) },
      "in kibibytes": { try cacheBytes($0) / 1_024 },
      "one layer more": { try cacheBytes($0) / max(1, $0.layerCount) * ($0.layerCount + 1) },
      "one position less": {
        try cacheBytes($0) / max(1, $0.positions) * ($0.positions - 1)
      },
      "one position more": {
        try cacheBytes($0) / max(1, $0.positions) * ($0.positions + 1)
      },
      "a mask beside it": {
        try cacheBytes($0) + $0.positions * $0.positions * $0.bytesPerNumber
      },
      "the layers squared": { try cacheBytes($0) * $0.layerCount },
      "the bytes squared": { try cacheBytes($0) * $0.bytesPerNumber },
      "the weights of the projections beside it": {
        let width = $0.headCount * $0.headWidth
        return try cacheBytes($0) + 2 * $0.layerCount * width * width * $0.bytesPerNumber
      },
      "one byte a number": { try cacheBytes($0) / max(1, $0.bytesPerNumber) },
    ])
}

/// A softmax of scaled logits.
private func odds(_ logits: [Double], _ scale: Double) -> [Double] {
  let largest = logits.max() ?? 0
  return divided(logits.map { exp(($0 - largest) * scale) })
}

private var temperatures: Mutants {
  Mutants(
    "4.3", Chapter04.temperature, solution: { try tempered($0, temperature: $1, truncate: $2) },
    mistakes: temperatureMistakes,
    inputs: ["logits", "temperature", "truncate"],
    [
      "no truncation": { logits, temperature, _ in odds(logits, 1 / temperature) },
      "half of the temperature": { $2(odds($0, 2 / $1)) },
      "powers of two": { $2(odds($0, log(2) / $1)) },
      "the temperature's logarithm": { $2(odds($0, 1 / max(0.01, abs(log($1))))) },
      "the probabilities to the power of the temperature": {
        $2(divided(odds($0, 1).map { [power = $1] in pow($0, power) }))
      },
      "logits without sign": { $2(odds($0.map(abs), 1 / $1)) },
      "logits turned round": { $2(odds($0.map { -$0 }, 1 / $1)) },
      "a temperature of one whatever is asked": { logits, _, truncate in truncate(odds(logits, 1))
      },
      "negative logits as 0": { $2(odds($0.map { max(0, $0) }, 1 / $1)) },
      "the likeliest alone": { logits, temperature, truncate in
        let all = truncate(odds(logits, 1 / temperature))
        return all.map { $0 == all.max() ? 1 : 0 }
      },
      "the last token left out": { $2(odds($0, 1 / $1)).dropLast() },
    ])
}

private var repeats: Mutants {
  Mutants(
    "4.4", Chapter04.repeatedShare, solution: { try repeatedShare($0, n: $1) },
    mistakes: repeatedShareMistakes,
    inputs: ["texts", "n"],
    [
      "the square": { pow(try repeatedShare($0, n: $1), 2) },
      "the root": { try repeatedShare($0, n: $1).squareRoot() },
      "a percentage": { 100 * (try repeatedShare($0, n: $1)) },
      "twice the share": { 2 * (try repeatedShare($0, n: $1)) },
      "each text without its first token": {
        try repeatedShare($0.map { Array($0.dropFirst()) }, n: $1)
      },
      "the texts turned round, and the last left out": {
        try repeatedShare($0.dropLast().map { $0.reversed() }, n: $1)
      },
      "single tokens whatever n is": { texts, _ in try repeatedShare(texts, n: 1) },
      "pairs whatever n is": { texts, _ in try repeatedShare(texts, n: 2) },
      "n − 1 and n together": {
        (try repeatedShare($0, n: $1) + (try repeatedShare($0, n: max(1, $1 - 1)))) / 2
      },
      "0 or 1": { try repeatedShare($0, n: $1).rounded() },
      "a tenth of the rest more": {
        let share = try repeatedShare($0, n: $1)
        return share + (1 - share) / 10
      },
    ])
}

private func penalized(
  _ logits: [Double], _ previous: [Int], _ change: (Double) -> Double
) -> [Double] {
  var scores = logits
  for id in Set(previous) where scores.indices.contains(id) { scores[id] = change(scores[id]) }
  return scores
}

private var penalties: Mutants {
  Mutants(
    "4.5", Chapter04.repetitionPenalty,
    solution: { try Tasks04.penalized($0, previous: $1, penalty: $2) },
    mistakes: repetitionPenaltyMistakes,
    inputs: ["logits", "previous", "penalty"],
    [
      "the penalty squared": { try Tasks04.penalized($0, previous: $1, penalty: $2 * $2) },
      "half of the penalty": { try Tasks04.penalized($0, previous: $1, penalty: $2 / 2) },
      "a penalty of two": { logits, previous, _ in
        try Tasks04.penalized(logits, previous: previous, penalty: 2)
      },
      "one place behind": {
        try Tasks04.penalized($0, previous: $1.map { $0 + 1 }, penalty: $2)
      },
      "one place before": {
        try Tasks04.penalized($0, previous: $1.map { $0 - 1 }, penalty: $2)
      },
      "token 0 is spared": {
        try Tasks04.penalized($0, previous: $1.filter { $0 > 0 }, penalty: $2)
      },
      "the result turned round": {
        try Tasks04.penalized($0, previous: $1, penalty: $2).reversed()
      },
      "without sign": { logits, previous, penalty in
        penalized(logits, previous) { abs($0) / penalty }
      },
      "by a root of the size": { logits, previous, penalty in
        penalized(logits, previous) { $0 - abs($0).squareRoot() * (penalty - 1) }
      },
      "by a share of the largest": { logits, previous, penalty in
        penalized(logits, previous) { $0 - (logits.max() ?? 0) * (1 - 1 / penalty) }
      },
      "the last token left out": {
        try Tasks04.penalized($0, previous: $1, penalty: $2).dropLast()
      },
    ])
}
