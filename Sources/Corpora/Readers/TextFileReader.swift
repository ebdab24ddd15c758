import Foundation

/// Reads files and folders of text, document by document, whatever encoding they are in.
///
/// A file is mapped rather than read, so that only the document at hand is in memory; a file that is
/// not UTF-8 is decoded as a whole first (`DecodedText`). Documents end at the marker line, as in
/// `Corpus.read`, and what Project Gutenberg or EDGAR put around or between the text is taken away.
public struct TextFileReader {
  /// A file that was not simply UTF-8.
  public struct Note: Sendable, Equatable {
    public let path: String
    /// The encoding it was in, or nil where it was passed over.
    public let encoding: TextEncoding?
    public let replacedByteCount: Int
    /// Why it was passed over.
    public let problem: String?
  }

  /// Files that had to be repaired or passed over.
  public private(set) var notes: [Note] = []
  public private(set) var fileCount = 0
  /// Bytes of all files that were read.
  public private(set) var byteCount = 0

  public init() {}

  /// Reads files, and folders with everything below them in the order of the paths' bytes.
  ///
  /// In a folder, hidden files are left alone, and files that are no text are noted and passed over;
  /// a file that is named must be text.
  ///
  /// - Parameter body: gets each document, in order.
  /// - Throws: `CorpusError`, `TextDecodingError`, and what `body` throws.
  public mutating func read(paths: [String], _ body: (Document) throws -> Void) throws {
    guard !paths.isEmpty else { throw CorpusError.noPaths }
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CorpusError.missing(path: path)
      }
      var count = 0
      func take(_ document: Document) throws {
        count += 1
        try body(document)
      }
      if isFolder.boolValue {
        for file in try Corpus.files(below: path) {
          do {
            try read(file: file, take)
          } catch let error as TextDecodingError {
            notes.append(
              Note(path: file, encoding: nil, replacedByteCount: 0, problem: error.description))
          }
        }
      } else {
        try read(file: path, take)
      }
      guard count > 0 else { throw CorpusError.empty(path: path) }
    }
  }

  private mutating func read(file path: String, _ body: (Document) throws -> Void) throws {
    guard let size = DataSetCache.size(path) else { throw CorpusError.unreadable(path: path) }
    fileCount += 1
    // Nothing can be mapped of an empty file.
    guard size > 0 else { return }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    else { throw CorpusError.unreadable(path: path) }
    byteCount += data.count
    try data.withUnsafeBytes { (raw: UnsafeRawBufferPointer) in
      try read(raw.bindMemory(to: UInt8.self), path: path, body)
    }
  }

  /// Reads the documents of a file's bytes.
  public mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, _ body: (Document) throws -> Void
  ) throws {
    let isPlain =
      UTF8Validation.firstInvalidByte(in: bytes) == nil && !bytes.contains(0)
    guard !isPlain else { return try cut(bytes, path: path, body) }
    let text = try DecodedText(bytes, path: path)
    if text.encoding != .utf8 {
      notes.append(
        Note(
          path: path, encoding: text.encoding, replacedByteCount: text.replacedByteCount,
          problem: nil))
    }
    try text.bytes.withUnsafeBufferPointer { try cut($0, path: path, body) }
  }

  private func cut(
    _ text: UnsafeBufferPointer<UInt8>, path: String, _ body: (Document) throws -> Void
  ) throws {
    var number = 0
    try DocumentMarker.forEachDocument(in: text) { part in
      number += 1
      let novel = UnsafeBufferPointer(rebasing: part[GutenbergText.body(of: part)])
      try body(Document(name: "\(path)#\(number)", bytes: FilingText.withoutMarks(novel)))
    }
  }
}
