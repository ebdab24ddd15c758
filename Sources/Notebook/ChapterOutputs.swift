import Foundation
import Groundwork

/// What a chapter displayed, each with the file and the line of its source that did.
public struct ChapterOutputs: Codable, Equatable, Sendable {
  public struct Output: Codable, Equatable, Sendable {
    /// The file of the call, `2-Unigram.swift`.
    public var file: String
    /// The line of the call in its file, from 1.
    public var line: Int
    /// What the woven page shows.
    public var markdown: String

    public init(file: String, line: Int, markdown: String) {
      self.file = file
      self.line = line
      self.markdown = markdown
    }

    /// Results stored before there were sections name no file.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      file =
        try container.decodeIfPresent(String.self, forKey: .file) ?? ChapterSource.mainName
      line = try container.decode(Int.self, forKey: .line)
      markdown = try container.decode(String.self, forKey: .markdown)
    }
  }

  public var chapter: String
  public var outputs: [Output] = []

  init(chapter: String) { self.chapter = chapter }

  /// Writes the outputs, whole or not at all.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try AtomicFile.write([UInt8](try encoder.encode(self)), to: path)
  }

  /// Reads stored outputs.
  public static func read(_ path: String) throws -> ChapterOutputs {
    let bytes = try AtomicFile.read(path)
    guard let outputs = try? JSONDecoder().decode(ChapterOutputs.self, from: Data(bytes)) else {
      throw NotebookError.damaged(path: path)
    }
    return outputs
  }
}
