import Foundation
import Groundwork
import Models
import Tokenizers

/// A model written for other engines: as a directory for transformers, or as a GGUF file for llama.cpp.
///
///     let export = ModelExport(of: try StoredModels.open("runs/finance"))
///     let report = try export.write(to: "finance.gguf", as: .q80)
public struct ModelExport {
  private let model: any StoredModel

  public init(of model: any StoredModel) { self.model = model }

  /// What was written.
  public struct Report {
    public let path: String
    public let byteCount: Int
    /// Bits a number, scales included.
    public let bitsPerWeight: Double
    /// Matrices whose rows the form could not pack, which became what `GGUFElement.fitting` says instead.
    public let fallbacks: [String]
    /// Whether a GGUF file was written, and no directory.
    public var isFile: Bool { ModelExport.isFile(path) }
    /// Whether the tokenizer went along.
    public let hasTokenizer: Bool
  }

  /// Writes the model to a path: a GGUF file where it ends with `.gguf`, else a directory. Its numbers are
  /// rounded to the nearest.
  ///
  /// - Throws: `ModelError` for a model or form that the format cannot hold, `TokenizerError` for such a
  ///   tokenizer, `FileError` where the disk refuses. Each file appears whole or not at all.
  public func write(to path: String, as element: GGUFElement) throws -> Report {
    guard Self.isFile(path) || element.safetensors != nil else {
      throw ModelError.badInput(
        "a model directory holds F32, F16 or BF16, not \(element.name); name a .gguf "
          + "file")
    }
    let tokenizer = try model.readTokenizer()
    let parameters = try model.readParameters()
    return Self.isFile(path)
      ? try writeFile(path, parameters, tokenizer, element: element)
      : try writeFolder(path, element, parameters, tokenizer)
  }

  /// Writes rounded weights of the model: to a GGUF file as they are packed, or to a directory as the numbers
  /// that they stand for.
  ///
  /// Numbers of a 16-bit format are written in it. Whole numbers times a scale have more digits than 16 bits hold:
  /// they are written as F32, exactly.
  ///
  /// - Throws: as `write(to:as:)`.
  public func write(
    _ weights: QuantizedWeights, format: GGUFElement, to path: String
  ) throws -> Report {
    let tokenizer = try model.readTokenizer()
    guard Self.isFile(path) else {
      return try writeFolder(
        path, Self.folderElement(weights, format), weights.parameters, tokenizer)
    }
    return try writeFile(
      path, weights.parameters, tokenizer,
      packed: Dictionary(
        uniqueKeysWithValues: weights.tensors.map { ($0.name, ($0.element, $0.bytes)) }),
      element: .float32)
  }

  /// Throws what would keep the model from being written to a path, before any long work: a shape or a
  /// tokenizer that the format of the file cannot hold.
  public func requireFit(_ path: String) throws {
    let tokenizer = try model.readTokenizer()
    guard Self.isFile(path) else { return }
    _ = try model.configuration.asGGUF()
    _ = try metadata(tokenizer, model.configuration, path)
  }

  /// The plain numbers that hold every matrix exactly.
  static func folderElement(_ weights: QuantizedWeights, _ format: GGUFElement) -> GGUFElement {
    let isHeld = weights.tensors.allSatisfy { $0.element == format }
    return format.safetensors != nil && isHeld ? format : .float32
  }

  /// Whether a path is to be a GGUF file.
  public static func isFile(_ path: String) -> Bool { path.lowercased().hasSuffix(".gguf") }

  private func writeFile(
    _ path: String, _ parameters: ParameterStore<Float>, _ tokenizer: (any Tokenizer)?,
    packed: [String: (element: GGUFElement, bytes: [UInt8])] = [:], element: GGUFElement
  ) throws -> Report {
    let metadata = try metadata(tokenizer, parameters.configuration, path)
    var fallbacks: [String] = []
    try GGUFModel.write(
      parameters, to: path,
      name: URL(fileURLWithPath: model.path).deletingPathExtension()
        .lastPathComponent, tokenizer: metadata, packed: packed
    ) { tensor, columns in
      let fitting = element.fitting(columns: columns)
      if fitting != element { fallbacks.append(tensor) }
      return fitting
    }
    let file = try GGUFFile(path: path)
    let (count, bytes) = file.tensors.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.byteCount) }
    return Report(
      path: path, byteCount: Self.size(path),
      bitsPerWeight: 8 * Double(bytes) / Double(max(count, 1)),
      fallbacks: fallbacks, hasTokenizer: tokenizer != nil)
  }

  /// What a file says of the tokenizer and of conversations.
  private func metadata(
    _ tokenizer: (any Tokenizer)?, _ c: ModelConfiguration, _ path: String
  ) throws -> [(key: String, value: GGUFEntry)] {
    guard let tokenizer else { return [] }
    var metadata = try GGUFTokenizer.metadata(
      of: tokenizer, endOfTextID: c.endOfTextID, vocabularySize: c.vocabularySize, path: path)
    // A second id that ends texts, as chats have it.
    if let turn = c.furtherEndOfTextIDs?.first {
      metadata.append(("tokenizer.ggml.eot_token_id", .unsigned(turn)))
    }
    if let template = try model.readChatTemplate() {
      metadata.append(("tokenizer.chat_template", .text(template)))
    }
    return metadata
  }

  private func writeFolder(
    _ path: String, _ element: GGUFElement, _ parameters: ParameterStore<Float>,
    _ tokenizer: (any Tokenizer)?
  ) throws -> Report {
    try ModelDirectory.write(parameters, to: path, as: element.safetensors ?? .float32)
    if let tokenizer {
      try TokenizerFile.write(tokenizer, to: "\(path)/\(ModelDirectory.tokenizerFile)")
    }
    if let template = try model.readChatTemplate() {
      try AtomicFile.write(template, to: "\(path)/chat_template.jinja")
    }
    return Report(
      path: path, byteCount: Self.size("\(path)/\(ModelDirectory.weightsFile)"),
      bitsPerWeight: element.bitsPerWeight, fallbacks: [], hasTokenizer: tokenizer != nil)
  }

  private static func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}

extension GGUFElement {
  /// The same numbers in a model directory; nil for whole numbers.
  var safetensors: SafetensorsElement? {
    switch self {
    case .float32: .float32
    case .float16: .float16
    case .bfloat16: .bfloat16
    default: nil
    }
  }
}
