import Groundwork

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
    var members: [JSONObject.Member] = []
    func add(_ name: String, _ value: JSONValue) {
      members.append(JSONObject.Member(name, value))
    }
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let texts = pairs.map { JSONObject.Member($0.key, .text($0.value)) }
      add("__metadata__", .object(JSONObject(members: texts)))
    }
    var seen: Set<[UInt8]> = [Array("__metadata__".utf8)]
    var offset = 0
    for tensor in tensors {
      guard seen.insert(Array(tensor.name.utf8)).inserted else {
        throw SafetensorsError(
          path: path, tensor: tensor.name, problem: "the name is taken; give each tensor its own")
      }
      let end = offset + tensor.byteCount
      add(
        tensor.name,
        [
          "dtype": .text(tensor.element.rawValue),
          "shape": .array(tensor.shape.map { .integer($0) }),
          "data_offsets": [.integer(offset), .integer(end)],
        ])
      offset = end
    }
    var json = JSONValue.object(JSONObject(members: members)).encoded()
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    let length = UInt64(json.count).littleEndian
    return withUnsafeBytes(of: length) { Array($0) } + json
  }
}
