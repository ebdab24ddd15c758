/// One line that whoever gave a text should read: what was taken for what, and what was left out.
public struct TextNotice: Sendable, Equatable {
  public let summary: String

  public init(_ summary: String) { self.summary = summary }
}
