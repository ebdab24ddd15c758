import ExerciseKit
import Foundation
import Tasks01

var mutants01: [Mutants] { [pairs, embedding, words, segmentations, bills] }

/// Pairs of some ids, each as often as it stands there.
private func counted(_ words: [(ids: [Int], count: Int)]) throws -> [[Int]: Int] {
  try countPairs(words)
}

private var pairs: Mutants {
  Mutants(
    "1.1", Chapter01.countPairs, solution: countPairs, mistakes: countPairsMistakes,
    inputs: ["words"],
    [
      "without each word's first pair": {
        try counted($0.map { (Array($0.ids.dropFirst()), $0.count) })
      },
      "without the last word": { try counted($0.dropLast()) },
      "without the first word": { try counted(Array($0.dropFirst())) },
      "runs of one id squeezed": {
        try counted(
          $0.map { word in
            let ids = word.ids.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
            return (ids, word.count)
          })
      },
      "three ids in a row": { words in
        words.reduce(into: [:]) { counts, word in
          for first in word.ids.indices.dropLast(2) {
            counts[Array(word.ids[first..<first + 3]), default: 0] += word.count
          }
        }
      },
      "the most of any word, not the sum": { words in
        try words.reduce(into: [:]) { counts, word in
          for (pair, count) in try counted([word]) {
            counts[pair] = max(counts[pair] ?? 0, count)
          }
        }
      },
      "every second pair": { words in
        words.reduce(into: [:]) { counts, word in
          for first in stride(from: 0, to: word.ids.count - 1, by: 2) {
            counts[[word.ids[first], word.ids[first + 1]], default: 0] += word.count
          }
        }
      },
      "each pair twice": { try counted($0).mapValues { 2 * $0 } },
      "pairs that occur more than once": { try counted($0).filter { $0.value > 1 } },
      "a start mark before each word": { try counted($0.map { ([0] + $0.ids, $0.count) }) },
    ])
}

private var embedding: Mutants {
  Mutants(
    "1.2", Chapter01.embeddingCost, solution: embeddingShare, mistakes: embeddingCostMistakes,
    inputs: ["vocabularySize", "width", "modelParameters"],
    [
      "four bytes a number": { 4 * $0 * $1 / $2 },
      "the rest's share": { 1 - $0 * $1 / $2 },
      "turned round": { $2 / ($0 * $1) },
      "the root": { ($0 * $1 / $2).squareRoot() },
      "the square": { ($0 * $1 / $2) * ($0 * $1 / $2) },
      "whole numbers divided": { Double(Int($0 * $1) / max(1, Int($2))) },
      "per thousand": { 1_000 * $0 * $1 / $2 },
      "bits of an id for the vocabulary": { log2($0) * $1 / $2 },
      "half of it": { $0 * $1 / $2 / 2 },
      "vocabulary over width": { $0 / $1 / $2 },
    ])
}

/// The encoder's loop, with another choice of the pair to merge.
private func encoded(
  _ word: [Int], _ merges: [(left: Int, right: Int, made: Int)],
  places: (Range<Int>) -> [Int] = { Array($0) }, most: Int = .max,
  fits: (Int, Int, (left: Int, right: Int, made: Int)) -> Bool = {
    $0 == $2.left && $1 == $2.right
  }
) -> [Int] {
  var (ids, left) = (word, most)
  while left > 0 {
    left -= 1
    var best: (rank: Int, place: Int)?
    for place in places(0..<max(0, ids.count - 1)) {
      let rank = merges.firstIndex { fits(ids[place], ids[place + 1], $0) }
      if let rank, rank < best?.rank ?? .max { best = (rank, place) }
    }
    guard let best else { return ids }
    ids.replaceSubrange(best.place...(best.place + 1), with: [merges[best.rank].made])
  }
  return ids
}

private var words: Mutants {
  let mutants:
    KeyValuePairs<
      String,
      @Sendable ([Int], [(left: Int, right: Int, made: Int)]) throws -> [Int]
    > = [
      "the first pair is never merged": {
        encoded($0, $1, places: { range in Array(range.dropFirst()) })
      },
      "the last pair is never merged": {
        encoded($0, $1, places: { range in Array(range.dropLast()) })
      },
      "two merges at most": { encoded($0, $1, most: 2) },
      "the merge learned first is left out": { encoded($0, Array($1.dropFirst())) },
      "the left id alone has to fit": { encoded($0, $1, fits: { a, _, merge in a == merge.left }) },
      "the right id alone has to fit": {
        encoded($0, $1, fits: { _, b, merge in b == merge.right })
      },
      "the ids turned round": { Array(encoded($0, $1).reversed()) },
      "the word read from its end": { Array(encoded(Array($0.reversed()), $1).reversed()) },
      "the ids sorted": { encoded($0, $1).sorted() },
      "three merges at most": { encoded($0, $1, most: 3) },
    ]
  return Mutants(
    "1.3", Chapter01.encodeWord, solution: encodeWord, mistakes: encodeWordMistakes,
    inputs: ["word", "merges"], mutants)
}

private func cut(_ word: [UInt8], _ odds: [[UInt8]: Double]) throws -> [[UInt8]]? {
  try bestSegmentation(word, odds)
}

private var segmentations: Mutants {
  Mutants(
    "1.4", Chapter01.bestSegmentation, solution: bestSegmentation,
    mistakes: bestSegmentationMistakes,
    inputs: ["word", "logProbabilities"],
    [
      "pieces of two bytes at most": { try cut($0, $1.filter { $0.key.count <= 2 }) },
      "pieces of two bytes at least": { try cut($0, $1.filter { $0.key.count >= 2 }) },
      "unlikely pieces left out": { try cut($0, $1.filter { $0.value > -3 }) },
      "likely pieces left out": { try cut($0, $1.filter { $0.value < -1.5 }) },
      "every piece below one half": { try cut($0, $1.mapValues { min($0, -2) }) },
      "the first two pieces joined": {
        guard let pieces = try cut($0, $1), pieces.count > 1 else { return try cut($0, $1) }
        return [pieces[0] + pieces[1]] + pieces.dropFirst(2)
      },
      "the last piece twice": { try cut($0, $1).map { $0 + $0.suffix(1) } },
      "the pieces sorted": { try cut($0, $1)?.sorted { $0.lexicographicallyPrecedes($1) } },
      "each piece once": {
        try cut($0, $1)?.reduce(into: [[UInt8]]()) { if !$0.contains($1) { $0.append($1) } }
      },
      "each piece turned round": { try cut($0, $1)?.map { $0.reversed() } },
    ])
}

private typealias Bill = (
  wordsInWindow: Double, extraOperations: Double, attentionRatio: Double
)

private func bill(
  _ words: Double, _ own: Double, _ foreign: Double, _ window: Double, _ parameters: Double
) throws -> Bill {
  try foreignBill(
    words: words, ownFertility: own, foreignFertility: foreign, window: window,
    parameters: parameters)
}

private var bills: Mutants {
  Mutants(
    "1.5", Chapter01.foreignBill, solution: foreignBill, mistakes: foreignBillMistakes,
    inputs: ["words", "ownFertility", "foreignFertility", "window", "parameters"],
    [
      "eight operations": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1 * 8 / 6, right.2)
      },
      "two operations": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1 / 3, right.2)
      },
      "the cube of the ratio": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1, pow($2 / $1, 3))
      },
      "the ratio turned round": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1, 1 / right.2)
      },
      "own and foreign exchanged": { try bill($0, $2, $1, $3, $4) },
      "parameters squared": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1 * $4, right.2)
      },
      "half a window": {
        let right = try bill($0, $1, $2, $3 / 2, $4)
        return right
      },
      "the factor less one": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, right.1, right.2 - 1)
      },
      "the answers in another order": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.2, right.1, right.0)
      },
      "no operations where none are asked": {
        let right = try bill($0, $1, $2, $3, $4)
        return (right.0, 0, right.2)
      },
    ])
}
