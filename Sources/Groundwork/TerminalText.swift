/// Text from files made fit for a terminal: what would move the cursor, change colours, ring or turn the
/// direction of writing is shown, not obeyed.
///
///     TerminalText.safe("red\u{1B}[31m")        // red\u{1B}[31m, as these characters
///
/// Escaped are the control characters of C0 and C1 but tab and end of line, DEL, and the marks that
/// embed, override and isolate directions (U+202A…U+202E, U+2066…U+2069). Everything that comes out of a
/// file or a command line passes here on its way to a person; what the workbook itself draws does not.
public enum TerminalText {
  public static func safe(_ text: some StringProtocol) -> String {
    escaped(text) { "\\u{\(String($0, radix: 16, uppercase: true))}" }
  }

  /// JSON text that means the same and is fit for a terminal: such characters stand only in its
  /// strings, where `\u009b` is as good.
  public static func safe(json text: String) -> String {
    escaped(text) { value in
      let digits = String(value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// A name from a file, cut after 80 characters and stripped of control characters, so that a message
  /// that quotes it stays a line.
  public static func oneLine(_ name: String) -> String {
    let visible = name.unicodeScalars.prefix(80).map { $0.value < 32 ? "?" : String($0) }
    return visible.joined() + (name.unicodeScalars.count > 80 ? "…" : "")
  }

  /// The lines of a text that is broken between its words.
  ///
  /// - Parameters:
  ///   - width: the most that a line takes, but for a longer word.
  ///   - measure: what a word takes: its characters.
  public static func wrapped(
    _ text: some StringProtocol, width: Int, measure: (Substring) -> Int = \.count
  ) -> [String] {
    var lines: [(text: String, width: Int)] = []
    for word in String(text).split(separator: " ") {
      let count = measure(word)
      if let last = lines.last, last.width + 1 + count <= width {
        lines[lines.count - 1] = (last.text + " " + word, last.width + 1 + count)
      } else {
        lines.append((String(word), count))
      }
    }
    return lines.map(\.text)
  }

  private static func escaped(
    _ text: some StringProtocol, _ escape: (UInt32) -> String
  ) -> String {
    // Nearly every text holds none of these.
    guard text.unicodeScalars.contains(where: isUnsafe) else { return String(text) }
    var safe = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        safe += escape(scalar.value)
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// The same for a stream of bytes in UTF-8, whose characters may come in parts.
///
///     var filter = TerminalFilter()
///     filter.safe([0x1B, 0x5B])                 // \u{1B}[
public struct TerminalFilter: Sendable {
  /// The beginning of a character that may be one to escape.
  private var pending: [UInt8] = []

  public init() {}

  /// What to write of the next bytes; the beginning of a character waits for its end.
  public mutating func safe(_ bytes: [UInt8]) -> [UInt8] {
    let bytes = pending + bytes
    pending = []
    var end = bytes.count
    // Of these the first byte, or the first two, stand at the end.
    for count in 1...2 where bytes.count >= count {
      let tail = bytes[(bytes.count - count)...]
      if [[0xC2], [0xE2], [0xE2, 0x80], [0xE2, 0x81]].contains(Array(tail)) {
        end = bytes.count - count
      }
    }
    pending = Array(bytes[end...])
    var safe: [UInt8] = []
    var rest = bytes[..<end]
    // Bytes that are no UTF-8 pass as they are.
    while let byte = rest.first {
      let count = byte < 0xC2 ? 1 : byte == 0xC2 ? 2 : byte == 0xE2 ? 3 : 1
      let part = rest.prefix(count)
      if let text = String(validating: part, as: UTF8.self) {
        safe += Array(TerminalText.safe(text).utf8)
      } else {
        safe.append(byte)
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(count)
    }
    return safe
  }

  /// What still waits.
  public mutating func finish() -> [UInt8] {
    defer { pending = [] }
    return pending
  }
}
