import Groundwork
import Tokenizers

/// How a conversation is written for a model: whose words come next, and where they end.
///
///     let format = try ChatFormat(template: template, tokenizer: tokenizer)
///     let ids = try format.ids(of: [.init(role: .user, text: "Hello")])
///
/// A model says it in a template in the language Jinja, which is a language for programs. The two that most
/// models have are recognized, and written here by hand; any other is refused.
public struct ChatFormat: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// `<|im_start|>user\n…<|im_end|>\n`: SmolLM2, Qwen, and many more.
    case chatML = "ChatML"
    /// `<|start_header_id|>user<|end_header_id|>\n\n…<|eot_id|>`.
    case llama3 = "Llama 3"
  }

  public enum Role: String, Sendable {
    case system, user, assistant
  }

  public struct Message: Sendable, Equatable {
    public let role: Role
    public let text: String

    public init(role: Role, text: String) { (self.role, self.text) = (role, text) }
  }

  public let kind: Kind
  /// What the template says first where a conversation has no system's words; nil for nothing.
  public let defaultSystem: String?
  /// The id that ends what somebody says.
  public let end: Int32
  private let tokenizer: any Tokenizer
  private let ids: [String: Int32]

  /// Recognizes a template.
  ///
  /// - Throws: `InferenceError.unsupported` for another template, or a vocabulary without its tokens.
  public init(template: String, tokenizer: any Tokenizer) throws(InferenceError) {
    let known = Dictionary(
      tokenizer.specialTokens.map { (String(decoding: $0.content, as: UTF8.self), $0.id) },
      uniquingKeysWith: { first, _ in first })
    kind = try Self.kind(of: template)
    var ids: [String: Int32] = [:]
    for name in kind.tokens {
      guard let id = known[name] else {
        throw .unsupported("the chat template is \(kind.rawValue)'s, but no token is \(name)")
      }
      ids[name] = id
    }
    self.ids = ids
    self.tokenizer = tokenizer
    guard let last = kind.tokens.last, let end = ids[last] else {
      preconditionFailure("every kind has tokens")
    }
    self.end = end
    defaultSystem = kind == .chatML ? Self.defaultSystem(in: template) : nil
  }

  private static func kind(of template: String) throws(InferenceError) -> Kind {
    // Llama 3.1 and later write the day's date and tools into every conversation.
    if template.contains("Cutting Knowledge Date") {
      throw .unsupported(
        "the chat template of Llama 3.1, with its dates, is not supported; ChatML and Llama 3 are")
    }
    if let kind = Kind.allCases.first(where: { $0.marks.allSatisfy(template.contains) }) {
      return kind
    }
    let marks = ["[INST]", "<start_of_turn>", "<|user|>", "<|assistant|>", "### Instruction"]
    let found = marks.first(where: template.contains).map { " (with \($0))" } ?? ""
    throw .unsupported(
      "the model's chat template\(found) is not supported; ChatML and Llama 3 are")
  }

  /// The words between `<|im_start|>system` and `<|im_end|>` that stand in the template as they are.
  private static func defaultSystem(in template: String) -> String? {
    let start = "'<|im_start|>system"
    for place in template.ranges(of: start) {
      var rest = template[place.upperBound...]
      // As it is in a GGUF file, or as Jinja spells it.
      for newline in ["\n", "\\n"] where rest.hasPrefix(newline) {
        rest = rest.dropFirst(newline.count)
        break
      }
      guard let end = rest.firstRange(of: "<|im_end|>") else { return nil }
      let words = rest[..<end.lowerBound]
      if !words.isEmpty, !words.contains("'"), !words.contains("{") {
        return String(words).replacing("\\n", with: "\n")
      }
    }
    return nil
  }

  /// The ids of a conversation, at whose end the model answers.
  ///
  /// What people say is ordinary text, also where it looks like one of the format's tokens.
  ///
  /// - Throws: what encoding throws.
  public func ids(of messages: [Message]) throws -> [Int32] {
    var messages = messages
    if let defaultSystem, messages.first?.role != .system {
      messages.insert(Message(role: .system, text: defaultSystem), at: 0)
    }
    var result: [Int32] = kind == .llama3 ? [id("<|begin_of_text|>")] : []
    for message in messages {
      switch kind {
      case .chatML:
        result.append(id("<|im_start|>"))
        result += try tokenizer.encode("\(message.role.rawValue)\n\(message.text)")
        result.append(end)
        result += try tokenizer.encode("\n")
      case .llama3:
        result += try header(message.role)
        // With the blank lines before it, as the template's text has them.
        result += try tokenizer.encode("\n\n" + Self.trimmed(message.text))
        result.append(end)
      }
    }
    switch kind {
    case .chatML:
      result.append(id("<|im_start|>"))
      result += try tokenizer.encode("\(Role.assistant.rawValue)\n")
    case .llama3: result += try header(.assistant) + tokenizer.encode("\n\n")
    }
    return result
  }

  private func header(_ role: Role) throws -> [Int32] {
    try [id("<|start_header_id|>")] + tokenizer.encode(role.rawValue) + [id("<|end_header_id|>")]
  }

  private func id(_ name: String) -> Int32 {
    guard let id = ids[name] else { preconditionFailure("\(name) is none of the format's tokens") }
    return id
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension ChatFormat.Kind {
  /// What stands in a template of this kind.
  var marks: [String] { tokens.filter { $0 != "<|begin_of_text|>" } }

  /// The tokens that it writes; the last one ends what somebody says.
  var tokens: [String] {
    switch self {
    case .chatML: ["<|im_start|>", "<|im_end|>"]
    case .llama3: ["<|start_header_id|>", "<|end_header_id|>", "<|begin_of_text|>", "<|eot_id|>"]
    }
  }
}
