/// A page of the book: a chapter, or what stands beside the chapters.
public struct BookPage: Sendable {
  public enum Kind: Equatable, Sendable {
    /// What the book opens with.
    case front
    /// A chapter, by its number, or one of the parts that it is cut into.
    case chapter(Int, part: Int = 1)
    /// A page beside the chapters: a glossary, the references.
    case appendix
  }

  /// A heading, for lists of contents.
  public struct Section: Equatable, Sendable {
    /// The heading's id, unique on its page.
    public let id: String
    public let title: String
    /// 2 for a section, 3 for what is below it.
    public let level: Int
  }

  /// The page's name in addresses, `02-attention`, `02-attention-2` for its second part; `index` for the
  /// front page.
  public let name: String
  public let kind: Kind
  public let title: String
  /// A language tag, `en`.
  public let language: String
  /// What it was made from, from the workbook's folder: `Chapters/02-Attention/README.md`.
  public let source: String
  /// The page without any frame. Links to other pages are `NAME.html`, those to pictures
  /// `images/FILE`; headings have ids; code is highlighted.
  public internal(set) var body: [Markup]
  /// The headings behind the title, in order.
  public internal(set) var sections: [Section]
  /// The exercises whose tasks stand at the end of the page, in order.
  public let exercises: [BookExercise]
  /// Pictures that the page shows, from the workbook's folder: `Plots/02-scale.svg`; forms for phones among
  /// them.
  public let images: [String]

  /// `body` as HTML that is well-formed XML, too.
  public var html: String { body.html }
}

/// An exercise as the book prints it.
public struct BookExercise: Equatable, Sendable {
  /// Chapter and number: `2.3`.
  public let id: String
  public let title: String
  /// `function, 10 minutes`.
  public let note: String
  /// What to do: Markdown.
  public let task: String
  /// What to type for a verdict.
  public let command: String

  public init(id: String, title: String, note: String, task: String, command: String) {
    self.id = id
    self.title = title
    self.note = note
    self.task = task
    self.command = command
  }

  /// The id of its place on the chapter's page, `exercise-2-3`.
  public var anchor: String { "exercise-" + id.replacing(".", with: "-") }

  /// The chapter's number: 2 of `2.3`.
  public var chapter: Int { Int(id.prefix { $0 != "." }) ?? 0 }
}
