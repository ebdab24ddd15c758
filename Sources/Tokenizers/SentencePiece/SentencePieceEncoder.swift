/// Encodes texts one after the other.
final class SentencePieceEncoder: TextEncoder {
  private let tokenizer: SentencePieceTokenizer
  private let preparer: TextPreparer
  /// Whether the text at hand has been encoded up to some place.
  private var isContinued = false

  init(_ tokenizer: SentencePieceTokenizer) {
    self.tokenizer = tokenizer
    preparer = TextPreparer(tokenizer.preparation)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int, isWhole: Bool, into ids: inout [Int32]
  ) -> Int {
    let canCut = tokenizer.cutsAtLines
    let end = isWhole ? text.count : canCut ? preparer.decidedEnd(text) : 0
    append(Array(text[..<end]), isContinued: isContinued, to: &ids)
    isContinued = !isWhole && (isContinued || end > 0)
    return end
  }

  func append(_ text: [UInt8], isContinued: Bool, to ids: inout [Int32]) {
    for part in preparer.parts(of: text, isContinued: isContinued) {
      switch part {
      case .token(let id): ids.append(id)
      case .text(let bytes): append(stretch: bytes, to: &ids)
      }
    }
  }

  private func append(stretch: [UInt8], to ids: inout [Int32]) {
    guard tokenizer.words == .atSpaces else { return merge(stretch[...], to: &ids) }
    var start = 0
    var place = 1
    while place < stretch.count {
      if stretch[place] == TextPreparation.space[0],
        stretch[place...].starts(with: TextPreparation.space)
      {
        merge(stretch[start..<place], to: &ids)
        start = place
      }
      place += 1
    }
    merge(stretch[start...], to: &ids)
  }

  private func merge(_ word: ArraySlice<UInt8>, to ids: inout [Int32]) {
    var symbols: [Int32] = []
    var endsUnknown = false
    word.withUnsafeBufferPointer { text in
      guard !text.isEmpty else { return }
      let scanner = PreTokenScanner(.none, text)
      var place = 0
      while place < text.count {
        let length = text[place] < 0x80 ? 1 : scanner.multibyteScalar(at: place)?.length ?? 1
        let character = Array(text[place..<place + length])
        place += length
        if let id = tokenizer.ids[character] {
          symbols.append(id)
          endsUnknown = false
        } else if let bytes = bytes(of: character) {
          symbols += bytes
          endsUnknown = false
        } else if let unknown = tokenizer.unknownID {
          if !endsUnknown || !tokenizer.fusesUnknown { symbols.append(unknown) }
          endsUnknown = true
        }
      }
    }
    PairMerging.merge(
      symbols, ranks: tokenizer.ranks, mergedIDs: tokenizer.mergedIDs, into: &ids)
  }

  /// A character as the tokens of its bytes, where all of them have one.
  private func bytes(of character: [UInt8]) -> [Int32]? {
    guard !tokenizer.byteIDs.isEmpty else { return nil }
    let found = character.map { tokenizer.byteIDs[Int($0)] }
    return found.contains(-1) ? nil : found
  }
}
