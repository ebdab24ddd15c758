import Corpora
import Foundation
import Groundwork

extension Notebook {
  /// Bytes that a text must have to be worked with.
  nonisolated private static var leastByteCount: Int { 10_000 }
  /// Kinds of text that a chart can still tell apart.
  nonisolated private static var mostKinds: Int { 6 }

  /// Reads the user's own text and sees to it that there is enough of it.
  ///
  /// - Throws: `CorpusError`, `TextDecodingError`, `NotebookError.corpusTooShort`.
  nonisolated public static func readCorpus(
    _ paths: [String], noting note: (TextNotice) -> Void = { _ in }
  ) throws -> Corpus {
    let corpora = try readCorpora(paths, noting: note)
    return Corpus.joined(corpora, name: corpora.map(\.name).joined(separator: " + "))
  }

  /// Reads the user's own text, one corpus a path: each path is a kind of text of its own, named
  /// after its file or folder.
  ///
  /// More than six paths (all the files of a folder, say), or paths with less than 10,000 bytes, are
  /// no kinds: they are read as one text.
  ///
  /// - Parameter note: is told what was recognized, read in another encoding, and left out.
  /// - Throws: `CorpusError`, `TextDecodingError`, `NotebookError.corpusTooShort`.
  nonisolated public static func readCorpora(
    _ paths: [String], noting note: (TextNotice) -> Void = { _ in }
  ) throws -> [Corpus] {
    guard !paths.isEmpty else { throw CorpusError.noPaths }
    var corpora = try paths.map { try Corpus.read(paths: [$0], for: .division, noting: note) }
    if corpora.count > mostKinds || corpora.contains(where: { $0.byteCount < leastByteCount }) {
      let name = corpora.count > mostKinds ? "\(corpora.count) files" : nil
      corpora = [
        Corpus.joined(corpora, name: name ?? corpora.map(\.name).joined(separator: " + "))
      ]
    }
    for corpus in corpora where corpus.byteCount < leastByteCount {
      throw NotebookError.corpusTooShort(
        name: corpus.name, byteCount: corpus.byteCount, needed: leastByteCount)
    }
    if corpora.count == paths.count {
      for (index, name) in kindNames(paths).enumerated() { corpora[index].name = name }
    }
    return corpora
  }

  /// What the paths' texts are called: the file or folder without extension; where two are called
  /// alike, with the folder above; where that does not help either, with a number.
  nonisolated static func kindNames(_ paths: [String]) -> [String] {
    let parts = paths.map { path -> (folder: String, name: String) in
      let url = URL(fileURLWithPath: path).standardizedFileURL
      return (
        url.deletingLastPathComponent().lastPathComponent,
        url.deletingPathExtension().lastPathComponent.replacing("_", with: " ")
      )
    }
    func isShared(_ name: String, _ names: [String]) -> Bool {
      names.count { $0 == name } > 1
    }
    let short = parts.map(\.name)
    let longer = parts.map { isShared($0.name, short) ? "\($0.folder)/\($0.name)" : $0.name }
    return longer.enumerated().map { index, name in
      isShared(name, longer) ? "\(name) \(index + 1)" : name
    }
  }

  /// A digest of the kinds of text and of what is in each; nil for the built-in worlds.
  nonisolated static func fingerprint(of corpora: [Corpus]) -> String? {
    guard corpora.count > 1 else { return corpora.first?.fingerprint }
    return Checksum.sha256(corpora.map(\.fingerprint).joined(separator: " "))
  }
}
