import Foundation
import Groundwork
import Tokenizers

/// Byte pair encoding as a file spells it, merged by looking through all pairs again and again: slow and
/// obvious, to hold what is read from damaged files against.
struct SlowBytePairs {
  /// From a token's spelling to its id.
  var ids: [[UInt8]: Int32] = [:]
  /// From two spellings to the place in the list of merges.
  var ranks: [[[UInt8]]: Int] = [:]
  /// Whether any two neighbours that make a token are merged, the lowest id first, as in rank files.
  var mergesByID = false
  var asksForWholeWords = false
  var spell: (UInt8) -> [UInt8] = SlowBytePairs.alphabet

  /// A `tokenizer.json`, or nil where it is none.
  init?(_ root: JSONObject) {
    guard let model = root["model"]?.object, let vocabulary = model["vocab"]?.object,
      let merges = model["merges"]?.array
    else { return nil }
    for member in vocabulary.members { ids[member.key] = member.value.integer.map { Int32($0) } }
    for (rank, merge) in merges.enumerated() {
      let parts = merge.array?.compactMap(\.text) ?? (merge.text ?? "").components(separatedBy: " ")
      ranks[parts.map { Array($0.utf8) }] = rank
    }
    if case .bool(true)? = model["ignore_merges"] { asksForWholeWords = true }
  }

  /// GPT-2's two files.
  init(vocabulary: JSONObject, merges: [UInt8]) {
    for member in vocabulary.members { ids[member.key] = member.value.integer.map { Int32($0) } }
    var lines = merges.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.first?.starts(with: "#version".utf8) == true { lines.removeFirst() }
    for (rank, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      ranks[line.split(separator: 0x20).map { Array($0) }] = rank
    }
  }

  /// A rank file.
  init(ranks file: [UInt8]) {
    for line in file.split(separator: 0x0A) {
      let parts = line.split(separator: 0x20)
      guard parts.count == 2, let token = Data(base64Encoded: Data(parts[0])) else { continue }
      ids[[UInt8](token)] = Int32(String(decoding: parts[1], as: UTF8.self))
    }
    (mergesByID, asksForWholeWords) = (true, true)
    spell = { [$0] }
  }

  func encode(_ text: [UInt8], _ pattern: PreTokenPattern) -> [Int32] {
    pattern.split(text).flatMap { encode(word: Array(text[$0])) }
  }

  private func encode(word: [UInt8]) -> [Int32] {
    if asksForWholeWords, let id = ids[word.flatMap(spell)] { return [id] }
    var parts = word.map(spell).filter { ids[$0] != nil }
    while let best = (0..<max(0, parts.count - 1)).filter({ rank(parts, $0) != nil })
      .min(by: { (rank(parts, $0) ?? 0, $0) < (rank(parts, $1) ?? 0, $1) })
    {
      parts[best] += parts.remove(at: best + 1)
    }
    return parts.compactMap { ids[$0] }
  }

  private func rank(_ parts: [[UInt8]], _ place: Int) -> Int? {
    mergesByID
      ? ids[parts[place] + parts[place + 1]].map { Int($0) }
      : ranks[[parts[place], parts[place + 1]]]
  }

  /// GPT-2's character of a byte, as UTF-8.
  static func alphabet(_ byte: UInt8) -> [UInt8] {
    func isKept(_ byte: UInt8) -> Bool {
      (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
    }
    let scalar =
      isKept(byte) ? UInt32(byte) : 0x100 + UInt32((0..<byte).filter { !isKept($0) }.count)
    return Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) } ?? []
  }
}
