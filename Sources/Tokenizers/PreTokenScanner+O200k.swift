/// GPT-4o's pattern, whose words depend on the case of their letters.
extension PreTokenScanner {
  private typealias Cased = CharacterClass.Cased

  /// The class by case of the character at a position, and its length in bytes.
  private func casedCharacter(at position: Int) -> (class: Cased, length: Int) {
    let map = CharacterClassMap.cased
    let known = map.firstBytes[Int(text[position])]
    guard known == CharacterClassMap.multibyte else { return (Cased(rawValue: known) ?? .other, 1) }
    guard let (value, length) = multibyteScalar(at: position) else { return (.other, 1) }
    let found = map.classes[Int(map.pages[Int(value >> 8)]) &+ Int(value & 0xFF)]
    return (Cased(rawValue: found) ?? .other, length)
  }

  func o200kEnd(from start: Int) -> Int {
    let (kind, length) = casedCharacter(at: start)
    let next = start + length
    switch kind {
    case .number: return numberEnd(from: start, digits: 3)
    case .capital, .small, .caseless:
      return wordEnd(from: start) ?? capitalsEnd(from: start) ?? next
    case .mark:
      // A mark may stand before a word or be one.
      return wordEnd(from: next) ?? wordEnd(from: start) ?? next
    case .space, .other: break
    }
    if !isNewline(text[start]), let end = wordEnd(from: next) ?? capitalsEnd(from: next) {
      return end
    }
    if kind == .other { return slashesEnd(from: runEnd(of: Self.other, from: next)) }
    if text[start] == 0x20, next < count, character(at: next).class == Self.other {
      return slashesEnd(from: runEnd(of: Self.other, from: next))
    }
    return spaceEnd(from: start, stopsAfterNewline: true)
  }

  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+` and a contraction: capitals, then small
  /// letters. Letters without case and marks count as both, so that without a small letter the last of
  /// them is the end.
  private func wordEnd(from start: Int) -> Int? {
    var position = start
    var lastOfBoth: Int?
    while position < count {
      let (kind, length) = casedCharacter(at: position)
      if kind == .small { return contraction(after: smallsEnd(from: position)) }
      guard kind == .capital || kind == .caseless || kind == .mark else { break }
      position += length
      if kind != .capital { lastOfBoth = position }
    }
    return lastOfBoth.map { contraction(after: $0) }
  }

  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*` and a contraction, where `wordEnd` finds
  /// nothing: capitals alone.
  private func capitalsEnd(from start: Int) -> Int? {
    var position = start
    while position < count {
      let (kind, length) = casedCharacter(at: position)
      guard kind == .capital else { break }
      position += length
    }
    return position > start ? contraction(after: position) : nil
  }

  private func smallsEnd(from start: Int) -> Int {
    var position = start
    while position < count {
      let (kind, length) = casedCharacter(at: position)
      guard kind == .small || kind == .caseless || kind == .mark else { break }
      position += length
    }
    return position
  }

  private func contraction(after end: Int) -> Int {
    guard end < count, text[end] == UInt8(ascii: "'") else { return end }
    return contractionEnd(from: end, caseMask: 0x20) ?? end
  }

  private func slashesEnd(from start: Int) -> Int {
    var position = start
    while position < count, isNewline(text[position]) || text[position] == UInt8(ascii: "/") {
      position += 1
    }
    return position
  }

  // MARK: Streams

  /// Whether a pre-token ends before a position, whatever follows the character there: where white space
  /// follows something else, where punctuation other than an apostrophe follows a letter or a number, and
  /// where one of these follows an end of line.
  func isO200kCut(_ position: Int) -> Bool {
    let here = casedCharacter(at: position).class
    let before = casedCharacter(before: position)
    switch here {
    case .space:
      // Ends of line go along with punctuation, and so with marks.
      return isNewline(text[position])
        ? before != .space && before != .other && before != .mark : before != .space
    case .other:
      let isPart = text[position] == UInt8(ascii: "'") || before == .mark
      return !isPart && before != .space && before != .other
    case .capital, .small, .caseless, .number: return isNewline(text[position - 1])
    case .mark: return false
    }
  }

  /// Whether a pre-token is punctuation, which does not depend on what comes after the next character.
  func isO200kPunctuation(_ start: Int, _ end: Int) -> Bool {
    var position = start
    if text[start] == 0x20, start + 1 < end { position += 1 }
    while position < end {
      let (kind, length) = casedCharacter(at: position)
      let isPunctuation = kind == .other || isNewline(text[position]) && position > start
      guard isPunctuation else { return false }
      position += length
    }
    return true
  }

  private func casedCharacter(before position: Int) -> Cased {
    for length in 1...min(4, position) where text[position - length] & 0xC0 != 0x80 {
      let found = casedCharacter(at: position - length)
      return found.length == length ? found.class : .other
    }
    return .other
  }
}
