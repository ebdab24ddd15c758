import Tensors

extension SafetensorsFile {
  /// Elements converted and written at a time.
  private static let stretch = 1 << 16

  /// Writes tensors and metadata to a file, which appears whole or not at all.
  ///
  /// Tensors are laid out widest element first and then by name (the order of UTF-8 bytes), as the
  /// reference implementation does: the same tensors give the same bytes. The header is padded with
  /// spaces so that the data begins at a multiple of 8.
  ///
  ///     try SafetensorsFile.write(
  ///       [SafetensorsTensor(name: "w", shape: [2, 3], values: w, as: .bfloat16)],
  ///       metadata: ["format": "pt"], to: "model.safetensors")
  ///
  /// - Throws: `FileError` where the disk refuses; `SafetensorsError` for a name given twice.
  public static func write(
    _ tensors: [SafetensorsTensor], metadata: [String: String] = [:], to path: String
  ) throws {
    let ordered = tensors.sorted {
      let (left, right) = ($0.element.byteCount, $1.element.byteCount)
      return left == right ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) : left > right
    }
    let header = try header(of: ordered, metadata: metadata, path: path)
    try AtomicFile.write(path: path) { descriptor in
      try header.withUnsafeBytes { try AtomicFile.writeAll($0, to: descriptor, path: path) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8 * stretch, alignment: 64)
      defer { buffer.deallocate() }
      for tensor in ordered {
        var start = 0
        while start < tensor.count {
          let end = min(start + stretch, tensor.count)
          let part = UnsafeMutableRawBufferPointer(
            rebasing: buffer[0..<((end - start) * tensor.element.byteCount)])
          tensor.fill(start..<end, part)
          try AtomicFile.writeAll(UnsafeRawBufferPointer(part), to: descriptor, path: path)
          start = end
        }
      }
    }
  }

  /// The length, the JSON and its padding.
  private static func header(
    of tensors: [SafetensorsTensor], metadata: [String: String], path: String
  ) throws(SafetensorsError) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var seen: Set<[UInt8]> = [Array("__metadata__".utf8)]
    var offset = 0
    for tensor in tensors {
      guard seen.insert(Array(tensor.name.utf8)).inserted else {
        throw SafetensorsError(
          path: path, tensor: tensor.name, problem: "the name is taken; give each tensor its own")
      }
      let end = offset + tensor.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.element.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    let length = UInt64(json.count).littleEndian
    return withUnsafeBytes(of: length) { Array($0) } + json
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 32:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
