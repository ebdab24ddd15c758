/// UTF-16, with and without its mark.
extension DecodedText {
  static func utf16(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(TextDecodingError) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw TextDecodingError(path: path, byte: 0, problem: "is UTF-32, by the mark")
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    return bytes.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
  }

  static func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, path: String
  ) throws(TextDecodingError) -> [UInt8] {
    func refuse(_ byte: Int, _ problem: String) -> TextDecodingError {
      TextDecodingError(path: path, byte: byte, problem: problem)
    }
    guard bytes.count.isMultiple(of: 2) else {
      throw refuse(bytes.count - 1, "is UTF-16 with half a character")
    }
    func unit(_ i: Int) -> UInt32 { Self.unit(bytes, i, encoding) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = unit(0) == 0xFEFF ? 2 : 0
    while i < bytes.count {
      var code = unit(i)
      let place = i
      i += 2
      if code & 0xFC00 == 0xD800, i < bytes.count, unit(i) & 0xFC00 == 0xDC00 {
        code = 0x10000 + (code & 0x3FF) << 10 + unit(i) & 0x3FF
        i += 2
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw refuse(place, "is UTF-16 with half a surrogate pair")
      }
      out += UTF8.encode(scalar).map { Array($0) } ?? []
    }
    return out
  }

  /// The two bytes at a place as one number.
  private static func unit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ encoding: TextEncoding
  ) -> UInt32 {
    let (first, second) = (UInt32(bytes[i]), UInt32(bytes[i + 1]))
    return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
  }

  /// UTF-16 that does not say so, as some Windows programs write it; nil for what is something else.
  ///
  /// One of the two orders must give nothing but text, with a character of Latin-1 in it (an end of line,
  /// a space); where both do, that with more of these.
  static func unmarkedUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0]
    for (place, byte) in bytes.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    guard 4 * max(zeros[0], zeros[1]) > bytes.count || !isPlainText(bytes) else { return nil }
    let orders: [(encoding: TextEncoding, narrow: Int)] = [
      (.utf16LittleEndian, zeros[1]), (.utf16BigEndian, zeros[0]),
    ].filter { $0.narrow > 0 && isText(bytes, $0.encoding) }
    if orders.count == 2, orders[0].narrow == orders[1].narrow { return nil }
    return orders.max { $0.narrow < $1.narrow }?.encoding
  }

  private static func isText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> Bool {
    var i = 0
    while i < bytes.count {
      var code = unit(bytes, i, encoding)
      i += 2
      if code & 0xFC00 == 0xD800, i < bytes.count {
        let low = unit(bytes, i, encoding)
        guard low & 0xFC00 == 0xDC00 else { return false }
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        i += 2
      }
      guard let scalar = Unicode.Scalar(code), isText(scalar) else { return false }
    }
    return true
  }

  /// Whether bytes without their zeros are UTF-8 without controls.
  private static func isPlainText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let others = bytes.filter { $0 != 0 }
    guard !others.contains(where: { $0 < 0x20 && !(0x09...0x0D).contains($0) }) else {
      return false
    }
    return others.withUnsafeBufferPointer { UTF8Validation.firstInvalidByte(in: $0) == nil }
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: (0x09...0x0D).contains(scalar.value) || scalar.value == 0x85
    case .unassigned, .privateUse, .surrogate: false
    default: true
    }
  }
}
