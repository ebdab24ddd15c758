/// The tokens that a tokenizer puts around every text, as the post-processor of its file says: a
/// beginning-of-sequence token most often.
///
///     tokenizer.textFrame.before                  // [0]: <|begin_of_text|>
///     try tokenizer.encodeFramed("The keeper")    // 0 53 373 375
public struct TextFrame: Hashable, Sendable {
  public var before: [Int32]
  public var after: [Int32]

  public init(before: [Int32] = [], after: [Int32] = []) {
    self.before = before
    self.after = after
  }

  public static let none = TextFrame()
}

extension Tokenizer {
  public var textFrame: TextFrame { .none }

  public func withoutTextFrame() -> any Tokenizer { self }

  /// What stands before the first token of a text that a model reads: the frame's tokens, or else the
  /// one that ended the document before.
  public var textStart: [Int32] {
    textFrame.before.isEmpty ? endOfText.map { [$0] } ?? [] : textFrame.before
  }

  /// What ends a document among others: the frame's tokens and the end-of-text id, which does not stand
  /// there twice.
  public var documentEnd: [Int32] {
    let after = textFrame.after
    guard let endOfText, after.last != endOfText else { return after }
    return after + [endOfText]
  }

  /// The ids of a text with the tokens around it, as Hugging Face's tools give them.
  public func encodeFramed(_ text: String) throws -> [Int32] {
    try textFrame.before + encode(text) + textFrame.after
  }
}
