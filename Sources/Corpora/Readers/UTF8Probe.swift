/// Whether a stream of bytes is UTF-8 without zero bytes, told in bounded memory.
///
///     var probe = UTF8Probe()
///     probe.append(bytes)                       // as often as there are some
///     probe.finish()                            // true for text as every reader takes it
public struct UTF8Probe: Sendable {
  /// The beginning of a character that may go on in the next bytes.
  private var pending: [UInt8] = []
  private var isPlain = true

  public init() {}

  /// Takes the next bytes.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isPlain else { return }
    let all = pending + bytes
    pending = []
    all.withUnsafeBufferPointer { text in
      if text.contains(0) { isPlain = false }
      guard let place = UTF8Validation.firstInvalidByte(in: text) else { return }
      let rest = text[place...]
      let isOpen =
        rest.count < 4 && (0xC2...0xF4).contains(text[place])
        && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
      if isOpen { pending = Array(rest) } else { isPlain = false }
    }
  }

  /// Whether all of it was.
  public mutating func finish() -> Bool { isPlain && pending.isEmpty }
}
