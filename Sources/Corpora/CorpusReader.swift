import Foundation
import Groundwork

extension Corpus {
  /// Reads files and folders of UTF-8 text.
  ///
  /// A folder is read with everything below it, in the order of the paths' bytes; hidden files and
  /// files that are no UTF-8 text (pictures, archives) are passed over there. A file that is named
  /// must be UTF-8. A line that holds only `<|endoftext|>` ends a document; a byte-order mark at the
  /// beginning is dropped.
  ///
  /// - Throws: `CorpusError`.
  public static func read(paths: [String]) throws(CorpusError) -> Corpus {
    guard !paths.isEmpty else { throw .noPaths }
    var documents: [Document] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw .missing(path: path)
      }
      if isFolder.boolValue {
        var found: [Document] = []
        for file in try files(below: path) {
          guard let bytes = try? AtomicFile.read(file), firstInvalidByte(in: bytes) == nil else {
            continue
          }
          found += split(bytes, path: file)
        }
        guard !found.isEmpty else { throw .empty(path: path) }
        documents += found
      } else {
        documents += try readFile(path)
      }
    }
    let name = paths.map { ($0 as NSString).lastPathComponent }.joined(separator: " + ")
    return Corpus(name: name, documents: documents)
  }

  private static func readFile(_ path: String) throws(CorpusError) -> [Document] {
    guard let bytes = try? AtomicFile.read(path) else { throw .unreadable(path: path) }
    if let invalid = firstInvalidByte(in: bytes) {
      let line = bytes[..<invalid].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      throw .invalidUTF8(path: path, byte: invalid, line: line)
    }
    let documents = split(bytes, path: path)
    guard !documents.isEmpty else { throw .empty(path: path) }
    return documents
  }

  static func files(below folder: String) throws(CorpusError) -> [String] {
    guard
      let walk = FileManager.default.enumerator(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.isRegularFileKey],
        options: [.skipsHiddenFiles])
    else { throw .unreadable(path: folder) }
    var paths: [String] = []
    for case let url as URL in walk {
      if (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true {
        paths.append(url.path)
      }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Cuts a text at the lines that hold only `<|endoftext|>`; documents of white space are dropped.
  static func split(_ bytes: [UInt8], path: String) -> [Document] {
    var documents: [Document] = []
    bytes.withUnsafeBufferPointer { text in
      DocumentMarker.forEachDocument(in: text) { part in
        documents.append(Document(name: "\(path)#\(documents.count + 1)", bytes: Array(part)))
      }
    }
    return documents
  }

  /// Where the first byte stands that belongs to no valid UTF-8 sequence (RFC 3629), or nil.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) }
  }
}
