import Groundwork
import Tensors

/// Folders of the families `bert` and `t5`.
extension ModelDirectory {
  /// Reads an encoder that predicts masked tokens: a `bert` folder.
  ///
  ///     let parameters = try ModelDirectory.readEncoder("bert-base-uncased")
  ///     let encoder = try Encoder(parameters, batch: 1, time: 64)
  ///
  /// A pooler and a head that judges pairs of sentences are passed over: nothing here asks them.
  ///
  /// - Throws: as `read`; a feature that is not computed here is refused by its name.
  public static func readEncoder(
    _ folder: String
  ) throws -> NetworkParameters<EncoderConfiguration, Float> {
    let weights = try WeightFiles(folder: folder)
    let configuration = try encoderShape(folder, weights)
    return try read(
      configuration, from: weights,
      copies: [
        "cls.predictions.decoder.weight": "bert.embeddings.word_embeddings.weight",
        "cls.predictions.decoder.bias": "cls.predictions.bias",
      ]
    ) { name in
      name.hasPrefix("bert.pooler.") || name.hasPrefix("cls.seq_relationship.")
        || name == "bert.embeddings.position_ids"
    }
  }

  /// Reads an encoder–decoder: a `t5` folder. Whether it has a head of its own, the files say.
  ///
  /// - Throws: as `read`; a feature that is not computed here is refused by its name.
  public static func readEncoderDecoder(
    _ folder: String
  ) throws -> NetworkParameters<EncoderDecoderConfiguration, Float> {
    let weights = try WeightFiles(folder: folder)
    let configuration = try encoderDecoderShape(folder, weights)
    let (head, table) = (EncoderDecoderConfiguration.headTensor, sharedTable)
    return try read(
      configuration, from: weights,
      copies: [
        "encoder.embed_tokens.weight": table, "decoder.embed_tokens.weight": table, head: table,
      ]
    ) {
      // The first published files have biases of distances between two texts, which nothing reads.
      $0 == "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"
    }
  }

  /// Writes an encoder so that transformers loads it as `BertForMaskedLM`.
  ///
  /// - Throws: as the same for a decoder.
  public static func write(
    _ parameters: NetworkParameters<EncoderConfiguration, Float>, to folder: String,
    as element: SafetensorsElement = .float32, shardByteCount: Int? = nil
  ) throws {
    try writeNetwork(parameters, to: folder, as: element, shardByteCount: shardByteCount)
  }

  /// Writes an encoder–decoder so that transformers loads it as `T5ForConditionalGeneration`.
  ///
  /// - Throws: as the same for a decoder.
  public static func write(
    _ parameters: NetworkParameters<EncoderDecoderConfiguration, Float>, to folder: String,
    as element: SafetensorsElement = .float32, shardByteCount: Int? = nil
  ) throws {
    try writeNetwork(parameters, to: folder, as: element, shardByteCount: shardByteCount)
  }

  private static var sharedTable: String { "shared.weight" }

  static func encoderShape(
    _ folder: String, _ weights: WeightFiles
  ) throws -> EncoderConfiguration {
    let configuration: EncoderConfiguration = try readShape(folder)
    try weights.requireTensors(layerCount: configuration.stack.layerCount)
    return configuration
  }

  static func encoderDecoderShape(
    _ folder: String, _ weights: WeightFiles
  ) throws -> EncoderDecoderConfiguration {
    var configuration: EncoderDecoderConfiguration = try readShape(folder)
    try weights.requireTensors(
      layerCount: configuration.encoder.layerCount + configuration.decoderLayerCount)
    let head = EncoderDecoderConfiguration.headTensor
    configuration.isHeadTied = try !weights.has(head) || weights.isSame(head, as: sharedTable)
    return configuration
  }

  private static func readShape<Shape: FiledNetworkShape>(_ folder: String) throws -> Shape {
    let path = folder + "/" + configurationFile
    let bytes = try AtomicFile.read(path, limit: .settings)
    do {
      return try Shape.parse(bytes, path: path)
    } catch let error as JSONError {
      throw ModelError.malformedFile(path: path, problem: "not JSON: \(error)")
    }
  }

  /// - Parameters:
  ///   - copies: tensors that some files carry twice, and what each is a copy of.
  ///   - isDispensable: whether results are right without a tensor.
  private static func read<Shape: FiledNetworkShape>(
    _ configuration: Shape, from weights: WeightFiles, copies: [String: String],
    isDispensable: (String) -> Bool
  ) throws -> NetworkParameters<Shape, Float> {
    let mappings = configuration.tensorMappings
    let own = Set(mappings.map(\.tensor))
    for (copy, original) in copies.sorted(by: { $0.key < $1.key })
    where weights.has(copy) && !own.contains(copy) {
      guard try !weights.has(original) || weights.isSame(copy, as: original) else {
        throw SafetensorsError(
          path: weights.path(of: copy), tensor: copy,
          problem: "is another matrix than \(original), whose copy it should be")
      }
    }
    let sources = try weights.match(
      mappings, family: Shape.family, name: { Self.name(of: $0, in: weights) },
      isDispensable: { isDispensable($0) || (copies[$0] != nil && !own.contains($0)) })
    let parameters = try NetworkParameters<Shape, Float>(configuration)
    for (mapping, file, name) in sources {
      guard let parameter = parameters[mapping.parameter] else {
        preconditionFailure("the layout has no parameter \(mapping.parameter)")
      }
      try read(mapping, as: name, from: file, into: parameter)
    }
    return parameters
  }

  /// The name under which a tensor lies in the files: the first BERTs call gains gamma and biases beta.
  private static func name(of mapping: TensorMapping, in weights: WeightFiles) -> String? {
    mapping.names.flatMap { name in
      [
        name, name.replacingSuffix("LayerNorm.weight", by: "LayerNorm.gamma"),
        name.replacingSuffix("LayerNorm.bias", by: "LayerNorm.beta"),
      ]
    }.first(where: weights.has)
  }

  private static func writeNetwork<Shape: FiledNetworkShape>(
    _ parameters: NetworkParameters<Shape, Float>, to folder: String,
    as element: SafetensorsElement,
    shardByteCount: Int?
  ) throws {
    let configuration = try parameters.configuration.encode(as: element)
    try write(
      parameters.configuration.tensorMappings, of: { parameters[$0] }, to: folder, as: element,
      shardByteCount: shardByteCount, configuration: configuration)
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
