/// Encodes a stream of documents in bounded memory: the same ids as encoding it whole.
///
/// A line that holds only `<|endoftext|>` ends a document. The same bytes elsewhere are ordinary text,
/// unless special tokens are allowed: then all of the vocabulary's are found anywhere.
///
///     let encoder = DocumentEncoder(tokenizer) { ids, endsDocument in … }
///     try encoder.append(bytes)      // as often as there are some
///     try encoder.finish()
///
/// At most a few MiB wait for what follows them: no pre-token is longer than 1 MiB.
public final class DocumentEncoder {
  /// Takes the next ids of a document; those that end it have the end-of-text id as their last.
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
      let line = Array(SpecialToken.endOfTextContent.utf8) + [Self.newline]
      marks.append(Mark(content: line, id: end, isTerminator: true))
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
    while let (start, mark) = nextMark(isLast: isLast) {
      begin()
      try encode(upTo: start, isWhole: true)
      if mark.isTerminator { end() }
      if !mark.isTerminator || ids.last != mark.id || frame.after.isEmpty { ids.append(mark.id) }
      try emit(endsDocument: mark.isTerminator)
      remove(mark.content.count)
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

  /// The first mark from `searched` on, which moves up to what has been looked at.
  private func nextMark(isLast: Bool) -> (Int, Mark)? {
    let longest = marks.map(\.content.count).max() ?? 0
    // A mark may begin in the last bytes and end in those to come.
    let end = isLast ? buffer.count : max(searched, buffer.count - longest)
    guard !marks.isEmpty, searched < end else {
      searched = end
      return nil
    }
    var isFirst = [Bool](repeating: false, count: 256)
    for mark in marks { isFirst[Int(mark.content[0])] = true }
    let found = buffer.withUnsafeBufferPointer { text -> (Int, Mark)? in
      for place in searched..<end where isFirst[Int(text[place])] {
        let isLineStart = place == 0 ? startsLine : text[place - 1] == Self.newline
        for mark in marks where !mark.isTerminator || isLineStart {
          let size = mark.content.count
          if place + size <= text.count, text[place..<(place + size)].elementsEqual(mark.content) {
            return (place, mark)
          }
        }
      }
      return nil
    }
    searched = found?.0 ?? end
    return found
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
    startsLine = buffer[count - 1] == Self.newline
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
