import Foundation
import Groundwork

/// Reads files and folders of text, document by document, whatever encoding they are in: the one reader
/// of every verb and chapter.
///
///     var reader = TextFileReader(frames: .removed)
///     try reader.read(paths: ["filings", "notes.txt"]) { document in … }
///     reader.notes                              // files that were not simply UTF-8
///
/// A file is mapped rather than read, so that only the document at hand is in memory; a file that is
/// not UTF-8 is decoded as a whole first (`DecodedText`). A line that holds only `<|endoftext|>` ends a
/// document; a byte-order mark at the beginning is dropped.
public struct TextFileReader {
  /// What becomes of what Project Gutenberg and EDGAR put around and between texts.
  public enum Frames: Sendable {
    /// Documents are read as they stand.
    case kept
    /// Headers, licences and marks of pages and tables are taken away.
    case removed
  }

  /// A file that was not simply UTF-8.
  public struct Note: Sendable, Equatable {
    public let path: String
    /// The encoding it was in, or nil where it was passed over.
    public let encoding: TextEncoding?
    public let replacedByteCount: Int
    /// Why it was passed over.
    public let problem: String?

    /// One line.
    public var summary: String {
      guard let encoding else { return "passed over: \(problem ?? path)" }
      let replaced = replacedByteCount > 0 ? ", \(replacedByteCount) bytes replaced" : ""
      return "\(path): read as \(encoding.rawValue)\(replaced)"
    }
  }

  /// Files that had to be repaired or passed over.
  public private(set) var notes: [Note] = []
  public private(set) var fileCount = 0
  /// Bytes of all files that were read.
  public private(set) var byteCount = 0

  public let frames: Frames

  public init(frames: Frames = .removed) { self.frames = frames }

  /// Reads files, and folders with everything below them in the order of the paths' bytes.
  ///
  /// In a folder, hidden files are left alone, and files that are no text or cannot be read are noted
  /// and passed over; a file that is named must be text.
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
        for file in try TextFolder.files(below: path) {
          do {
            try read(try bytes(of: file), path: file, take)
          } catch let error as TextDecodingError {
            passOver(file, error)
          } catch let error as CorpusError where error == .unreadable(path: file) {
            passOver(file, error)
          }
        }
      } else {
        try read(try bytes(of: path), path: path, take)
      }
      guard count > 0 else { throw CorpusError.empty(path: path) }
    }
  }

  private mutating func passOver(_ file: String, _ error: any UserFacingError) {
    notes.append(Note(path: file, encoding: nil, replacedByteCount: 0, problem: error.description))
  }

  private func bytes(of path: String) throws(CorpusError) -> Data {
    // Nothing can be mapped of an empty file, or of what is no file.
    let isMapped = DataSetCache.size(path).map { $0 > 0 } ?? false
    do {
      return try Data(
        contentsOf: URL(fileURLWithPath: path), options: isMapped ? .alwaysMapped : [])
    } catch {
      throw .unreadable(path: path)
    }
  }

  private mutating func read(
    _ data: Data, path: String, _ body: (Document) throws -> Void
  ) throws {
    fileCount += 1
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
      try body(Document(name: "\(path)#\(number)", bytes: bytes(ofDocument: part)))
    }
  }

  private func bytes(ofDocument part: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard frames == .removed else { return Array(part) }
    return FilingText.withoutMarks(
      UnsafeBufferPointer(rebasing: part[GutenbergText.body(of: part)]))
  }
}
