/// How a text is cut before pairs are merged: merges never cross a cut.
public enum PreTokenPattern: String, CaseIterable, Codable, Sendable {
  /// GPT-2's `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  /// (Radford et al. 2019): a word takes the space before it along.
  case gpt2
  /// BloombergGPT's `[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+` (Wu et al. 2023, §2.3): every digit stands
  /// alone, and spaces may lie inside a token, so that "New York" can be one.
  case bloomberg
  /// No cuts: merges may run across words and lines.
  case none

  /// Where the pre-token that starts at `start` ends.
  @inline(__always)
  func end(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    switch self {
    case .gpt2: Self.gpt2End(from: start, in: text)
    case .bloomberg: Self.bloombergEnd(from: start, in: text)
    case .none: text.count
    }
  }

  @inline(__always)
  private static func gpt2End(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    let first = text[start]
    if first == UInt8(ascii: "'"), let end = contractionEnd(from: start, in: text) { return end }
    var position = start
    if first == 0x20, start + 1 < text.count { position += 1 }
    var (kind, length) = CharacterClass.at(position, in: text)
    if kind == .space && position > start {
      position = start
      length = 1
    }
    if kind != .space {
      position += length
      while position < text.count {
        let (next, nextLength) = CharacterClass.at(position, in: text)
        if next != kind { break }
        position += nextLength
      }
      return position
    }
    // A run of white space: all of it at the end of the text, else all but its last character,
    // which goes along with what follows; a single one stands alone.
    var last = position
    while position < text.count {
      let (next, nextLength) = CharacterClass.at(position, in: text)
      if next != .space { break }
      last = position
      position += nextLength
    }
    return position == text.count || last == start ? position : last
  }

  private static func contractionEnd(
    from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return start + 2 < text.count && text[start + 2] == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"):
      return start + 2 < text.count && text[start + 2] == UInt8(ascii: "l") ? start + 3 : nil
    default: return nil
    }
  }

  private static func bloombergEnd(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    func isWord(_ byte: UInt8) -> Bool {
      byte == 0x20 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (byte != 0x20 && isWord(byte))
    }
    let first = text[start]
    var position = start + 1
    if isWord(first) {
      while position < text.count, isWord(text[position]) { position += 1 }
    } else if !(0x30...0x39).contains(first) {
      while position < text.count, !isAlphanumeric(text[position]) { position += 1 }
    }
    return position
  }

  /// The pre-tokens of a text, as ranges of its bytes.
  public func split(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { text in
      var ranges: [Range<Int>] = []
      var start = 0
      while start < text.count {
        let end = self.end(from: start, in: text)
        ranges.append(start..<end)
        start = end
      }
      return ranges
    }
  }
}
