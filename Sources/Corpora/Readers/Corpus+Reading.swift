extension Corpus {
  /// Reads files and folders of text with `TextFileReader`, every document as it stands in its file.
  ///
  /// - Parameters:
  ///   - frames: whether what publishers put around texts goes.
  ///   - note: is told of files that were read in another encoding than UTF-8.
  /// - Throws: `CorpusError`, `TextDecodingError`.
  public static func read(
    paths: [String], frames: TextFileReader.Frames = .kept,
    noting note: (TextFileReader.Note) -> Void = { _ in }
  ) throws -> Corpus {
    var reader = TextFileReader(frames: frames)
    var documents: [Document] = []
    try reader.read(paths: paths) { documents.append($0) }
    for entry in reader.notes where entry.encoding != nil { note(entry) }
    return Corpus(name: TextFolder.name(of: paths), documents: documents)
  }
}
