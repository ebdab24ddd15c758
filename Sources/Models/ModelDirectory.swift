import Foundation
import Groundwork
import Tensors
import Tokenizers

/// A folder with a model as Hugging Face's transformers keeps it: `config.json` and
/// `model.safetensors`, or an index and the shards it names.
///
///     let parameters = try ModelDirectory.read("gpt2")
///     try ModelDirectory.write(parameters, to: "copy", as: .bfloat16)
///
/// Families `gpt2`, `llama` and `bloom`; names and orientations are in `TensorMapping`.
public enum ModelDirectory {
  public static let configurationFile = "config.json"
  public static let weightsFile = "model.safetensors"
  public static let indexFile = "model.safetensors.index.json"
  public static let tokenizerFile = "tokenizer.json"

  /// Reads a model.
  ///
  /// - Parameter notice: is told in a line what the files say otherwise than `config.json`: of a head
  ///   that it calls tied to the embedding and that is another matrix, the files' own is taken.
  /// - Throws: `FileError` for what is not there, `SafetensorsError` for a weights file that is
  ///   malformed, lacks a tensor, has one of another shape or one that nothing here would use, and
  ///   `ModelError` for a configuration with a missing, mistyped or unsupported entry.
  public static func read(
    _ folder: String, notice: (String) -> Void = { _ in }
  ) throws -> ParameterStore<Float> {
    var configuration = try readConfigurationFile(folder)
    let weights = try WeightFiles(folder: folder)
    try settleHead(of: &configuration, weights, folder, notice)
    let sources = try weights.match(configuration)
    let store = try ParameterStore<Float>(configuration)
    for (mapping, file, name) in sources {
      guard let parameter = store[mapping.parameter] else {
        preconditionFailure("the layout has no parameter \(mapping.parameter)")
      }
      try read(mapping, as: name, from: file, into: parameter)
    }
    return store
  }

  /// Reads the shape of a model alone: that of `read`, where the weights are there.
  public static func readConfiguration(
    _ folder: String, notice: (String) -> Void = { _ in }
  ) throws -> ModelConfiguration {
    var configuration = try readConfigurationFile(folder)
    let hasWeights = [weightsFile, indexFile].contains {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
    if hasWeights {
      let weights = try WeightFiles(folder: folder)
      try weights.requireTensors(for: configuration)
      if configuration.isHeadTied { try settleHead(of: &configuration, weights, folder, notice) }
    }
    return configuration
  }

  /// Goes by the files where they have a head of their own.
  private static func settleHead(
    of configuration: inout ModelConfiguration, _ weights: WeightFiles, _ folder: String,
    _ notice: (String) -> Void
  ) throws {
    guard try weights.hasHeadOfItsOwn(configuration) else { return }
    configuration.isHeadTied = false
    notice(
      "\(folder): \(configurationFile) says that the head is tied to the embedding, but "
        + "\(configuration.headTensor) is another matrix; the head of the file is used")
  }

  private static func readConfigurationFile(_ folder: String) throws -> ModelConfiguration {
    let path = folder + "/" + configurationFile
    let bytes = try AtomicFile.read(path, limit: .settings)
    do {
      return try HuggingFaceConfiguration.parse(bytes, path: path)
    } catch let error as JSONError {
      throw ModelError.malformedFile(path: path, problem: "not JSON: \(error)")
    }
  }

  /// Reads the tokenizer beside a model, in any format of `TokenizerFile`; nil where there is none.
  ///
  /// - Throws: `FileError` or `TokenizerError` for a damaged file, `ModelError` for a tokenizer with
  ///   more tokens than the model knows.
  public static func readTokenizer(
    _ folder: String, for configuration: ModelConfiguration
  ) throws -> (any Tokenizer)? {
    guard let path = TokenizerFile.path(in: folder) else { return nil }
    let tokenizer = try TokenizerFile.read(path)
    guard tokenizer.vocabularySize <= configuration.vocabularySize else {
      throw ModelError.malformedFile(
        path: path,
        problem: "has \(tokenizer.vocabularySize) tokens, but \(configurationFile) says that the "
          + "model knows only \(configuration.vocabularySize); they do not belong together")
    }
    return tokenizer
  }

  static func read(
    _ mapping: TensorMapping, as name: String, from file: SafetensorsFile,
    into parameter: BufferSlice<Float>
  ) throws {
    if case .rows = mapping.placement {
      try file.read(name, 0..<mapping.count, into: parameter.pointer + mapping.place(of: 0))
      return
    }
    let stretch = 1 << 16
    let arena = Arena()
    let buffer: BufferSlice<Float> = arena.allocate(min(stretch, mapping.count), of: 0)
    var start = 0
    while start < mapping.count {
      let end = min(start + stretch, mapping.count)
      try file.read(name, start..<end, into: buffer.pointer)
      for index in start..<end { parameter[mapping.place(of: index)] = buffer[index - start] }
      start = end
    }
  }

  /// Writes a model so that transformers loads it.
  ///
  /// - Parameters:
  ///   - element: the floating-point type of the weights in the file.
  ///   - shardByteCount: splits the weights into files of at most so many bytes each (a larger
  ///     tensor gets a file of its own) with an index beside them; nil writes one file.
  /// - Throws: `ModelError` for a shape that the family's `config.json` cannot say, `FileError`
  ///   where the disk refuses. Each file appears whole or not at all, `config.json` last.
  public static func write(
    _ store: ParameterStore<Float>, to folder: String, as element: SafetensorsElement = .float32,
    shardByteCount: Int? = nil
  ) throws {
    try requireFloatingPoint(element)
    let configuration = try HuggingFaceConfiguration.encode(store.configuration, as: element)
    try write(
      store.configuration.tensorMappings, of: { store[$0] }, to: folder, as: element,
      shardByteCount: shardByteCount, configuration: configuration)
  }

  private static func requireFloatingPoint(_ element: SafetensorsElement) throws(ModelError) {
    guard element.isFloatingPoint else {
      throw .badInput(
        "weights cannot be written as \(element.rawValue); choose F32, F16, BF16 or F64")
    }
  }

  /// Writes the tensors of a table and, last, a `config.json`.
  static func write(
    _ mappings: [TensorMapping], of values: (String) -> BufferSlice<Float>?, to folder: String,
    as element: SafetensorsElement, shardByteCount: Int?, configuration: [UInt8]
  ) throws {
    try requireFloatingPoint(element)
    let tensors = mappings.map { mapping in
      guard let parameter = values(mapping.parameter) else {
        preconditionFailure("the layout has no parameter \(mapping.parameter)")
      }
      return SafetensorsTensor(name: mapping.tensor, shape: mapping.shape, as: element) {
        range, target in
        for (offset, index) in range.enumerated() {
          target[offset] = parameter[mapping.place(of: index)]
        }
      }
    }
    try WeightFiles.write(tensors, folder: folder, shardByteCount: shardByteCount)
    try AtomicFile.write(configuration, to: folder + "/" + configurationFile)
  }
}
