/// Encodes text with one tokenizer, and remembers the words that it has seen.
///
/// Words recur: most pre-tokens of a text are found in the memory, and only new ones are merged.
final class BytePairEncoder: TextEncoder {
  private let pattern: PreTokenPattern
  private var words: BytePairWords
  private let preparer: TextPreparer?
  /// Whether the text at hand has been encoded up to some place.
  private var isContinued = false

  init(_ tokenizer: BytePairTokenizer) {
    pattern = tokenizer.pattern
    words = BytePairWords(tokenizer)
    preparer = tokenizer.preparation.map { TextPreparer($0) }
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int, isWhole: Bool, into ids: inout [Int32]
  ) throws(TokenizerError) -> Int {
    guard let preparer else {
      return try words.encode(text, pattern, offset: offset, isWhole: isWhole, into: &ids)
    }
    let end = isWhole ? text.count : preparer.decidedEnd(text)
    defer { isContinued = !isWhole && (isContinued || end > 0) }
    for part in try preparer.cutParts(of: Array(text[..<end]), isContinued: isContinued) {
      switch part {
      case .token(let id): ids.append(id)
      case .text(let bytes): try encode(prepared: bytes, offset: offset, into: &ids)
      }
    }
    return end
  }

  private func encode(
    prepared bytes: [UInt8], offset: Int, into ids: inout [Int32]
  ) throws(TokenizerError) {
    let result = bytes.withUnsafeBufferPointer { text -> Result<Int, TokenizerError> in
      Result { () throws(TokenizerError) -> Int in
        try words.encode(text, pattern, offset: offset, isWhole: true, into: &ids)
      }
    }
    _ = try result.get()
  }
}

/// The memory of words, and the merging of new ones.
private struct BytePairWords: ~Copyable {
  private let tokenizer: BytePairTokenizer
  private var memory = WordTable()
  /// The ids of words of several tokens, one after the other.
  private var memoryIDs: [Int32] = []
  private let symbols = UnsafeMutablePointer<Int32>.allocate(capacity: longest)
  private let ranks = UnsafeMutablePointer<Int32>.allocate(capacity: longest)
  /// Longer pre-tokens are not remembered, and merged with a heap: no input is quadratic.
  private static let longest = 64
  /// The memory starts anew when it holds so many words, about 10 MB.
  private static let capacity = 1 << 17
  private static let none = Int32.max

  init(_ tokenizer: BytePairTokenizer) { self.tokenizer = tokenizer }

  deinit {
    symbols.deallocate()
    ranks.deallocate()
  }

  mutating func encode(
    _ text: UnsafeBufferPointer<UInt8>, _ pattern: PreTokenPattern, offset: Int, isWhole: Bool,
    into ids: inout [Int32]
  ) throws(TokenizerError) -> Int {
    try pattern.cut(text, offset: offset, isWhole: isWhole) { append($0, to: &ids) }
  }

  /// A word's payload: its one id in the upper half, or, with bit 31 set, where its ids begin in
  /// `memoryIDs` in the upper half and how many there are in the lower.
  @inline(__always)
  private mutating func append(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    guard word.count <= Self.longest else {
      tokenizer.appendLong(word, to: &ids)
      return
    }
    let (index, isNew) = memory.insert(word)
    if isNew {
      remember(word, index, &ids)
      return
    }
    let payload = memory[index]
    if payload & 0x8000_0000 == 0 {
      ids.append(Int32(truncatingIfNeeded: payload >> 32))
    } else {
      let start = Int(payload >> 32)
      for i in start..<(start &+ Int(payload & 0xFF)) { ids.append(memoryIDs[i]) }
    }
  }

  @inline(never)
  private mutating func remember(
    _ word: UnsafeBufferPointer<UInt8>, _ index: Int, _ ids: inout [Int32]
  ) {
    let count = merge(word)
    for i in 0..<count { ids.append(symbols[i]) }
    if count == 1 {
      memory[index] = UInt64(UInt32(bitPattern: symbols[0])) << 32
    } else {
      memory[index] = UInt64(memoryIDs.count) << 32 | 0x8000_0000 | UInt64(count)
      memoryIDs += UnsafeBufferPointer(start: symbols, count: count)
    }
    if memory.count >= Self.capacity {
      memory.removeAll()
      memoryIDs.removeAll(keepingCapacity: true)
    }
  }

  /// Merges the most urgent pair, the leftmost of equals, until none is left; the result stands in
  /// `symbols`.
  ///
  /// - Returns: how many ids it is.
  private mutating func merge(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    if let id = tokenizer.wholeWordID(word) {
      symbols[0] = id
      return 1
    }
    var count = 0
    for byte in word {
      let id = tokenizer.byteIDs[Int(byte)]
      symbols[count] = id
      // A byte without a token is left out: its neighbours stand side by side.
      if id >= 0 { count += 1 }
    }
    for i in 0..<max(0, count - 1) { ranks[i] = rank(i) }
    while count > 1 {
      var best = 0
      for i in 1..<max(1, count - 1) where ranks[i] < ranks[best] { best = i }
      let found = ranks[best]
      if found == Self.none { break }
      symbols[best] = tokenizer.mergedIDs[Int(found)]
      count -= 1
      for i in (best + 1)..<max(best + 1, count) { symbols[i] = symbols[i + 1] }
      for i in (best + 1)..<max(best + 1, count - 1) { ranks[i] = ranks[i + 1] }
      if best + 1 < count { ranks[best] = rank(best) }
      if best > 0 { ranks[best - 1] = rank(best - 1) }
    }
    return count
  }

  @inline(__always)
  private func rank(_ position: Int) -> Int32 {
    let found = tokenizer.ranks.value(PairTable.key(symbols[position], symbols[position + 1]))
    return found >= 0 ? found : Self.none
  }
}
