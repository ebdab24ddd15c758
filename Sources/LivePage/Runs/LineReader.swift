import Foundation

/// The lines that come out of a descriptor, as they come.
struct LineReader {
  let descriptor: Int32
  private(set) var isOpen = true
  private var rest: [UInt8] = []

  /// Of a line, at most; what is longer is cut into parts.
  private static let longest = 8_192

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// What has come since, without ends of lines; a question that waits for its answer in the same line,
  /// "— …Return goes on —", is one, too.
  mutating func lines() -> [String] {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    if count <= 0 { isOpen = false }
    rest += buffer.prefix(max(0, count))
    var lines: [String] = []
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      if end > 0 { lines.append(String(decoding: rest[..<end], as: UTF8.self)) }
      rest.removeFirst(end + 1)
    }
    let text = String(decoding: rest, as: UTF8.self)
    if !rest.isEmpty, !isOpen || rest.count > Self.longest || Self.isQuestion(text) {
      lines.append(text)
      rest = []
    }
    return lines
  }

  private static func isQuestion(_ text: String) -> Bool {
    text.hasPrefix("— ") && text.hasSuffix(" —") && text.count > 4
  }
}
