import Foundation
import Groundwork

/// What a chapter displayed, each with the line of its source that did.
public struct ChapterOutputs: Codable, Equatable, Sendable {
  public struct Output: Codable, Equatable, Sendable {
    /// The line of the call in the chapter's source, from 1.
    public var line: Int
    /// What the woven page shows.
    public var markdown: String
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
