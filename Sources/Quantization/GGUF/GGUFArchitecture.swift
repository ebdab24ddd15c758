import Models

/// What GGUF calls the families, and how its files differ from Hugging Face's.
///
/// Source: `convert_hf_to_gguf.py` and `llama-model.cpp` of ggml-org/llama.cpp.
extension ModelConfiguration.Family {
  /// The family of a file's `general.architecture`; Mistral's models are kept as Llama's.
  init?(ggufArchitecture name: String) {
    guard let family = Self.allCases.first(where: { $0.ggufArchitecture == name }) else {
      return nil
    }
    self = family == .mistral ? .llama : family
  }

  /// The value of `general.architecture`.
  var ggufArchitecture: String {
    switch self {
    case .mistral, .llama: "llama"
    case .gptNeoX: "gptneox"
    case .gemma3: "gemma3"
    case .gpt2, .bloom, .qwen2, .qwen3, .olmo2: rawValue
    }
  }

  /// The names of all architectures that are known, for messages.
  static var ggufArchitectures: [String] {
    var names: [String] = []
    for family in allCases where !names.contains(family.ggufArchitecture) {
      names.append(family.ggufArchitecture)
    }
    return names
  }

  /// Whether the rows of queries and keys are turned pair by pair: see `GGUFMapping`.
  var hasPairedRows: Bool { self == .llama || self == .mistral }

  /// The windowed layers of a file that has a window, by the custom of llama.cpp: all but every sixth.
  var ggufWindowPeriod: Int? { self == .gemma3 ? 6 : nil }
}
