import ExerciseKit

/// Makes a tokenizer from a text: few tokens for much text.
///
///     let tokenizer = try ownTokenizer(text, size: 512)
///     tokenizer.cut(Array("the price of oil".utf8))     // a few numbers
///
/// - Parameters:
///   - text: what the tokenizer learns from.
///   - size: how many tokens the vocabulary may have, single bytes included.
public func ownTokenizer(_ text: [UInt8], size: Int) throws -> Chapter01.OwnTokenizer {
  // exercise begin 1.6: a vocabulary, and a cut of any bytes
  // Half again as many tokens as there is room for; then the least used ones go, in four rounds.
  var vocabulary = mergedTokens(text, size: 256 + (size - 256) * 3 / 2)
  for round in 1...4 {
    let fewer = vocabulary.count - (vocabulary.count - size) / (5 - round)
    vocabulary = kept(vocabulary, fewer, usedIn: text)
  }
  let cutter = FewestTokens(vocabulary)
  return Chapter01.OwnTokenizer(vocabulary: vocabulary) { cutter.cut($0) }
  // exercise end
}

// exercise help
/// The 256 bytes, then one token a merge of the most frequent pair of neighbours; none reaches across
/// a line's end.
func mergedTokens(_ text: [UInt8], size: Int) -> [[UInt8]] {
  var vocabulary: [[UInt8]] = (0...255).map { [$0] }
  var ids = text.map(Int.init)
  while vocabulary.count < size {
    let newline = 0x0A
    var counts = [Int](repeating: 0, count: vocabulary.count * vocabulary.count)
    for (a, b) in zip(ids, ids.dropFirst()) where a != newline && b != newline {
      counts[a * vocabulary.count + b] += 1
    }
    guard let most = counts.max(), most > 1, let pair = counts.firstIndex(of: most) else { break }
    let (first, second) = (pair / vocabulary.count, pair % vocabulary.count)
    var merged: [Int] = []
    merged.reserveCapacity(ids.count)
    var place = 0
    while place < ids.count {
      let isPair = place + 1 < ids.count && ids[place] == first && ids[place + 1] == second
      merged.append(isPair ? vocabulary.count : ids[place])
      place += isPair ? 2 : 1
    }
    ids = merged
    vocabulary.append(vocabulary[first] + vocabulary[second])
  }
  return vocabulary
}

/// The tokens of several bytes that the fewest-tokens cut of a text uses most, and all single bytes.
private func kept(_ vocabulary: [[UInt8]], _ count: Int, usedIn text: [UInt8]) -> [[UInt8]] {
  var uses = [Int](repeating: 0, count: vocabulary.count)
  for id in FewestTokens(vocabulary).cut(text) { uses[id] += 1 }
  // A long token that goes costs more than a short one: its bytes need several others.
  let order = vocabulary.indices.dropFirst(256)
    .sorted { uses[$0] * vocabulary[$0].count > uses[$1] * vocabulary[$1].count }
  return Array(vocabulary[..<256]) + order.prefix(count - 256).map { vocabulary[$0] }
}

/// Cuts a text into as few tokens as spell it.
struct FewestTokens {
  /// The tokens as a tree of bytes: for a node and a byte the next node, or 0.
  private var next: [Int] = [Int](repeating: 0, count: 256)
  /// The token that ends at a node; −1 where none does.
  private var token = [-1]

  init(_ vocabulary: [[UInt8]]) {
    for (id, bytes) in vocabulary.enumerated() {
      var node = 0
      for byte in bytes {
        if next[node * 256 + Int(byte)] == 0 {
          next[node * 256 + Int(byte)] = token.count
          token.append(-1)
          next += [Int](repeating: 0, count: 256)
        }
        node = next[node * 256 + Int(byte)]
      }
      token[node] = id
    }
  }

  func cut(_ text: [UInt8]) -> [Int] {
    // From the end: the fewest tokens for the text from a place on, and the first of them.
    var fewest = [Int](repeating: 0, count: text.count + 1)
    var first = [(id: Int, end: Int)](repeating: (0, 0), count: text.count)
    for start in text.indices.reversed() {
      fewest[start] = .max
      var (node, end) = (0, start)
      while end < text.count {
        node = next[node * 256 + Int(text[end])]
        guard node > 0 else { break }
        end += 1
        if token[node] >= 0, fewest[end] + 1 < fewest[start] {
          fewest[start] = fewest[end] + 1
          first[start] = (token[node], end)
        }
      }
    }
    var ids: [Int] = []
    var place = 0
    while place < text.count {
      ids.append(first[place].id)
      place = first[place].end
    }
    return ids
  }
}
// exercise end
