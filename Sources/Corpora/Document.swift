/// One text: what a model sees between two ends of text.
public struct Document: Hashable, Sendable {
  /// Where it came from: a path, or a world and a number.
  public var name: String
  public var bytes: [UInt8]
  /// The part that it belongs to, where that was decided when the text was cleaned.
  public var part: DocumentSplit.Part?

  public init(name: String, bytes: [UInt8], part: DocumentSplit.Part? = nil) {
    self.name = name
    self.bytes = bytes
    self.part = part
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text, with bytes that are no UTF-8 replaced by U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
