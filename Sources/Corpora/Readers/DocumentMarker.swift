/// The line that ends a document: `<|endoftext|>` and nothing else, whatever ends lines in the text (LF,
/// CRLF or CR).
enum DocumentMarker {
  static let bytes = Array("<|endoftext|>".utf8)

  /// Whether a line, without its line end, is the marker.
  static func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count == bytes.count && line.elementsEqual(bytes)
  }

  /// Calls a function with each document of a text, in order.
  ///
  /// A byte-order mark at the beginning is no part of the first document; a document of white space
  /// is none.
  static func forEachDocument(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = start
    func close(_ end: Int) throws {
      let part = UnsafeBufferPointer(rebasing: text[start..<end])
      if part.contains(where: { $0 > 0x20 }) { try body(part) }
    }
    while line < text.count {
      var end = line
      while end < text.count && text[end] != 0x0A && text[end] != 0x0D { end &+= 1 }
      var next = min(end + 1, text.count)
      if next < text.count && text[end] == 0x0D && text[next] == 0x0A { next += 1 }
      if text[line] == bytes[0], matches(UnsafeBufferPointer(rebasing: text[line..<end])) {
        try close(line)
        start = next
      }
      line = next
    }
    try close(text.count)
  }
}
