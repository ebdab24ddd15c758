import Corpora
import Foundation
import Groundwork

extension Notebook {
  /// The file of a model that others trained, where it is here: fetched by name, or in a mirror that is a
  /// folder. Nil where it is not, and in the smoke tier, which has no time for it.
  public func existingModelPath(_ name: String) -> String? {
    guard tier != .smoke, let set = try? DataSet.named(name) else { return nil }
    return try? DataSetCache.standard().place(of: set, mirror: try DataMirror())
  }

  /// The prose of some chapters of this book, a document each: English that no model has been trained on yet.
  ///
  /// - Parameter numbers: "00" to "09".
  /// - Throws: `FileError`.
  public func bookProse(ofChapters numbers: Set<String>) throws -> [[UInt8]] {
    let chapters = "\(root)/Chapters"
    let names = try FileManager.default.contentsOfDirectory(atPath: chapters).sorted()
    return try names.filter { numbers.contains(String($0.prefix(2))) }.map { name in
      let source = try ChapterSource.read("\(chapters)/\(name)")
      return Array(source.prose.joined(separator: "\n\n").utf8)
    }
  }
}

extension ChapterSource {
  /// The prose of all files, a cell each.
  var prose: [String] {
    files.flatMap(\.cells).compactMap { cell in
      if case .prose(let text, _) = cell { text } else { nil }
    }
  }
}
