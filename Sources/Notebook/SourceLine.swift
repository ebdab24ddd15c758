/// A line of a chapter's source, as a call of the notebook knows it.
struct SourceLine: Hashable, Sendable {
  /// `2-Unigram.swift`.
  let file: String
  /// From 1.
  let number: Int

  /// - Parameters:
  ///   - fileID: what `#fileID` says, `chapter_01_tokenizer/2-Unigram.swift`.
  ///   - number: what `#line` says.
  init(_ fileID: String, _ number: Int) {
    file = fileID.split(separator: "/").last.map(String.init) ?? fileID
    self.number = number
  }
}
