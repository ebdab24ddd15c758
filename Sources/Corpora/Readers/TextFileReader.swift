import Foundation
import Groundwork

/// Reads files and folders of text, document by document, whatever encoding they are in: the one reader
/// of every verb and chapter.
///
///     var reader = TextFileReader(frames: .removed)
///     try reader.read(paths: ["filings", "notes.txt"]) { document in … }
///     reader.notices                            // what whoever gave the paths should read
///
/// A file is mapped rather than read, so that only the document at hand is in memory; a file that is
/// not UTF-8 is decoded as a whole first (`DecodedText`), and what cannot be mapped (a pipe) is read to
/// its end. A line that holds only `<|endoftext|>` ends a document; a byte-order mark at the beginning is
/// dropped.
///
/// A folder that `CleanedCorpus.write` made is recognized by its report (`CleanedFolder`), and what is
/// read of it depends on the purpose.
public struct TextFileReader {
  /// What becomes of what Project Gutenberg and EDGAR put around and between texts.
  public enum Frames: Sendable {
    /// Documents are read as they stand.
    case kept
    /// Headers, licences and marks of pages and tables are taken away.
    case removed
  }

  /// What the text is for, which decides what is read of a cleaned folder.
  public enum Purpose: Sendable {
    /// All parts, to be divided anew.
    case everything
    /// All parts, each document marked with its own (`Document.part`); also where only the folder's
    /// `training.txt` is named.
    case division
    /// The training part.
    case vocabulary
    /// The validation part, if there is one.
    case measurement
  }

  /// Files that had to be repaired or passed over.
  public private(set) var notes: [Note] = []
  /// What was recognized, a line each.
  private(set) var recognized: [String] = []
  public private(set) var fileCount = 0
  /// Bytes of all files that were read.
  public private(set) var byteCount = 0

  public let frames: Frames
  public let purpose: Purpose

  public init(frames: Frames = .removed, purpose: Purpose = .everything) {
    self.frames = frames
    self.purpose = purpose
  }

  /// Reads files, and folders with everything below them in the order of the paths' bytes.
  ///
  /// In a folder, hidden files are left alone, links are followed, and files that are no text or cannot
  /// be read are noted and passed over; a file that is named must be text.
  ///
  /// - Parameter body: gets each document, in order.
  /// - Throws: `CorpusError`, `TextDecodingError`, and what `body` throws.
  public mutating func read(paths: [String], _ body: (Document) throws -> Void) throws {
    guard !paths.isEmpty else { throw CorpusError.noPaths }
    let sources = try TextSource.sources(paths, purpose: purpose)
    for source in sources {
      recognized += source.recognized
      for stray in source.strays {
        notes.append(
          Note(
            path: stray.path, encoding: nil, reason: stray.reason,
            problem: "\(stray.path): \(Self.problem(stray.reason))"))
      }
      var count = 0
      for entry in source.entries {
        func take(_ document: Document) throws {
          count += 1
          var document = document
          document.part = entry.part
          try body(document)
        }
        do {
          try read(entry.file, take)
        } catch let error as TextDecodingError where source.isFolder {
          passOver(entry.file, error, error.isPerhapsText ? .unknownEncoding : .noText)
        } catch let error as CorpusError where source.isFolder && error.isUnreadable {
          passOver(entry.file, error, .unreadable)
        }
      }
      guard count > 0 else {
        let leftOut = source.isFolder ? notices.last?.summary : nil
        throw CorpusError.empty(path: source.path, leftOut: leftOut)
      }
    }
  }

  private mutating func passOver(
    _ file: TextFolder.File, _ error: any UserFacingError, _ reason: Note.Reason
  ) {
    notes.append(
      Note(path: file.path, encoding: nil, reason: reason, problem: error.description))
  }

  private static func problem(_ reason: Note.Reason) -> String {
    switch reason {
    case .brokenLink: "a link that leads nowhere"
    case .unreadable: "cannot be read"
    default: "no regular file"
    }
  }

  private mutating func read(
    _ file: TextFolder.File, _ body: (Document) throws -> Void
  ) throws {
    try TextFileBytes.with(file) { bytes in
      try read(bytes, path: file.path, body)
      fileCount += 1
      byteCount += bytes.count
    }
  }

  /// Reads the documents of a file's bytes.
  public mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, _ body: (Document) throws -> Void
  ) throws {
    let isPlain =
      UTF8Validation.firstInvalidByte(in: bytes) == nil && !bytes.contains(0)
      && FileSignature.kind(of: bytes) == nil
    guard !isPlain else { return try cut(bytes, path: path, body) }
    let text = try DecodedText(bytes, path: path)
    if text.encoding != .utf8 || text.zeroByteCount > 0 {
      notes.append(
        Note(
          path: path, encoding: text.encoding, replacedByteCount: text.replacedByteCount,
          zeroByteCount: text.zeroByteCount))
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
