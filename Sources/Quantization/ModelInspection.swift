import Groundwork
import Models
import Tokenizers

/// What a model is, as far as its files say, and what of it is not supported here.
///
///     let found = try ModelInspection(path: "SmolLM2-135M-Instruct.Q4_1.gguf")
///     found.bitsPerWeight        // 5.8
///     found.problems             // []
///
/// Its numbers are not read, so that this is quick for a model of any size.
public struct ModelInspection: Sendable {
  public enum Kind: String, Sendable {
    case directory = "model directory"
    case gguf = "GGUF file"
    case adapter = "adapter of a model"
  }

  /// All tensors whose numbers are written alike.
  public struct Form: Hashable, Sendable {
    public let name: String
    public let tensorCount: Int
    /// Their numbers together.
    public let count: Int
    public let byteCount: Int
    public var bitsPerWeight: Double { 8 * Double(byteCount) / Double(max(count, 1)) }
  }

  public let path: String
  public let kind: Kind
  /// What whoever made the file calls the model.
  public let name: String?
  /// As the files name it, also where it is not known here.
  public let family: String?
  /// Of a decoder; nil where it is none, or not supported.
  public let configuration: ModelConfiguration?
  /// Of an encoder or an encoder–decoder, which `Encoder` and `EncoderDecoder` compute; nil where it is
  /// neither, or not supported.
  public let encoding: EncodingShape?
  /// Nil where there is none, or where it is not supported.
  public let tokenizer: (any Tokenizer)?
  public let hasChatTemplate: Bool
  /// What an adapter's settings say; nil where it is none, or where they are not supported.
  public let adapter: AdapterConfiguration?
  /// For an adapter: its own. The model's are left out.
  public let tensors: [StoredTensor]
  /// What is not supported, or wrong: a line for each.
  public let problems: [String]

  /// Looks at a model directory, a GGUF file or an adapter's folder.
  ///
  /// - Throws: `FileError` for a path that is neither, `GGUFError` for a file that cannot be read at all.
  public init(path: String) throws {
    self.path = path
    var problems: [String] = []
    /// What is wrong with a part says nothing about the others.
    func attempt<Value>(_ read: () throws -> Value?) throws -> Value? {
      do { return try read() } catch let error as any UserFacingError {
        if !problems.contains(error.description) { problems.append(error.description) }
        return nil
      }
    }
    if StoredModels.isGGUF(path) {
      let file = try GGUFFile(path: path, admittingUnknownForms: true)
      kind = .gguf
      (adapter, encoding) = (nil, nil)
      name = file["general.name"]?.text
      family = file["general.architecture"]?.text
      configuration = try attempt { try GGUFModel.readConfiguration(file) }
      tokenizer = try attempt { try GGUFTokenizer.read(file) }
      hasChatTemplate = file["tokenizer.chat_template"]?.text != nil
      tensors =
        file.tensors.map {
          StoredTensor(
            name: $0.name, shape: $0.shape, form: $0.element.name, byteCount: $0.byteCount)
        }
        + file.unknownTensors.map {
          StoredTensor(name: $0.name, shape: $0.shape, form: $0.form, byteCount: $0.byteCount)
        }
      problems += Self.problems(of: file.unknownTensors, path)
    } else if AdapterDirectory.isAdapter(path) {
      kind = .adapter
      (name, encoding) = (nil, nil)
      adapter = try attempt { try AdapterDirectory.readConfiguration(path) }
      let model = try attempt { try StoredModels.open(path) { problems.append($0) } }
      configuration = model?.configuration
      family = configuration?.family.rawValue
      tokenizer = try attempt { try model?.readTokenizer() }
      hasChatTemplate = try attempt { try model?.readChatTemplate() } != nil
      tensors = try attempt { try AdapterDirectory.readTensors(path) } ?? []
      if let shape = configuration {
        _ = try attempt { try AdapterDirectory.check(path, for: shape) }
      }
    } else {
      try StoredModels.requireFolder(path)
      kind = .directory
      adapter = nil
      name = nil
      family = ModelDirectory.familyName(path)
      let isEncoding = family.flatMap { EncodingShape.kind(ofFamily: $0) } != nil
      encoding = try attempt { try ModelDirectory.readEncodingShape(path) }
      let model =
        isEncoding ? nil : try attempt { try DirectoryModel(path: path) { problems.append($0) } }
      configuration = model?.configuration
      tokenizer = try attempt {
        try TokenizerFile.path(in: path).map { try TokenizerFile.read($0) }
      }
      hasChatTemplate = try attempt { try model?.readChatTemplate() } != nil
      tensors = try attempt { try ModelDirectory.readTensors(path) } ?? []
    }
    let known = configuration?.vocabularySize ?? encoding?.vocabularySize
    if let known, let tokenizer, tokenizer.vocabularySize > known {
      problems.append(
        "the tokenizer has \(tokenizer.vocabularySize) tokens, but the model knows only \(known)")
    }
    self.problems = problems
  }

  /// A line for each form that is not supported.
  private static func problems(of tensors: [GGUFUnknownTensor], _ path: String) -> [String] {
    Dictionary(grouping: tensors, by: \.form).sorted { $0.key < $1.key }.map { form, tensors in
      let name = TerminalText.oneLine(tensors[0].name)
      let which =
        tensors.count == 1 ? "\"\(name)\"" : "\(tensors.count) tensors, the first \"\(name)\","
      return "\(path): the form \(form) of \(which) is not supported; supported are "
        + GGUFElement.listed
    }
  }

  public var isSupported: Bool {
    (configuration != nil || encoding != nil) && problems.isEmpty
  }

  /// The forms, that of the most bytes first.
  public var forms: [Form] {
    Dictionary(grouping: tensors, by: \.form).map { name, tensors in
      Form(
        name: name, tensorCount: tensors.count, count: tensors.reduce(0) { $0 + $1.count },
        byteCount: tensors.reduce(0) { $0 + $1.byteCount })
    }.sorted { ($1.byteCount, $0.name) < ($0.byteCount, $1.name) }
  }

  /// The numbers in the files: the parameters, but for what a file keeps twice.
  public var count: Int { tensors.reduce(0) { $0 + $1.count } }
  public var byteCount: Int { tensors.reduce(0) { $0 + $1.byteCount } }
  /// Over all tensors; 0 without any.
  public var bitsPerWeight: Double { count == 0 ? 0 : 8 * Double(byteCount) / Double(count) }
}
