/// The encoder of tokenizers whose ids depend on one character at a time.
final class CharacterwiseEncoder: TextEncoder {
  private let tokenizer: any Tokenizer

  init(_ tokenizer: any Tokenizer) { self.tokenizer = tokenizer }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int, isWhole: Bool, into ids: inout [Int32]
  ) throws -> Int {
    var end = text.count
    // A character that began in the last three bytes may go on.
    if !isWhole {
      let lead = text.suffix(3).lastIndex { $0 & 0xC0 != 0x80 }
      if let lead, text[lead] >= 0xC0 { end = lead }
    }
    do {
      ids += try tokenizer.encode(Array(text[..<end]))
    } catch TokenizerError.unknownCharacter(let character, let place) {
      throw TokenizerError.unknownCharacter(character, byteOffset: offset + place)
    }
    return end
  }
}
