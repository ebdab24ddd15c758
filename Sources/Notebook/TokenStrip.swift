import Groundwork
import Tokenizers

/// A text cut into its tokens: coloured in a terminal, between bars elsewhere.
///
/// A strip that is longer than a line goes on in the next one; a token stays on one line. Ends of
/// line and tabs inside tokens are shown as ⏎, ␍ and ⇥.
public struct TokenStrip: Sendable {
  public let title: String
  let labels: [String]
  private var unit = "token"

  /// Characters in a line.
  private static let width = 96

  /// - Throws: what the tokenizer throws for bytes that it cannot encode.
  public init(_ text: String, tokenizer: any Tokenizer, title: String = "") throws {
    try self.init(tokenizer.encode(Array(text.utf8)), tokenizer: tokenizer, title: title)
  }

  /// Some ids, as a tokenizer spells them.
  public init(_ ids: [Int32], tokenizer: any Tokenizer, title: String = "") {
    self.title = title
    labels = ids.map { Self.visible(tokenizer.label(of: $0)) }
  }

  /// A text in pieces that are no tokens yet.
  public init(pieces: [String], title: String = "") {
    self.title = title
    labels = pieces.map(Self.visible)
    unit = "piece"
  }

  public var tokenCount: Int { labels.count }

  private static func visible(_ label: String) -> String {
    var text = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "\n": text += "⏎"
      case "\r": text += "␍"
      case "\t": text += "⇥"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return TerminalText.safe(text)
  }

  private var heading: String {
    (title.isEmpty ? "" : "\(title) ")
      + "(\(labels.count) \(unit)\(labels.count == 1 ? "" : "s"))"
  }

  /// The tokens of each line.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var column = 0
    for (index, label) in labels.enumerated() {
      let width = label.count + 1
      if column + width > Self.width, index > start {
        lines.append(start..<index)
        (start, column) = (index, 0)
      }
      column += width
    }
    lines.append(start..<labels.count)
    return lines
  }

  /// `|to|ken| iz|er|`, under the title.
  public var plainText: String {
    let strips = lines.map { "    |" + labels[$0].joined(separator: "|") + "|" }
    return (["  " + heading] + strips).joined(separator: "\n")
  }

  /// The tokens on two alternating backgrounds.
  public var colouredText: String {
    let backgrounds = ["\u{1B}[48;5;25m\u{1B}[97m", "\u{1B}[48;5;130m\u{1B}[97m"]
    let strips = lines.map { line in
      "    " + line.map { backgrounds[$0 % 2] + labels[$0] + "\u{1B}[0m" }.joined()
    }
    return (["  " + heading] + strips).joined(separator: "\n")
  }
}
