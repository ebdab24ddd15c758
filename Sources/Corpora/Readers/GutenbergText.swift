/// The text of a book of Project Gutenberg without what stands before and after it.
enum GutenbergText {
  /// Where the book itself stands: between the lines `*** START OF …` and `*** END OF …`, without
  /// who produced the file. All of a text without a starting line.
  static func body(of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard let start = markerLine(in: text, "START OF TH", within: 0..<text.count) else {
      return 0..<text.count
    }
    var end = text.count
    if let line = markerLine(in: text, "END OF TH", within: start.upperBound..<text.count) {
      end = line.lowerBound
      // The sentence above that line, which may run over two lines.
      let near = max(start.upperBound, end - 400)..<end
      for opening in ["End of the Project Gutenberg", "End of Project Gutenberg"] {
        if let sentence = lineStart(of: opening, in: text, within: near) {
          end = min(end, sentence)
        }
      }
    }
    let begin = afterCredits(text, start.upperBound..<end)
    return begin..<max(begin, end)
  }

  /// The line that begins with `***` and holds some words and "PROJECT GUTENBERG"; where the title
  /// is long, with the line that closes it.
  private static func markerLine(
    in text: UnsafeBufferPointer<UInt8>, _ words: String, within range: Range<Int>
  ) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = lineEnd(text, start, range.upperBound)
      if end - start > 30, text[start..<(start + 3)].allSatisfy({ $0 == UInt8(ascii: "*") }) {
        let line = String(decoding: text[start..<end], as: UTF8.self).uppercased()
        if line.contains(words), line.contains("PROJECT GUTENBERG") {
          if !line.dropFirst(3).contains("***"), end < range.upperBound {
            let next = lineEnd(text, end + 1, range.upperBound)
            if String(decoding: text[(end + 1)..<next], as: UTF8.self).contains("***") {
              end = next
            }
          }
          return start..<min(end + 1, range.upperBound)
        }
      }
      start = end + 1
    }
    return nil
  }

  /// Skips empty lines and a first paragraph about who produced the file.
  private static func afterCredits(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let credits = [
      "Produced by", "E-text prepared by", "This eBook was produced by", "Transcribed",
    ]
    var start = range.lowerBound
    while start < range.upperBound, text[start] <= 0x20 { start += 1 }
    let paragraph = UnsafeBufferPointer(rebasing: text[start..<range.upperBound])
    guard credits.contains(where: { paragraph.starts(with: $0.utf8) }) else { return start }
    var line = start
    while line < range.upperBound {
      let end = lineEnd(text, line, range.upperBound)
      guard text[line..<end].contains(where: { $0 > 0x20 }) else { break }
      line = end + 1
    }
    return min(line, range.upperBound)
  }

  private static func lineStart(
    of words: String, in text: UnsafeBufferPointer<UInt8>, within range: Range<Int>
  ) -> Int? {
    let words = Array(words.utf8)
    return range.first { i in
      (i == 0 || text[i - 1] == 0x0A) && i + words.count <= range.upperBound
        && text[i..<(i + words.count)].elementsEqual(words)
    }
  }

  private static func lineEnd(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Int {
    var end = start
    while end < limit && text[end] != 0x0A { end &+= 1 }
    return min(end, limit)
  }
}
