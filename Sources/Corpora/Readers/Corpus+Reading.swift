import Foundation

extension Corpus {
  /// Reads files and folders of text with `TextFileReader`, every document as it stands in its file.
  ///
  /// - Parameters:
  ///   - purpose: what is read of folders that were cleaned; the test part is never read.
  ///   - frames: whether what publishers put around texts goes.
  ///   - note: is told what was recognized, read in another encoding than UTF-8, and left out.
  /// - Throws: `CorpusError`, `TextDecodingError`.
  public static func read(
    paths: [String], for purpose: TextFileReader.Purpose = .everything,
    frames: TextFileReader.Frames = .kept, noting note: (TextNotice) -> Void = { _ in }
  ) throws -> Corpus {
    var reader = TextFileReader(frames: frames, purpose: purpose)
    var documents: [Document] = []
    try reader.read(paths: paths) { if $0.part != .test { documents.append($0) } }
    reader.notices.forEach(note)
    return Corpus(name: TextFolder.name(of: paths), documents: documents)
  }

  /// Throws where a path leads to what can be read only once.
  public static func requireRepeatable(_ paths: [String]) throws(CorpusError) {
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      let kind = status.st_mode & S_IFMT
      if kind != S_IFREG && kind != S_IFDIR { throw .onceOnly(path: path) }
    }
  }
}
