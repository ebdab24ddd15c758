import Groundwork

/// A step that cuts a text into pre-tokens, as `tokenizers` has it in its files: where a pattern matches,
/// and what becomes of the matches.
///
/// The scanners of `PreTokenPattern` do the common ones faster; here is what they do not know.
struct TextCut: Hashable, Sendable {
  /// What becomes of matches and of what lies between them.
  enum Behavior: String, Sendable {
    case isolated = "Isolated"
    case removed = "Removed"
    case mergedWithPrevious = "MergedWithPrevious"
    case mergedWithNext = "MergedWithNext"
    /// Neighbours of the same kind go together.
    case contiguous = "Contiguous"
  }

  /// What the file calls the step.
  enum Kind: Hashable, Sendable {
    case split(isExpression: Bool, content: String)
    case digits
    case punctuation
    case whitespace
    case whitespaceSplit
  }

  let kind: Kind
  let pattern: TextPattern
  let behavior: Behavior
  /// Whether what lies between the matches counts as matched.
  let isInverted: Bool

  init(
    _ kind: Kind, _ expression: String, _ behavior: Behavior = .isolated, isInverted: Bool = false
  ) throws(PatternDialect.Problem) {
    self.kind = kind
    pattern = try TextPattern(expression)
    self.behavior = behavior
    self.isInverted = isInverted
  }

  /// A `Split` by an expression, or by a string as it stands.
  static func split(
    _ content: String, isExpression: Bool = true, _ behavior: Behavior = .isolated,
    isInverted: Bool = false
  ) throws(PatternDialect.Problem) -> TextCut {
    try TextCut(
      .split(isExpression: isExpression, content: content),
      isExpression ? content : quoted(content), behavior, isInverted: isInverted)
  }

  /// An expression that matches a string alone.
  private static func quoted(_ text: String) -> String {
    text.map { $0.isASCII && !$0.isLetter && !$0.isNumber ? "\\x{\(hexadecimal($0))}" : String($0) }
      .joined()
  }

  private static func hexadecimal(_ character: Character) -> String {
    character.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "}\\x{")
  }

  // MARK: - Cutting

  /// The pieces of a text. Bytes that are no valid UTF-8 count as characters that are neither letters,
  /// numbers nor white space.
  func pieces(of text: [UInt8]) throws(TokenizerError) -> [[UInt8]] {
    let matches = try Self.searchable(text).withUnsafeBufferPointer { buffer in
      Result { () throws(TokenizerError) in try pattern.matches(in: buffer) }
    }.get()
    var marked: [(range: Range<Int>, isMatch: Bool)] = []
    var end = 0
    for match in matches {
      if end < match.lowerBound { marked.append((end..<match.lowerBound, isInverted)) }
      marked.append((match, !isInverted))
      end = match.upperBound
    }
    if end < text.count { marked.append((end..<text.count, isInverted)) }
    return merge(marked).filter { !$0.isEmpty }.map { Array(text[$0]) }
  }

  private func merge(_ marked: [(range: Range<Int>, isMatch: Bool)]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var previous = false
    switch behavior {
    case .isolated: return marked.map(\.range)
    case .removed: return marked.filter { !$0.isMatch }.map(\.range)
    case .mergedWithPrevious:
      for piece in marked {
        if piece.isMatch, !previous, let last = ranges.popLast() {
          ranges.append(last.lowerBound..<piece.range.upperBound)
        } else {
          ranges.append(piece.range)
        }
        previous = piece.isMatch
      }
    case .mergedWithNext:
      for piece in marked.reversed() {
        if piece.isMatch, !previous, let last = ranges.popLast() {
          ranges.append(piece.range.lowerBound..<last.upperBound)
        } else {
          ranges.append(piece.range)
        }
        previous = piece.isMatch
      }
      ranges.reverse()
    case .contiguous:
      for piece in marked {
        if piece.isMatch == previous, let last = ranges.popLast() {
          ranges.append(last.lowerBound..<piece.range.upperBound)
        } else {
          ranges.append(piece.range)
        }
        previous = piece.isMatch
      }
    }
    return ranges
  }

  /// The text with every byte that is no valid UTF-8 as a control character.
  private static func searchable(_ text: [UInt8]) -> [UInt8] {
    guard String(validating: text, as: UTF8.self) == nil else { return text }
    var result = text
    text.withUnsafeBufferPointer { buffer in
      let scanner = PreTokenScanner(.none, buffer)
      var place = 0
      while place < text.count {
        let length = text[place] < 0x80 ? 1 : scanner.multibyteScalar(at: place)?.length
        if length == nil { result[place] = 0x1A }
        place += length ?? 1
      }
    }
    return result
  }
}
