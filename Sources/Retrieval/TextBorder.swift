/// Where a text may be cut, from the best place to the last resort.
enum TextBorder {
  /// After a sentence, or after an empty line.
  case sentence
  case line
  /// After white space.
  case word
  /// Between two characters of UTF-8, wherever they are.
  case character

  /// The next best border; nil behind the last.
  var finer: TextBorder? {
    switch self {
    case .sentence: .line
    case .line: .word
    case .word: .character
    case .character: nil
    }
  }

  /// The stretches of a text between such borders: joined again they are the range.
  ///
  /// White space belongs to what stands before it.
  ///
  /// - Parameter longest: bytes of a stretch that is cut between characters; other borders are
  ///   where the text has them.
  /// - Complexity: O(bytes).
  func pieces(
    of text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, longest: Int
  ) -> [Range<Int>] {
    guard self != .character else {
      return Self.stretches(of: text, in: range, longest: longest)
    }
    var pieces: [Range<Int>] = []
    var before = Before()
    var (start, place) = (range.lowerBound, range.lowerBound)
    while place < range.upperBound {
      let (code, length) = Self.scalar(text, place, end: range.upperBound)
      if place > start, isBorder(before, code) {
        pieces.append(start..<place)
        start = place
      }
      before.pass(code)
      place += length
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }

  /// What stands before a place, as far as it matters for a border there.
  private struct Before {
    var previous: UInt32 = 0
    var isSpace = false
    /// Ends of lines since the last thing that is no white space.
    var lineEnds = 0
    /// Whether a sentence has ended, with closing quotes and brackets behind it.
    var endsSentence = false
    /// The same by a sign that needs no space behind it.
    var endsUnspaced = false

    mutating func pass(_ code: UInt32) {
      let wasSpace = isSpace
      isSpace = TextBorder.isSpace(code)
      if isSpace {
        if code == 0x0D || code == 0x0A && previous != 0x0D { lineEnds += 1 }
      } else {
        lineEnds = 0
        endsUnspaced =
          TextBorder.endsUnspaced(code) || endsUnspaced && !wasSpace && TextBorder.isClosing(code)
        endsSentence =
          TextBorder.endsSentence(code) || endsSentence && !wasSpace && TextBorder.isClosing(code)
      }
      previous = code
    }
  }

  private func isBorder(_ before: Before, _ code: UInt32) -> Bool {
    switch self {
    case .sentence:
      if Self.isSpace(code) { return false }
      guard before.isSpace else {
        return before.endsUnspaced && !Self.isClosing(code) && !Self.endsSentence(code)
      }
      // What goes on in lower case was an abbreviation's full stop.
      return before.lineEnds >= 2 || before.endsSentence && !(0x61...0x7A).contains(code)
    case .line: return before.previous == 0x0A || before.previous == 0x0D && code != 0x0A
    case .word: return before.isSpace && !Self.isSpace(code)
    case .character: return true
    }
  }

  private static func isSpace(_ code: UInt32) -> Bool {
    switch code {
    case 0x09...0x0D, 0x20, 0xA0, 0x2028, 0x2029, 0x3000: true
    default: false
    }
  }

  private static func endsSentence(_ code: UInt32) -> Bool {
    switch code {
    case 0x21, 0x2E, 0x3F: true
    default: endsUnspaced(code)
    }
  }

  /// The full stop, the exclamation mark and the question mark of Chinese and Japanese.
  private static func endsUnspaced(_ code: UInt32) -> Bool {
    code == 0x3002 || code == 0xFF01 || code == 0xFF1F
  }

  /// Quotes and brackets that may stand behind the end of a sentence.
  private static func isClosing(_ code: UInt32) -> Bool {
    switch code {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x300D, 0x300F, 0xFF09: true
    default: false
    }
  }

  /// The scalar at a place and its bytes; U+FFFD of one byte where there is no UTF-8.
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int, end: Int
  ) -> (code: UInt32, length: Int) {
    let length = sequenceLength(text, place, end: end)
    guard length > 1 else { return (text[place] < 0x80 ? UInt32(text[place]) : 0xFFFD, 1) }
    var code = UInt32(text[place]) & (0x7F >> UInt32(length))
    for k in 1..<length { code = code << 6 | UInt32(text[place + k] & 0x3F) }
    return (code, length)
  }

  /// The bytes of the character that begins at a place: 1 where none does.
  private static func sequenceLength(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int, end: Int
  ) -> Int {
    let length =
      switch text[place] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard place + length <= end else { return 1 }
    for k in 1..<max(length, 1) where text[place + k] & 0xC0 != 0x80 { return 1 }
    return length
  }

  /// Stretches of so many bytes, less what would tear a character; one that is longer stays whole.
  private static func stretches(
    of text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, longest: Int
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    while range.upperBound - start > longest {
      var cut = start + longest
      // The character that the cut would tear begins at most three bytes before it.
      for first in stride(from: cut - 1, through: max(start, cut - 3), by: -1) {
        let end = first + sequenceLength(text, first, end: range.upperBound)
        guard end > cut else { continue }
        cut = first > start ? first : end
        break
      }
      pieces.append(start..<cut)
      start = cut
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }
}
