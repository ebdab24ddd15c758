import Foundation
import Groundwork

/// What a tokenizer does to a text before it is cut: added tokens that are ordinary text are found and
/// set apart, and what stands between them is normalized.
struct TextPreparation: Hashable, Sendable {
  /// A step of normalization.
  enum Step: Hashable, Sendable {
    case form(Form)
    case replace([UInt8], with: [UInt8])
    /// In front of every stretch of text that is not empty.
    case prepend([UInt8])
  }

  /// A normalization form of Unicode (Standard Annex 15), as `tokenizers` calls it.
  enum Form: String, Sendable {
    case nfc = "NFC"

    func apply(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
  }

  /// A token that is matched in texts before they are cut.
  struct AddedToken: Hashable, Sendable {
    let id: Int32
    var content: [UInt8]
    /// Special tokens are ordinary text here: they only keep others from being found inside them.
    var isSpecial = false
    /// Whether it is looked for in the normalized text.
    var isNormalized = false
    /// Whether it takes the white space before and after it along.
    var stripsLeft = false
    var stripsRight = false
  }

  /// A stretch of a prepared text: an added token, or bytes to be cut and encoded.
  enum Part: Equatable {
    case token(Int32)
    case text([UInt8])
  }

  /// Where ▁, which stands for a space, is put in front of a stretch of text that does not begin with it.
  enum Spaces: String, Hashable, Sendable {
    case always
    /// At the beginning of the text alone.
    case first
    case never
  }

  /// The character that stands for a space.
  static let space: [UInt8] = [0xE2, 0x96, 0x81]

  var steps: [Step] = []
  var tokens: [AddedToken] = []
  /// Whether each stretch of text begins with a space, one that is added where there is none.
  var addsSpace = false
  /// Writes ▁ for every space; nil where spaces stay.
  var spaces: Spaces?
  /// How stretches of text are cut further, one step after the other.
  var cuts: [TextCut] = []

  var isEmpty: Bool {
    cuts.isEmpty && steps.isEmpty && !addsSpace && spaces == nil && tokens.allSatisfy(\.isSpecial)
  }

  /// A text as the steps leave it; bytes that are no UTF-8 stay as they are.
  func normalize(_ text: [UInt8], isContinued: Bool) -> [UInt8] {
    steps.reduce(text) { text, step in
      switch step {
      case .form(let form): Self.apply(form, to: text)
      case .replace(let old, let new): Self.replace(old, with: new, in: text)
      case .prepend(let start): isContinued || text.isEmpty ? text : start + text
      }
    }
  }

  private static func apply(_ form: Form, to text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else { return text }
    if let string = String(validating: text, as: UTF8.self) {
      return Array(form.apply(string).utf8)
    }
    var result: [UInt8] = []
    var run: [UInt8] = []
    text.withUnsafeBufferPointer { buffer in
      let scanner = PreTokenScanner(.none, buffer)
      var place = 0
      while place < text.count {
        let isASCII = text[place] < 0x80
        let length = isASCII ? 1 : scanner.multibyteScalar(at: place)?.length
        if let length {
          run += text[place..<place + length]
        } else {
          result += form.apply(String(decoding: run, as: UTF8.self)).utf8
          result.append(text[place])
          run = []
        }
        place += length ?? 1
      }
    }
    return result + form.apply(String(decoding: run, as: UTF8.self)).utf8
  }

  static func replace(_ old: [UInt8], with new: [UInt8], in text: [UInt8]) -> [UInt8] {
    guard let first = old.first, text.contains(first) else { return text }
    var result: [UInt8] = []
    var place = 0
    while place < text.count {
      if text[place] == first, text[place...].starts(with: old) {
        result += new
        place += old.count
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return result
  }
}
