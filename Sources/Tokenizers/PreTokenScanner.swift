/// Cuts a text into pre-tokens, character after character, without a regular expression.
///
/// A byte that belongs to no valid UTF-8 sequence is a character of its own, of class `other`.
struct PreTokenScanner {
  let pattern: PreTokenPattern
  let text: UnsafePointer<UInt8>
  let count: Int
  private let firstBytes: UnsafePointer<UInt8>
  private let pages: UnsafePointer<Int32>
  private let classes: UnsafePointer<UInt8>

  /// - Precondition: the text is not empty, and outlives the scanner.
  init(_ pattern: PreTokenPattern, _ text: UnsafeBufferPointer<UInt8>) {
    self.pattern = pattern
    let map = CharacterClassMap.shared
    self.text = text.baseAddress ?? map.firstBytes
    count = text.count
    firstBytes = map.firstBytes
    pages = map.pages
    classes = map.classes
  }

  private static let letter = CharacterClass.letter.rawValue
  private static let number = CharacterClass.number.rawValue
  static let space = CharacterClass.space.rawValue
  static let other = CharacterClass.other.rawValue

  /// Where the pre-token that starts at `start` ends.
  @inline(__always)
  func end(from start: Int) -> Int {
    switch pattern {
    case .gpt2: gpt2End(from: start)
    case .cl100k: cl100kEnd(from: start, digits: 3)
    case .qwen2: cl100kEnd(from: start, digits: 1)
    case .o200k: o200kEnd(from: start)
    case .smollm: smollmEnd(from: start)
    case .bloomberg: bloombergEnd(from: start)
    case .none: count
    }
  }

  // MARK: Characters

  /// The class of the character at a position, and its length in bytes.
  @inline(__always)
  func character(at position: Int) -> (class: UInt8, length: Int) {
    let known = firstBytes[Int(text[position])]
    return known == CharacterClassMap.multibyte ? multibyteCharacter(at: position) : (known, 1)
  }

  @inline(never)
  private func multibyteCharacter(at position: Int) -> (class: UInt8, length: Int) {
    guard let (value, length) = multibyteScalar(at: position) else { return (Self.other, 1) }
    return (classes[Int(pages[Int(value >> 8)]) &+ Int(value & 0xFF)], length)
  }

  /// The scalar of several bytes at a position; nil where there is none, by table 3-7 of The Unicode
  /// Standard.
  @inline(__always)
  func multibyteScalar(at position: Int) -> (value: UInt32, length: Int)? {
    let byte = text[position]
    let length: Int
    var value: UInt32
    switch byte {
    case 0xC2...0xDF: (length, value) = (2, UInt32(byte & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(byte & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(byte & 0x07))
    default: return nil
    }
    guard position + length <= count else { return nil }
    for i in 1..<length {
      let next = text[position + i]
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let isOverlong = length == 3 && value < 0x800 || length == 4 && value < 0x10000
    let isSurrogate = value >= 0xD800 && value < 0xE000
    return isOverlong || isSurrogate || value >= 0x110000 ? nil : (value, length)
  }

  /// Where a run of characters of one class ends.
  @inline(__always)
  func runEnd(of wanted: UInt8, from start: Int) -> Int {
    var position = start
    while position < count {
      let (found, length) = character(at: position)
      if found != wanted { break }
      position &+= length
    }
    return position
  }

  // MARK: GPT-2

  @inline(__always)
  private func gpt2End(from start: Int) -> Int {
    let first = text[start]
    if first == UInt8(ascii: "'"), let end = contractionEnd(from: start, caseMask: 0) {
      return end
    }
    var (kind, length) = character(at: start)
    if first == 0x20, start &+ 1 < count {
      let next = character(at: start &+ 1)
      if next.class != Self.space { (kind, length) = (next.class, 1 &+ next.length) }
    }
    return kind == Self.space
      ? spaceEnd(from: start, stopsAfterNewline: false)
      : runEnd(of: kind, from: start &+ length)
  }

  /// `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` and `'d`; with a mask of 0x20 also in capitals.
  func contractionEnd(from start: Int, caseMask: UInt8) -> Int? {
    func letter(_ offset: Int) -> UInt8 {
      start + offset < count ? text[start + offset] | caseMask : 0
    }
    switch letter(1) {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return letter(2) == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"): return letter(2) == UInt8(ascii: "l") ? start + 3 : nil
    default:
      // Without regard to case, the long s (U+017F) is an s too.
      guard caseMask != 0, start + 2 < count, text[start + 1] == 0xC5, text[start + 2] == 0xBF
      else { return nil }
      return start + 3
    }
  }

  /// A run of white space: all of it at the end of the text, else all but its last character, which
  /// goes along with what follows; a single one stands alone. Where `endsAtNumber`, the text ends
  /// before a number. Where `stopsAfterNewline`, a run with
  /// ends of line goes up to the last of them.
  func spaceEnd(from start: Int, stopsAfterNewline: Bool, endsAtNumber: Bool = false) -> Int {
    var position = start
    var last = start
    var newline = -1
    while position < count {
      let (found, length) = character(at: position)
      if found != Self.space {
        if endsAtNumber && found == Self.number { return position }
        break
      }
      if isNewline(text[position]) { newline = position }
      last = position
      position &+= length
    }
    if stopsAfterNewline && newline >= 0 { return newline + 1 }
    return position == count || last == start ? position : last
  }

  @inline(__always)
  func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  // MARK: SmolLM

  private func smollmEnd(from start: Int) -> Int {
    let first = text[start]
    if first == UInt8(ascii: "'"), let end = contractionEnd(from: start, caseMask: 0) {
      return end
    }
    var (kind, length) = character(at: start)
    if kind == Self.number { return start &+ length }
    if first == 0x20, start &+ 1 < count {
      let next = character(at: start &+ 1)
      if next.class != Self.space && next.class != Self.number {
        (kind, length) = (next.class, 1 &+ next.length)
      }
    }
    return kind == Self.space
      ? spaceEnd(from: start, stopsAfterNewline: false, endsAtNumber: true)
      : runEnd(of: kind, from: start &+ length)
  }

  // MARK: cl100k

  @inline(__always)
  private func cl100kEnd(from start: Int, digits: Int) -> Int {
    let first = text[start]
    if first == UInt8(ascii: "'"), let end = contractionEnd(from: start, caseMask: 0x20) {
      return end
    }
    let (kind, length) = character(at: start)
    if kind == Self.letter { return runEnd(of: Self.letter, from: start &+ length) }
    if kind == Self.number { return numberEnd(from: start, digits: digits) }
    let next = start &+ length
    if next < count, !isNewline(first) {
      let after = character(at: next)
      if after.class == Self.letter {
        return runEnd(of: Self.letter, from: next &+ after.length)
      }
      if kind == Self.space, first == 0x20, after.class == Self.other {
        return newlinesEnd(from: runEnd(of: Self.other, from: next &+ after.length))
      }
    }
    return kind == Self.other
      ? newlinesEnd(from: runEnd(of: Self.other, from: next))
      : spaceEnd(from: start, stopsAfterNewline: true)
  }

  func numberEnd(from start: Int, digits: Int) -> Int {
    var position = start
    var left = digits
    while position < count, left > 0 {
      let (found, length) = character(at: position)
      if found != Self.number { break }
      position &+= length
      left -= 1
    }
    return position
  }

  @inline(__always)
  private func newlinesEnd(from start: Int) -> Int {
    var position = start
    while position < count, isNewline(text[position]) { position &+= 1 }
    return position
  }

  // MARK: BloombergGPT

  private func bloombergEnd(from start: Int) -> Int {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isWord(_ byte: UInt8) -> Bool { byte == 0x20 || isLetter(byte) }
    let first = text[start]
    var position = start + 1
    if isWord(first) {
      while position < count, isWord(text[position]) { position &+= 1 }
    } else if !isDigit(first) {
      while position < count, !isLetter(text[position]), !isDigit(text[position]) {
        position &+= 1
      }
    }
    return position
  }

  // MARK: Streams

  /// How much of a text is decided when more may follow: every pre-token that ends here or before is
  /// the same whatever comes.
  ///
  /// No pattern looks further than the character after a pre-token, but for white space, where all of
  /// a run counts. So everything is decided up to the last character that is no white space and lies
  /// whole in the text. GPT-4o's words depend on more, and have rules of their own.
  func decidedEnd() -> Int {
    guard pattern != .none else { return 0 }
    var position = count - 4
    while position > 0 {
      if isBoundary(position), isDecided(before: position) { return position }
      position -= 1
    }
    return 0
  }

  private func isDecided(before position: Int) -> Bool {
    pattern == .o200k ? isO200kCut(position) : character(at: position).class != Self.space
  }

  /// Whether a character begins here; asked at least four bytes before the end.
  private func isBoundary(_ position: Int) -> Bool {
    func continues(_ place: Int) -> Bool { text[place] & 0xC0 == 0x80 }
    guard continues(position) else { return true }
    guard position >= 3 else { return false }
    return continues(position - 1) && continues(position - 2) && continues(position - 3)
  }

  /// Whether a pre-token that ends after `decidedEnd` is decided all the same: it is, unless it is
  /// nothing but white space, when the character after it lies whole in the text.
  func isDecided(_ start: Int, _ end: Int) -> Bool {
    if pattern == .o200k && !isO200kPunctuation(start, end) { return false }
    return end + 4 <= count && start + spaceLength(from: start) < end
  }

  /// How many bytes of white space begin at a position.
  func spaceLength(from start: Int) -> Int { runEnd(of: Self.space, from: start) - start }
}
