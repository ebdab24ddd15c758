import Figures
import Groundwork
import Tokenizers

/// A text cut into its tokens: coloured in a terminal, between bars elsewhere.
///
/// A strip that is longer than a line goes on in the next one; a token stays on one line. Ends of
/// line and tabs inside tokens are shown as ⏎, ␍ and ⇥. A strip with bits has under each token how
/// surprised a model was by it, in whole bits.
public struct TokenStrip: Sendable {
  public let title: String
  let labels: [String]
  private var unit = "token"
  /// A number under each label; nil for none at all.
  private var bits: [Double]?

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

  /// Some ids with the surprise of a model at each, −log₂ p in bits.
  ///
  ///     |The| mens| rea|
  ///        5    11    0
  ///
  /// - Parameter bits: one for each id; where there are fewer, the rest have none.
  public init(
    _ ids: [Int32], bits: [Double], tokenizer: any Tokenizer, title: String = ""
  ) {
    self.init(ids, tokenizer: tokenizer, title: title)
    self.bits = bits
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

  /// The number under a label; empty for none.
  private func number(_ index: Int) -> String {
    guard let bits, bits.indices.contains(index) else { return "" }
    return NumberStyle.decimals(0).text(bits[index])
  }

  /// A label, as wide as the number under it.
  private func cell(_ index: Int) -> String {
    Self.padded(labels[index], to: number(index).count, isRight: false)
  }

  private static func padded(_ text: String, to width: Int, isRight: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return isRight ? space + text : text + space
  }

  /// The numbers under a line of labels, each at its label's right edge; nil for a strip without.
  private func numbers(under line: Range<Int>, gap: String) -> String? {
    guard bits != nil else { return nil }
    let texts = line.map { Self.padded(number($0), to: cell($0).count, isRight: true) }
    return Table.trimmed("    " + gap + texts.joined(separator: gap))
  }

  /// The tokens of each line.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var column = 0
    for index in labels.indices {
      let width = cell(index).count + 1
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
    let strips = lines.flatMap { line in
      ["    |" + line.map(cell).joined(separator: "|") + "|"]
        + (numbers(under: line, gap: " ").map { [$0] } ?? [])
    }
    return (["  " + heading] + strips).joined(separator: "\n")
  }

  /// The tokens on two alternating backgrounds, apart where numbers stand under them.
  public var colouredText: String {
    let backgrounds = ["\u{1B}[48;5;25m\u{1B}[97m", "\u{1B}[48;5;130m\u{1B}[97m"]
    let gap = bits == nil ? "" : " "
    let strips = lines.flatMap { line -> [String] in
      let cells = line.map { backgrounds[$0 % 2] + cell($0) + "\u{1B}[0m" }
      let tokens = "    " + gap + cells.joined(separator: gap)
      return [tokens] + (numbers(under: line, gap: gap).map { [$0] } ?? [])
    }
    return (["  " + heading] + strips).joined(separator: "\n")
  }
}
