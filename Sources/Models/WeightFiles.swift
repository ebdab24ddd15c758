import Foundation
import Groundwork

/// The safetensors files of a model directory: one, or the shards of an index.
struct WeightFiles {
  private let folder: String
  /// The file that messages name: the only one, or the index.
  private let path: String
  private var files: [SafetensorsFile] = []
  private var places: [String: SafetensorsFile] = [:]

  init(folder: String) throws {
    self.folder = folder
    let single = folder + "/" + ModelDirectory.weightsFile
    let index = folder + "/" + ModelDirectory.indexFile
    let exists = FileManager.default.fileExists(atPath:)
    if exists(single) || !exists(index) {
      path = single
      if !exists(single), exists(folder + "/pytorch_model.bin") {
        throw FileError(
          path: single,
          problem: "no such file, only pytorch_model.bin; save the model as safetensors")
      }
      let file = try SafetensorsFile(path: single)
      files = [file]
      for name in file.names { places[name] = file }
    } else {
      path = index
      try readShards()
    }
  }

  private mutating func readShards() throws {
    func problem(_ what: String) -> ModelError { .malformedFile(path: path, problem: what) }
    let index: JSONValue
    do {
      index = try StrictJSON.parse(
        try AtomicFile.read(path, limit: .settings), allowsNonFinite: true)
    } catch let error as JSONError {
      throw problem("not JSON: \(error)")
    }
    guard let map = index.object?["weight_map"]?.object else {
      throw problem("weight_map is missing or no object")
    }
    var opened: [String: SafetensorsFile] = [:]
    for member in map.members {
      guard let name = member.value.text, !name.isEmpty, !name.contains("/"), name != "..",
        !name.utf8.contains(0)
      else {
        throw problem(
          "weight_map names for \"\(TerminalText.oneLine(member.name))\" no file of this folder"
        )
      }
      let file: SafetensorsFile
      if let known = opened[name] {
        file = known
      } else {
        file = try SafetensorsFile(path: folder + "/" + name)
        opened[name] = file
        files.append(file)
      }
      guard file[member.name] != nil else {
        throw SafetensorsError(
          path: file.path, tensor: member.name,
          problem: "is missing, though the index places it here")
      }
      places[member.name] = file
    }
  }

  /// The files, in order.
  var paths: [String] { files.map(\.path).sorted() }

  /// All tensors of all files.
  var tensors: [StoredTensor] {
    files.flatMap(\.entries).map {
      StoredTensor(
        name: $0.name, shape: $0.shape, form: $0.element.rawValue, byteCount: $0.bytes.count)
    }
  }

  /// Every layer has tensors, so that more layers than tensors need no table to be refuted.
  func requireTensors(for configuration: ModelConfiguration) throws {
    try requireTensors(layerCount: configuration.layerCount)
  }

  /// The same for any model of so many layers.
  func requireTensors(layerCount: Int) throws {
    guard layerCount <= places.count else {
      throw SafetensorsError(
        path: path,
        problem:
          "\(places.count) tensors are too few for the \(layerCount) layers of "
          + ModelDirectory.configurationFile)
    }
  }

  /// Finds the tensors of a model and checks their shapes; nothing is allocated before that.
  func match(
    _ configuration: ModelConfiguration
  ) throws -> [(mapping: TensorMapping, file: SafetensorsFile, name: String)] {
    try requireTensors(for: configuration)
    return try match(
      configuration.tensorMappings, family: configuration.family.rawValue,
      name: { name(of: $0, configuration) }, isDispensable: WeightFiles.isDispensable)
  }

  /// The same for any table of tensors.
  ///
  /// - Parameters:
  ///   - family: what messages call the model.
  ///   - name: the name under which a tensor lies in the files; nil where it does not.
  ///   - isDispensable: whether results are right without a tensor that the table does not have.
  func match(
    _ mappings: [TensorMapping], family: String, name: (TensorMapping) -> String?,
    isDispensable: (String) -> Bool
  ) throws -> [(mapping: TensorMapping, file: SafetensorsFile, name: String)] {
    var used: Set<String> = []
    let matches = try mappings.map { mapping in
      guard let name = name(mapping), let file = places[name], let entry = file[name] else {
        throw SafetensorsError(
          path: path, tensor: mapping.tensor,
          problem: "is missing; a \(family) model of this shape needs it")
      }
      guard entry.shape == mapping.shape else {
        let hint = mapping.parameter == ParameterNames.tokenEmbedding ? " (vocabulary, width)" : ""
        throw SafetensorsError(
          path: file.path, tensor: name,
          problem: "has shape \(entry.shape) where \(ModelDirectory.configurationFile) asks for "
            + "\(mapping.shape)\(hint)")
      }
      guard entry.element.isFloatingPoint else {
        throw SafetensorsError(
          path: file.path, tensor: name,
          problem: "holds \(entry.element.rawValue) where F32, F16, BF16 or F64 is needed")
      }
      used.insert(name)
      return (mapping, file, name)
    }
    for file in files {
      for name in file.names where !used.contains(name) && !isDispensable(name) {
        throw SafetensorsError(
          path: file.path, tensor: name,
          problem: "is no part of a \(family) model of this shape; "
            + "its results would be wrong without it")
      }
    }
    return matches
  }

  /// The name under which a tensor lies in the files. A tied matrix is written under one of its two
  /// names, and tools that leave out copies keep the head's.
  private func name(of mapping: TensorMapping, _ configuration: ModelConfiguration) -> String? {
    if let name = mapping.names.first(where: { places[$0] != nil }) { return name }
    let isTied = configuration.isHeadTied && mapping.parameter == ParameterNames.tokenEmbedding
    let head = configuration.headTensor
    return isTied && places[head] != nil ? head : nil
  }

  /// Whether a configuration calls head and embedding one matrix, and the files have two different
  /// ones: transformers then goes by the files.
  func hasHeadOfItsOwn(_ configuration: ModelConfiguration) throws -> Bool {
    let embedding = configuration.tensorMappings.first {
      $0.parameter == ParameterNames.tokenEmbedding
    }
    guard configuration.isHeadTied, let embedding, let headFile = places[configuration.headTensor],
      let head = headFile[configuration.headTensor],
      let name = embedding.names.first(where: { places[$0] != nil }),
      places[name]?[name]?.shape == embedding.shape
    else { return false }
    guard head.shape == embedding.shape else {
      throw SafetensorsError(
        path: headFile.path, tensor: head.name,
        problem: "has shape \(head.shape) where \(ModelDirectory.configurationFile) asks for "
          + "\(embedding.shape)")
    }
    return try !isSame(name, as: head.name)
  }

  /// Whether the files have a tensor.
  func has(_ name: String) -> Bool { places[name] != nil }

  /// The file that has a tensor.
  func path(of name: String) -> String { places[name]?.path ?? path }

  /// Whether two floating-point tensors of the files have the same shape and the same numbers.
  func isSame(_ name: String, as other: String) throws -> Bool {
    guard let file = places[name], let otherFile = places[other], let entry = file[name],
      entry.shape == otherFile[other]?.shape
    else { return false }
    let size = 1 << 16
    var (ours, theirs) = ([Float](repeating: 0, count: size), [Float](repeating: 0, count: size))
    for start in stride(from: 0, to: entry.count, by: size) {
      let part = start..<min(start + size, entry.count)
      try ours.withUnsafeMutableBufferPointer { try file.read(name, part, into: $0) }
      try theirs.withUnsafeMutableBufferPointer { try otherFile.read(other, part, into: $0) }
      if ours[..<part.count] != theirs[..<part.count] { return false }
    }
    return true
  }

  /// Tensors that some files carry and no model needs: constants (causal masks, rotary
  /// frequencies) and the copy of a tied head.
  private static func isDispensable(_ name: String) -> Bool {
    [".attn.bias", ".attn.masked_bias", ".attention.bias", ".attention.masked_bias"].contains {
      name.hasSuffix($0)
    } || name.hasSuffix("rotary_emb.inv_freq") || TensorMapping.heads.contains(name)
  }

  /// Writes one file, or shards and their index.
  static func write(_ tensors: [SafetensorsTensor], folder: String, shardByteCount: Int?) throws {
    let single = folder + "/" + ModelDirectory.weightsFile
    let index = folder + "/" + ModelDirectory.indexFile
    guard let shardByteCount else {
      try SafetensorsFile.write(tensors, metadata: ["format": "pt"], to: single)
      unlink(index)
      return
    }
    var shards: [[SafetensorsTensor]] = []
    var room = 0
    for tensor in tensors {
      if shards.isEmpty || tensor.byteCount > room {
        shards.append([])
        room = shardByteCount
      }
      shards[shards.count - 1].append(tensor)
      room -= tensor.byteCount
    }
    var map: [JSONObject.Member] = []
    for (number, shard) in shards.enumerated() {
      let name = "model-\(padded(number + 1))-of-\(padded(shards.count)).safetensors"
      try SafetensorsFile.write(shard, metadata: ["format": "pt"], to: folder + "/" + name)
      map += shard.map { JSONObject.Member($0.name, .text(name)) }
    }
    map.sort { $0.key.lexicographicallyPrecedes($1.key) }
    let text: JSONValue = [
      "metadata": ["total_size": .integer(tensors.reduce(0) { $0 + $1.byteCount })],
      "weight_map": .object(JSONObject(members: map)),
    ]
    try AtomicFile.write(text.encoded(isPretty: true) + [0x0A], to: index)
    // A single file left from before would be read first.
    unlink(single)
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
