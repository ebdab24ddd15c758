/// Prepares texts one after the other.
struct TextPreparer: Sendable {
  private let preparation: TextPreparation
  private let raw: Finder
  private let normalized: Finder

  init(_ preparation: TextPreparation) {
    self.preparation = preparation
    raw = Finder(preparation.tokens.filter { !$0.isNormalized })
    // Looked for as the text is by then.
    normalized = Finder(
      preparation.tokens.filter(\.isNormalized).map {
        var token = $0
        token.content = preparation.normalize($0.content, isContinued: true)
        return token
      })
  }

  /// The parts of a text, in their order.
  ///
  /// - Parameter isContinued: whether the text goes on from one that was prepared before: nothing is put
  ///   in front of it.
  func parts(of text: [UInt8], isContinued: Bool) -> [TextPreparation.Part] {
    var parts: [TextPreparation.Part] = []
    for (number, part) in raw.split(text).enumerated() {
      guard case .text(let bytes) = part else {
        parts.append(part)
        continue
      }
      let continues = isContinued && number == 0
      let stretch = preparation.normalize(bytes, isContinued: continues)
      for (place, inner) in normalized.split(stretch).enumerated() {
        guard case .text(var bytes) = inner else {
          parts.append(inner)
          continue
        }
        let isFirst = !(continues && place == 0)
        if preparation.addsSpace, isFirst, bytes.first != 0x20 { bytes.insert(0x20, at: 0) }
        if let spaces = preparation.spaces {
          bytes = TextPreparation.replace([0x20], with: TextPreparation.space, in: bytes)
          let isBeginning = number == 0 && place == 0
          if isFirst, spaces == .always || spaces == .first && isBeginning,
            !bytes.starts(with: TextPreparation.space)
          {
            bytes = TextPreparation.space + bytes
          }
        }
        parts.append(.text(bytes))
      }
    }
    return parts
  }

  /// The same with the cuts of the tokenizer's own patterns.
  ///
  /// - Throws: `TokenizerError.patternTooCostly`.
  func cutParts(
    of text: [UInt8], isContinued: Bool
  ) throws(TokenizerError) -> [TextPreparation.Part] {
    let parts = parts(of: text, isContinued: isContinued)
    guard !preparation.cuts.isEmpty else { return parts }
    var result: [TextPreparation.Part] = []
    for part in parts {
      guard case .text(let bytes) = part else {
        result.append(part)
        continue
      }
      var pieces = [bytes]
      for cut in preparation.cuts {
        var smaller: [[UInt8]] = []
        for piece in pieces { smaller += try cut.pieces(of: piece) }
        pieces = smaller
      }
      result += pieces.map { .text($0) }
    }
    return result
  }

  /// Up to where a text can be prepared when more may follow: to the last end of line that a letter or a
  /// number follows, where no normalization, no token and no pre-token goes across. Where the tokenizer's
  /// own patterns cut, nobody knows: the text is prepared whole.
  func decidedEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard text.count > 4, preparation.cuts.isEmpty else { return 0 }
    let scanner = PreTokenScanner(.gpt2, text)
    var place = text.count - 4
    while place > 0 {
      if text[place - 1] == 0x0A, scanner.isLetterOrNumber(at: place) { return place }
      place -= 1
    }
    return 0
  }
}

/// Finds added tokens in a text: the leftmost first, and of those at one place the longest.
private struct Finder: Sendable {
  private var byFirst: [UInt8: [TextPreparation.AddedToken]] = [:]

  init(_ tokens: [TextPreparation.AddedToken]) {
    guard tokens.contains(where: { !$0.isSpecial }) else { return }
    for token in tokens {
      if let first = token.content.first { byFirst[first, default: []].append(token) }
    }
    for first in byFirst.keys { byFirst[first]?.sort { $0.content.count > $1.content.count } }
  }

  func split(_ text: [UInt8]) -> [TextPreparation.Part] {
    guard !byFirst.isEmpty else { return text.isEmpty ? [] : [.text(text)] }
    var parts: [TextPreparation.Part] = []
    var (place, open) = (0, 0)
    while place < text.count {
      guard
        let token = byFirst[text[place]]?.first(where: { text[place...].starts(with: $0.content) })
      else {
        place += 1
        continue
      }
      var (start, end) = (place, place + token.content.count)
      place = end
      if token.isSpecial { continue }
      if token.stripsLeft { start = max(open, Self.spaceStart(before: start, in: text)) }
      if token.stripsRight { end = Self.spaceEnd(from: end, in: text) }
      if open < start { parts.append(.text(Array(text[open..<start]))) }
      parts.append(.token(token.id))
      (open, place) = (end, max(place, end))
    }
    if open < text.count { parts.append(.text(Array(text[open...]))) }
    return parts
  }

  private static func spaceEnd(from start: Int, in text: [UInt8]) -> Int {
    guard start < text.count else { return start }
    return text.withUnsafeBufferPointer {
      start + PreTokenScanner(.none, $0).spaceLength(from: start)
    }
  }

  private static func spaceStart(before end: Int, in text: [UInt8]) -> Int {
    var start = end
    while start > 0 {
      let lead = (1...min(3, start)).map { start - $0 }.first { text[$0] & 0xC0 != 0x80 }
      guard let lead, spaceEnd(from: lead, in: Array(text[..<start])) == start else { break }
      start = lead
    }
    return start
  }
}
