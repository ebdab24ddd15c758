import Tensors
import Tokenizers

/// A text cut into its tokens: coloured in a terminal, between bars elsewhere.
public struct TokenStrip: Sendable {
  public let title: String
  let labels: [String]

  /// - Throws: what the tokenizer throws for bytes that it cannot encode.
  public init(_ text: String, tokenizer: any Tokenizer, title: String = "") throws {
    self.title = title
    labels = try tokenizer.encode(Array(text.utf8)).map { tokenizer.label(of: $0) }
  }

  public var tokenCount: Int { labels.count }

  private var heading: String {
    (title.isEmpty ? "" : "\(title) ") + "(\(labels.count) tokens): "
  }

  /// `|to|ken| iz|er|`.
  public var plainText: String { "  " + heading + "|" + labels.joined(separator: "|") + "|" }

  /// The tokens on two alternating backgrounds.
  public var colouredText: String {
    let backgrounds = ["\u{1B}[48;5;25m\u{1B}[97m", "\u{1B}[48;5;130m\u{1B}[97m"]
    let cells = labels.enumerated().map { index, label in
      backgrounds[index % 2] + label + "\u{1B}[0m"
    }
    return "  " + heading + cells.joined()
  }
}
