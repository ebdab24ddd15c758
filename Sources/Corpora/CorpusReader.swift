import Foundation
import Tensors

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

  private static func files(below folder: String) throws(CorpusError) -> [String] {
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
    let marker = Array("<|endoftext|>".utf8)
    var documents: [Document] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = start
    func close(_ end: Int) {
      let part = bytes[start..<end]
      if part.contains(where: { $0 > 0x20 }) {
        documents.append(Document(name: "\(path)#\(documents.count + 1)", bytes: Array(part)))
      }
    }
    while line < bytes.count {
      var end = line
      while end < bytes.count && bytes[end] != 0x0A { end += 1 }
      let length = end > line && bytes[end - 1] == 0x0D ? end - 1 - line : end - line
      if length == marker.count && bytes[line..<(line + length)].elementsEqual(marker) {
        close(line)
        start = min(end + 1, bytes.count)
      }
      line = end + 1
    }
    close(bytes.count)
    return documents
  }

  /// Where the first byte stands that belongs to no valid UTF-8 sequence (RFC 3629), or nil.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { text in
      var i = 0
      while i < text.count {
        let byte = text[i]
        if byte < 0x80 {
          i &+= 1
          continue
        }
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch byte {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return i
        }
        guard i + length <= text.count, (low...high).contains(text[i + 1]) else { return i }
        for k in 2..<max(length, 2) where text[i + k] & 0xC0 != 0x80 { return i }
        i &+= length
      }
      return nil
    }
  }
}
