import Foundation
import Groundwork

extension TextFileReader {
  /// A file that was not simply UTF-8.
  public struct Note: Sendable, Equatable {
    /// Why a file was passed over.
    public enum Reason: String, Sendable, CaseIterable {
      case noText, unknownEncoding, unreadable, brokenLink, special
    }

    public let path: String
    /// The encoding it was in, or nil where it was passed over.
    public let encoding: TextEncoding?
    public var replacedByteCount = 0
    /// Zero bytes that stand in it.
    public var zeroByteCount = 0
    /// Why it was passed over: the kind, and the error in words.
    public var reason: Reason?
    public var problem: String?

    /// One line.
    public var summary: String {
      guard let encoding else { return "passed over: \(problem ?? path)" }
      if zeroByteCount > 0 { return "\(path): \(Plural.count(zeroByteCount, "zero byte")) in it" }
      let replaced =
        replacedByteCount > 0 ? ", \(Plural.count(replacedByteCount, "byte")) replaced" : ""
      return "\(path): read as \(encoding.rawValue)\(replaced)"
    }
  }

  /// What to tell whoever gave the paths: a line for each encoding and for each reason to leave files
  /// out, and first what was recognized.
  public var notices: [TextNotice] {
    var lines = recognized
    for encoding in [
      TextEncoding.utf8, .damagedUTF8, .utf16LittleEndian, .utf16BigEndian, .windows1252,
    ] {
      let files = notes.filter { $0.encoding == encoding }
      guard files.count > 1 else {
        lines += files.map(\.summary)
        continue
      }
      let bytes = files.reduce(0) { $0 + $1.replacedByteCount }
      let what =
        encoding == .utf8
        ? "have zero bytes in them"
        : "read as \(encoding.rawValue)"
          + (bytes > 0 ? ", \(Plural.count(bytes, "byte")) replaced" : "")
      lines.append("\(files.count) files \(what): \(Self.listed(files.map(\.path)))")
    }
    for reason in Note.Reason.allCases {
      let files = notes.filter { $0.reason == reason }
      guard let first = files.first else { continue }
      lines.append(
        files.count == 1
          ? "left out \(first.problem ?? first.path)"
          : "left out \(files.count) \(Self.words(reason)): "
            + (reason == .noText
              ? Self.kinds(files.map(\.path)) : Self.listed(files.map(\.path))))
    }
    return lines.map(TextNotice.init)
  }

  private static func words(_ reason: Note.Reason) -> String {
    switch reason {
    case .noText: "files that are no text"
    case .unknownEncoding: "texts whose encoding cannot be told (convert them to UTF-8)"
    case .unreadable: "files and folders that cannot be read"
    case .brokenLink: "links that lead nowhere"
    case .special: "that are no regular files"
    }
  }

  /// The first few of some paths.
  private static func listed(_ paths: [String]) -> String {
    let shown = paths.prefix(3).joined(separator: ", ")
    return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
  }

  /// Files by the ends of their names, the most frequent first: "2 .pdf, 1 .docx".
  private static func kinds(_ paths: [String]) -> String {
    var counts: [String: Int] = [:]
    for path in paths { counts[(path as NSString).pathExtension.lowercased(), default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(6).map {
      $0.key.isEmpty ? "\($0.value) without extension" : "\($0.value) .\($0.key)"
    }
    let rest = sorted.dropFirst(6).reduce(0) { $0 + $1.value }
    return (shown + (rest > 0 ? ["\(rest) others"] : [])).joined(separator: ", ")
  }
}
