/// Company filings as EDGAR keeps them: plain text with marks for pages and tables.
enum FilingText {
  private static let tags = Set(
    ["PAGE", "TABLE", "/TABLE", "CAPTION", "/CAPTION", "S", "C", "FN", "F1", "F2"].map {
      Array($0.utf8)
    })

  /// The text without the lines that hold marks alone: `<PAGE>`, also with the page's number beside
  /// it, `<TABLE>`, and the row of `<S>` and `<C>` that says where columns begin.
  static func withoutMarks(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "<")) else { return Array(text) }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count && text[end] != 0x0A { end &+= 1 }
      let next = min(end + 1, text.count)
      if !isMarks(text[start..<end]) { out += text[start..<next] }
      start = next
    }
    return out
  }

  private static func isMarks(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = line
    var found = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "<") {
        guard let close = rest.firstIndex(of: UInt8(ascii: ">")),
          tags.contains(Array(rest[(rest.startIndex + 1)..<close]))
        else { return false }
        found = true
        rest = rest[(close + 1)...]
      } else if byte <= 0x20 || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) {
        rest = rest.dropFirst()
      } else {
        return false
      }
    }
    return found
  }
}
