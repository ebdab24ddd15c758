import ExerciseKit
import Foundation
import Tasks01

/// Wrong answers that were written without a look at the known mistakes.
var unseen01: [Mutants] { [pairs, embedding, words, segmentations, bills] }

private typealias Words = [(ids: [Int], count: Int)]

/// The count of pairs by another rule which pairs a word has, and how much each of them counts.
private func count(
  _ words: Words, weight: (_ word: (ids: [Int], count: Int)) -> Int = { $0.count },
  pairs: ([Int]) -> [[Int]] = neighbours
) -> [[Int]: Int] {
  var counts: [[Int]: Int] = [:]
  for word in words {
    for pair in pairs(word.ids) { counts[pair, default: 0] += weight(word) }
  }
  return counts
}

private func neighbours(_ ids: [Int]) -> [[Int]] { zip(ids, ids.dropFirst()).map { [$0, $1] } }

/// Neighbours without those that share a token with an equal pair before them.
private func apart(_ ids: [Int]) -> [[Int]] {
  var pairs: [[Int]] = []
  var place = 0
  while place + 1 < ids.count {
    pairs.append([ids[place], ids[place + 1]])
    let isRun =
      place + 2 < ids.count && ids[place] == ids[place + 1] && ids[place + 2] == ids[place]
    place += isRun ? 2 : 1
  }
  return pairs
}

private func lastWord(_ words: Words) -> [[Int]: Int] {
  words.reduce(into: [:]) { counts, word in
    counts.merge(count([word])) { $1 }
  }
}

private func acrossWords(_ words: Words) -> [[Int]: Int] {
  let places = words.flatMap { word in word.ids.map { (id: $0, count: word.count) } }
  return zip(places, places.dropFirst()).reduce(into: [:]) {
    $0[[$1.0.id, $1.1.id], default: 0] += $1.0.count
  }
}

private var pairs: Mutants {
  Mutants(
    "1.1", Chapter01.countPairs, solution: countPairs, mistakes: countPairsMistakes,
    inputs: ["words"],
    [
      "pairs of a run do not overlap": { count($0, pairs: apart) },
      "a pair once a word": { count($0, pairs: { Array(Set(neighbours($0))) }) },
      "the last word that has a pair": { lastWord($0) },
      "each word once": { count($0, weight: { _ in 1 }) },
      "pairs across the words": { acrossWords($0) },
      "a pair and its mirror are one": {
        count($0, pairs: { neighbours($0).map { $0.sorted() } })
      },
      "without the last pair": { count($0, pairs: { neighbours($0).dropLast() }) },
      "no pairs of equals": {
        count($0, pairs: { neighbours($0).filter { $0[0] != $0[1] } })
      },
      "a word's copies stand side by side": {
        count($0.map { (ids: Array(repeatElement($0.ids, count: $0.count).joined()), count: 1) })
      },
      "a word's length for its count": { count($0, weight: { $0.ids.count }) },
    ])
}

private var embedding: Mutants {
  Mutants(
    "1.2", Chapter01.embeddingCost, solution: embeddingShare, mistakes: embeddingCostMistakes,
    inputs: ["vocabularySize", "width", "modelParameters"],
    [
      "a head of its own": { 2 * $0 * $1 / $2 },
      "a number a token": { vocabulary, _, parameters in vocabulary / parameters },
      "of the other parameters": { $0 * $1 / ($2 - $0 * $1) },
      "the table on top": { $0 * $1 / ($2 + $0 * $1) },
      "per cent": { 100 * $0 * $1 / $2 },
      "upside down": { $2 / ($0 * $1) },
      "the square of the width": { _, width, parameters in width * width / parameters },
      "what is left": { 1 - $0 * $1 / $2 },
      "BloombergGPT's width": { vocabulary, _, parameters in vocabulary * 7_680 / parameters },
      "whole numbers": { Double(Int($0 * $1) / Int($2)) },
    ])
}

private typealias Merges = [(left: Int, right: Int, made: Int)]

/// The loop of the encoder with another choice among the pairs that merge.
private func encode(
  _ word: [Int], _ merges: Merges, limit: Int = .max, keepsRight: Bool = false,
  matches: (_ merge: (left: Int, right: Int, made: Int), Int, Int) -> Bool = {
    $0.left == $1 && $0.right == $2
  },
  isBetter: (_ new: (rank: Int, place: Int), _ old: (rank: Int, place: Int)) -> Bool = {
    $0.rank < $1.rank
  }
) -> [Int] {
  var ids = word
  var count = 0
  while count < limit {
    count += 1
    var best: (rank: Int, place: Int)?
    for place in ids.indices.dropLast() {
      guard let rank = merges.firstIndex(where: { matches($0, ids[place], ids[place + 1]) })
      else { continue }
      if best.map({ isBetter((rank, place), $0) }) ?? true { best = (rank, place) }
    }
    guard let best else { break }
    let made = [merges[best.rank].made] + (keepsRight ? [ids[best.place + 1]] : [])
    ids.replaceSubrange(best.place...(best.place + 1), with: made)
  }
  return ids
}

private func firstPlaces(_ word: [Int], _ merges: Merges) -> [Int] {
  merges.reduce(word) { encode($0, [$1], limit: 1) }
}

private func untilMissing(_ word: [Int], _ merges: Merges) -> [Int] {
  var ids = word
  for merge in merges {
    let next = encode(ids, [merge])
    if next == ids { break }
    ids = next
  }
  return ids
}

private func longest(_ word: [Int], _ merges: Merges) -> [Int] {
  var lengths: [Int: Int] = [:]
  for merge in merges {
    lengths[merge.made] = (lengths[merge.left] ?? 1) + (lengths[merge.right] ?? 1)
  }
  func length(_ rank: Int) -> Int { lengths[merges[rank].made] ?? 0 }
  return encode(
    word, merges,
    isBetter: { (length($1.rank), $0.rank) < (length($0.rank), $1.rank) })
}

private func exceptLast(_ word: [Int], _ merges: Merges) -> [Int] {
  encode(word.dropLast(), merges) + word.suffix(1)
}

private func ofOldTokens(_ word: [Int], _ merges: Merges) -> [Int] {
  let made = Set(merges.map(\.made))
  return encode(word, merges.filter { !made.contains($0.left) && !made.contains($0.right) })
}

private var words: Mutants {
  Mutants(
    "1.3", Chapter01.encodeWord, solution: encodeWord, mistakes: encodeWordMistakes,
    inputs: ["word", "merges"],
    [
      "the last merge first": { encode($0, $1, isBetter: { $0.rank > $1.rank }) },
      "the rightmost of equals": { encode($0, $1, isBetter: { $0.rank <= $1.rank }) },
      "one merge": { encode($0, $1, limit: 1) },
      "each merge at one place": { firstPlaces($0, $1) },
      "either order of a pair": {
        encode(
          $0, $1,
          matches: { [$0.left, $0.right] == [$1, $2] || [$0.left, $0.right] == [$2, $1] })
      },
      "the right one stays": { encode($0, $1, keepsRight: true) },
      "the longest token first": { longest($0, $1) },
      "the last token alone": { exceptLast($0, $1) },
      "up to the first merge that fits nowhere": { untilMissing($0, $1) },
      "no merges of merges": { ofOldTokens($0, $1) },
    ])
}

private typealias Pieces = [[UInt8]: Double]

/// Viterbi's pass with another score of a cut, or other pieces.
private func cut(
  _ word: [UInt8], _ pieces: Pieces, longest: Int = .max, unknown: Double? = nil,
  prefix: Bool = false, _ score: (_ before: Double, _ piece: Double) -> Double = { $0 + $1 }
) -> [[UInt8]]? {
  var best = [Double](repeating: -.infinity, count: word.count + 1)
  var from = [Int](repeating: 0, count: word.count + 1)
  best[0] = 0
  for end in word.indices.map({ $0 + 1 }) {
    for start in 0..<end where best[start] > -.infinity && end - start <= longest {
      let spare = end - start == 1 ? unknown : nil
      guard let piece = pieces[Array(word[start..<end])] ?? spare else { continue }
      if score(best[start], piece) > best[end] {
        best[end] = score(best[start], piece)
        from[end] = start
      }
    }
  }
  guard prefix || best[word.count] > -.infinity else { return nil }
  var result: [[UInt8]] = []
  var end = best.lastIndex { $0 > -.infinity } ?? 0
  while end > 0 {
    result.append(Array(word[from[end]..<end]))
    end = from[end]
  }
  return result.reversed()
}

private func greedy(_ word: [UInt8], _ pieces: Pieces) -> [[UInt8]]? {
  var result: [[UInt8]] = []
  var start = 0
  while start < word.count {
    let ends = (start + 1...word.count).reversed()
    guard let end = ends.first(where: { pieces[Array(word[start..<$0])] != nil })
    else { return nil }
    result.append(Array(word[start..<end]))
    start = end
  }
  return result
}

private var segmentations: Mutants {
  Mutants(
    "1.4", Chapter01.bestSegmentation, solution: bestSegmentation,
    mistakes: bestSegmentationMistakes, inputs: ["word", "logProbabilities"],
    [
      "the longest piece that fits": { greedy($0, $1) },
      "the fewest pieces": { cut($0, $1) { $0 - 1000 + $1 } },
      "the sum of the probabilities": { cut($0, $1) { $0 + exp($1) } },
      "no cut of the empty word": { $0.isEmpty ? nil : cut($0, $1) },
      "no pieces for what none spell": { cut($0, $1) ?? [] },
      "from the end": { cut($0, $1)?.reversed() },
      "as far as pieces go": { cut($0, $1, prefix: true) },
      "an unknown byte is a piece": { cut($0, $1, unknown: -100) },
      "the last piece's score": { cut($0, $1) { $1 } },
      "pieces of at most 16 bytes": { cut($0, $1, longest: 16) },
    ])
}

private typealias Bill = (
  wordsInWindow: Double, extraOperations: Double, attentionRatio: Double
)

/// A bill with one answer changed.
private func bill(
  _ words: Double, _ own: Double, _ foreign: Double, _ window: Double, _ parameters: Double,
  fitting: Double? = nil, extra: Double? = nil, attention: Double? = nil
) -> Bill {
  let ratio = foreign / own
  return (
    fitting ?? window / foreign, extra ?? 6 * parameters * words * (foreign - own),
    attention ?? ratio * ratio
  )
}

private var bills: Mutants {
  Mutants(
    "1.5", Chapter01.foreignBill, solution: foreignBill, mistakes: foreignBillMistakes,
    inputs: ["words", "ownFertility", "foreignFertility", "window", "parameters"],
    [
      "the own vocabulary's window": { bill($0, $1, $2, $3, $4, fitting: $3 / $1) },
      "tokens for words": { bill($0, $1, $2, $3, $4, fitting: $3 * $2) },
      "a saving is nothing": {
        bill($0, $1, $2, $3, $4, extra: max(0, 6 * $4 * $0 * ($2 - $1)))
      },
      "the growth of the words": { bill($0, $1, $2, $3, $4, extra: 6 * $4 * $0 * ($2 / $1 - 1)) },
      "the whole training": { bill($0, $1, $2, $3, $4, extra: 6 * $4 * $0 * $2) },
      "the way there alone": { bill($0, $1, $2, $3, $4, extra: 2 * $4 * $0 * ($2 - $1)) },
      "own to foreign": { bill($0, $1, $2, $3, $4, attention: ($1 / $2) * ($1 / $2)) },
      "what attention adds": { bill($0, $1, $2, $3, $4, attention: $2 * $2 / ($1 * $1) - 1) },
      "the extra of one word": { bill($0, $1, $2, $3, $4, extra: 6 * $4 * ($2 - $1)) },
      "a ratio for the difference": { bill($0, $1, $2, $3, $4, extra: 6 * $4 * $0 * $2 / $1) },
    ])
}
