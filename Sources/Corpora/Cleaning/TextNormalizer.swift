import Foundation

/// One spelling for what looks the same.
///
/// - Line ends (CRLF, CR, vertical tab, form feed, U+0085, U+2028, U+2029) become LF.
/// - Control characters other than tab and LF go, and so do the invisible ones that only say where a
///   line may break: U+00AD, U+200B, U+2060, U+FEFF. Joiners (U+200C, U+200D) stay: scripts and
///   emoji need them.
/// - Spaces of other widths (U+00A0, U+2000…U+200A, U+202F, U+205F) become spaces.
/// - Characters are composed (Unicode's form NFC): "é" is one scalar, however it was typed; otherwise
///   the same word costs other tokens. Not NFKC, which would make "m²" into "m2" and "ﬁ" into two
///   letters: that loses what the author wrote.
/// - Space at the ends of lines goes, of several empty lines one stays, and the text ends with LF.
///   Indentation stays.
/// - A line that came to hold only `<|endoftext|>` gets a space before it, for it ends no document.
///
/// Normalizing twice changes nothing more.
public enum TextNormalizer {
  /// What was changed.
  public struct Counts: Sendable, Equatable {
    /// Line ends other than LF.
    public var lineEnds = 0
    /// Control and invisible characters, and bytes that were no UTF-8.
    public var removedCharacters = 0
    public var spaces = 0
    /// Lines that were not composed.
    public var composedLines = 0
    /// Empty lines beyond the first.
    public var emptyLines = 0

    public init() {}
  }

  /// The text of some UTF-8; empty where nothing but space is in it.
  public static func normalize(_ text: [UInt8], counts: inout Counts) -> [UInt8] {
    var mayDecompose = false
    // Nothing grows but a missing LF at the end, and the marker's line by one.
    let capacity = text.count + text.count / DocumentMarker.bytes.count + 16
    let plain = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      text.withUnsafeBufferPointer { text in
        var writer = LineWriter(out: base, counts: counts)
        mayDecompose = copy(text, to: &writer)
        writer.finish()
        count = writer.count
        counts = writer.counts
      }
    }
    return mayDecompose ? composed(plain, counts: &counts) : plain
  }

  /// The text alone.
  public static func normalize(_ text: [UInt8]) -> [UInt8] {
    var counts = Counts()
    return normalize(text, counts: &counts)
  }

  /// Copies a text character by character; says whether any may take part in a composition.
  private static func copy(
    _ text: UnsafeBufferPointer<UInt8>, to writer: inout LineWriter
  ) -> Bool {
    var mayDecompose = false
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte >= 0x20 && byte < 0x7F {
        writer.append(byte)
        i &+= 1
        continue
      }
      if byte < 0x80 {
        i &+= 1
        switch byte {
        case 0x09: writer.append(byte)
        case 0x0A: writer.endLine()
        case 0x0D:
          if i < text.count && text[i] == 0x0A { i &+= 1 }
          writer.endLine(isForeign: true)
        case 0x0B, 0x0C: writer.endLine(isForeign: true)
        default: writer.counts.removedCharacters += 1
        }
        continue
      }
      let length = UTF8Validation.sequenceLength(text, i)
      guard length > 0 else {
        writer.counts.removedCharacters += 1
        i &+= 1
        continue
      }
      var code = UInt32(byte) & (0x7F >> UInt32(length))
      for k in 1..<length { code = code << 6 | UInt32(text[i &+ k] & 0x3F) }
      switch code {
      case 0x85, 0x2028, 0x2029: writer.endLine(isForeign: true)
      case 0x80...0x9F, 0xAD, 0x200B, 0x2060, 0xFEFF: writer.counts.removedCharacters += 1
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F:
        writer.counts.spaces += 1
        writer.append(0x20)
      default:
        if !isAlwaysComposed(code) { mayDecompose = true }
        for k in 0..<length { writer.append(text[i &+ k]) }
      }
      i &+= length
    }
    return mayDecompose
  }

  /// Whether a scalar stands unchanged in every composed text, whatever stands around it: a part of
  /// those that have Unicode's property NFC_Quick_Check=Yes and combining class 0.
  private static func isAlwaysComposed(_ code: UInt32) -> Bool {
    switch code {
    case 0..<0x300, 0x388...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x2010...0x205E, 0x20A0...0x20BF,
      0x2190...0x21FF, 0x2200...0x2328, 0x232B...0x23FF, 0x2460...0x26FF, 0x3001...0x3029,
      0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xE000...0xF8FF,
      0x1F300...0x1FAFF:
      true
    default: false
    }
  }

  /// Composes the lines that hold a scalar which may need it.
  private static func composed(_ text: [UInt8], counts: inout Counts) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.contains(where: { $0 >= 0xCC }) {
        let old = String(decoding: line, as: UTF8.self)
        let new = old.precomposedStringWithCanonicalMapping
        if !new.utf8.elementsEqual(line) { counts.composedLines += 1 }
        out += Array(new.utf8)
      } else {
        out += line
      }
      out.append(0x0A)
    }
    // The text ended with LF: behind it was an empty part.
    if !out.isEmpty { out.removeLast() }
    return out
  }

  /// Writes lines: without space at their ends, and never two empty ones in a row.
  private struct LineWriter {
    private let out: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    var counts: Counts
    private var lineStart = 0
    // Empty lines at the beginning go.
    private var followsEmptyLine = true

    init(out: UnsafeMutablePointer<UInt8>, counts: Counts) {
      self.out = out
      self.counts = counts
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      out[count] = byte
      count &+= 1
    }

    mutating func endLine(isForeign: Bool = false) {
      if isForeign { counts.lineEnds += 1 }
      while count > lineStart && (out[count - 1] == 0x20 || out[count - 1] == 0x09) { count -= 1 }
      if count == lineStart {
        guard !followsEmptyLine else {
          counts.emptyLines += 1
          return
        }
        followsEmptyLine = true
      } else {
        followsEmptyLine = false
        let line = UnsafeBufferPointer(start: out + lineStart, count: count - lineStart)
        if DocumentMarker.matches(line) {
          (out + lineStart + 1).update(from: out + lineStart, count: line.count)
          out[lineStart] = 0x20
          count += 1
        }
      }
      append(0x0A)
      lineStart = count
    }

    mutating func finish() {
      if count > lineStart { endLine() }
      // An empty line at the end goes.
      if followsEmptyLine && count > 0 { count -= 1 }
    }
  }
}
