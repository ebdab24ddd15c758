/// Encodes a stream of documents in bounded memory: the same ids as encoding it whole.
///
/// A line that holds only `<|endoftext|>` ends a document, whatever ends the line (LF, CRLF, CR, or the
/// end of the stream). The same bytes elsewhere are ordinary text,
/// unless special tokens are allowed: then all of the vocabulary's are found anywhere.
///
///     let encoder = DocumentEncoder(tokenizer) { ids, endsDocument in … }
///     try encoder.append(bytes)      // as often as there are some
///     try encoder.finish()
///
/// At most a few MiB wait for what follows them: no pre-token is longer than 1 MiB.
public final class DocumentEncoder {
  /// Takes the next ids of a document; those that end it have the end-of-text id as their last. Where
  /// the stream ends in a mark without an end of line, the id comes, but no end of a document.
  public typealias Sink = (_ ids: [Int32], _ endsDocument: Bool) throws -> Void

  private struct Mark {
    let content: [UInt8]
    let id: Int32
    let isTerminator: Bool
  }

  private let encoder: any TextEncoder
  private let marks: [Mark]
  /// What goes around each document.
  private let frame: TextFrame
  /// Whether a document has begun, and whether any has.
  private var isInside = false
  private var hasBegun = false
  private let sink: Sink
  /// What is not encoded yet, and where it begins in the stream.
  private var buffer: [UInt8] = []
  private var offset = 0
  /// Up to here the buffer holds no mark.
  private var searched = 0
  private var startsLine = true
  private var ids: [Int32] = []
  private static let newline: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// - Parameter framesDocuments: puts the tokenizer's `textFrame` around each document.
  public init(
    _ tokenizer: any Tokenizer, allowsSpecialTokens: Bool = false,
    framesDocuments: Bool = false, sink: @escaping Sink
  ) {
    encoder = tokenizer.makeEncoder()
    frame = framesDocuments ? tokenizer.textFrame : .none
    self.sink = sink
    var marks: [Mark] = []
    if let end = tokenizer.endOfText {
      let content = Array(SpecialToken.endOfTextContent.utf8)
      marks.append(Mark(content: content, id: end, isTerminator: true))
    }
    if allowsSpecialTokens {
      // Of two at one place the longer one, as in the tools that transformers uses.
      for token in tokenizer.specialTokens.sorted(by: { $0.content.count > $1.content.count })
      where !token.content.isEmpty {
        marks.append(Mark(content: token.content, id: token.id, isTerminator: false))
      }
    }
    self.marks = marks
  }

  /// Bytes read so far.
  public var byteCount: Int { offset + buffer.count }

  /// Takes the next bytes of the stream.
  ///
  /// - Throws: what the sink throws, and `TokenizerError.preTokenTooLong`.
  public func append(_ bytes: some Sequence<UInt8>) throws {
    buffer += bytes
    try advance(isLast: false)
  }

  /// Encodes what is left.
  public func finish() throws { try advance(isLast: true) }

  private func advance(isLast: Bool) throws {
    while let (start, mark, lineEnd) = nextMark(isLast: isLast) {
      begin()
      try encode(upTo: start, isWhole: true)
      if mark.isTerminator { end() }
      if !mark.isTerminator || ids.last != mark.id || frame.after.isEmpty { ids.append(mark.id) }
      try emit(endsDocument: mark.isTerminator && lineEnd > 0)
      remove(mark.content.count + lineEnd)
      startsLine = mark.isTerminator
    }
    if !buffer.isEmpty || isLast && !hasBegun { begin() }
    try encode(upTo: searched, isWhole: isLast)
    if isLast { end() }
    try emit(endsDocument: false)
    if !isLast { try boundBuffer() }
  }

  private func begin() {
    guard !isInside else { return }
    (isInside, hasBegun) = (true, true)
    ids += frame.before
  }

  private func end() {
    guard isInside else { return }
    isInside = false
    ids += frame.after
  }

  /// The first mark from `searched` on, which moves up to what has been looked at, and the bytes of the
  /// line's end after one that ends a document.
  private func nextMark(isLast: Bool) -> (start: Int, mark: Mark, lineEnd: Int)? {
    let longest = (marks.map(\.content.count).max() ?? 0) + 2
    // A mark may begin in the last bytes and end in those to come.
    let end = isLast ? buffer.count : max(searched, buffer.count - longest)
    guard !marks.isEmpty, searched < end else {
      searched = end
      return nil
    }
    var isFirst = [Bool](repeating: false, count: 256)
    for mark in marks { isFirst[Int(mark.content[0])] = true }
    let found = buffer.withUnsafeBufferPointer { text -> (Int, Mark, Int)? in
      for place in searched..<end where isFirst[Int(text[place])] {
        let isLineStart = place == 0 ? startsLine : Self.endsLine(text[place - 1])
        for mark in marks where !mark.isTerminator || isLineStart {
          let after = place + mark.content.count
          guard after <= text.count, text[place..<after].elementsEqual(mark.content) else {
            continue
          }
          guard mark.isTerminator else { return (place, mark, 0) }
          if let lineEnd = Self.lineEnd(text, after) { return (place, mark, lineEnd) }
        }
      }
      return nil
    }
    searched = found?.0 ?? end
    return found
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

  /// The bytes that end a line at a place: none at the end of the text, nil where the line goes on.
  private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
    guard place < text.count else { return 0 }
    guard endsLine(text[place]) else { return nil }
    let isPair =
      text[place] == carriageReturn && place + 1 < text.count && text[place + 1] == newline
    return isPair ? 2 : 1
  }

  /// Encodes the buffer up to a place, all of it or what is decided, and lets go of that.
  private func encode(upTo end: Int, isWhole: Bool) throws {
    let encoded = try buffer.withUnsafeBufferPointer { text in
      try encoder.encode(
        UnsafeBufferPointer(rebasing: text[..<end]), offset: offset, isWhole: isWhole, into: &ids)
    }
    remove(encoded)
  }

  private func remove(_ count: Int) {
    guard count > 0 else { return }
    startsLine = Self.endsLine(buffer[count - 1])
    buffer.removeFirst(count)
    offset += count
    searched = max(0, searched - count)
  }

  private func emit(endsDocument: Bool) throws {
    guard !ids.isEmpty else { return }
    try sink(ids, endsDocument)
    ids.removeAll(keepingCapacity: true)
  }

  /// Ends the stream where a pre-token must be too long, before the buffer grows on: `cut` says the
  /// same of the whole text.
  private func boundBuffer() throws {
    guard buffer.count > 2 * PreTokenPattern.longestPreToken + 64 else { return }
    throw TokenizerError.preTokenTooLong(byteOffset: offset)
  }
}
