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
    /// Matrices whose rows the form could not pack, which became F16 instead.
    public let fallbacks: [String]
    /// Whether the tokenizer went along.
    public let hasTokenizer: Bool
  }

  /// Writes the model to a path: a GGUF file where it ends with `.gguf`, else a directory.
  ///
  /// - Throws: `ModelError` for a model or form that the format cannot hold, `TokenizerError` for such a
  ///   tokenizer, `FileError` where the disk refuses. Each file appears whole or not at all.
  public func write(to path: String, as element: GGUFElement) throws -> Report {
    let isFile = path.lowercased().hasSuffix(".gguf")
    guard isFile || safetensorsElement(element) != nil else {
      throw ModelError.badInput(
        "a model directory holds F32, F16 or BF16, not \(element.name); name a .gguf "
          + "file")
    }
    let tokenizer = try model.readTokenizer()
    let parameters = try model.readParameters()
    return isFile
      ? try writeFile(path, element, parameters, tokenizer)
      : try writeFolder(path, element, parameters, tokenizer)
  }

  private func writeFile(
    _ path: String, _ element: GGUFElement, _ parameters: ParameterStore<Float>,
    _ tokenizer: (any Tokenizer)?
  ) throws -> Report {
    let c = parameters.configuration
    var metadata: [(key: String, value: GGUFEntry)] = []
    if let tokenizer {
      metadata = try GGUFTokenizer.metadata(
        of: tokenizer, endOfTextID: c.endOfTextID, vocabularySize: c.vocabularySize, path: path)
      // A second id that ends texts, as chats have it.
      if let turn = c.furtherEndOfTextIDs?.first {
        metadata.append(("tokenizer.ggml.eot_token_id", .unsigned(turn)))
      }
      if let template = try model.readChatTemplate() {
        metadata.append(("tokenizer.chat_template", .text(template)))
      }
    }
    var fallbacks: [String] = []
    try GGUFModel.write(
      parameters, to: path,
      name: URL(fileURLWithPath: model.path).deletingPathExtension()
        .lastPathComponent, tokenizer: metadata
    ) { tensor, columns in
      guard columns % element.blockSize != 0 else { return element }
      fallbacks.append(tensor)
      return .float16
    }
    let file = try GGUFFile(path: path)
    let (count, bytes) = file.tensors.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.byteCount) }
    return Report(
      path: path, byteCount: Self.size(path),
      bitsPerWeight: 8 * Double(bytes) / Double(max(count, 1)),
      fallbacks: fallbacks, hasTokenizer: tokenizer != nil)
  }

  private func writeFolder(
    _ path: String, _ element: GGUFElement, _ parameters: ParameterStore<Float>,
    _ tokenizer: (any Tokenizer)?
  ) throws -> Report {
    try ModelDirectory.write(parameters, to: path, as: safetensorsElement(element) ?? .float32)
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

  private func safetensorsElement(_ element: GGUFElement) -> SafetensorsElement? {
    switch element {
    case .float32: .float32
    case .float16: .float16
    case .bfloat16: .bfloat16
    default: nil
    }
  }

  private static func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
