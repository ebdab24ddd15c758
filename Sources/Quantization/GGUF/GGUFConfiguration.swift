import Groundwork
import Models

/// A model's shape, from a GGUF file's metadata.
struct GGUFConfiguration {
  let file: GGUFFile
  let architecture: String

  /// - Throws: `GGUFError` for an entry that is missing, of another type, or says what the workbook
  ///   cannot compute.
  static func read(_ file: GGUFFile) throws -> ModelConfiguration {
    guard let architecture = file["general.architecture"]?.text else {
      throw GGUFError(path: file.path, name: "general.architecture", problem: "is missing")
    }
    guard let family = ModelConfiguration.Family(ggufArchitecture: architecture) else {
      throw GGUFError(
        path: file.path, name: "general.architecture",
        problem: "\"\(TerminalText.oneLine(architecture))\" is unknown; the workbook knows "
          + ModelConfiguration.Family.ggufArchitectures.joined(separator: ", "))
    }
    return try Self(file: file, architecture: architecture).configuration(family)
  }

  private func configuration(_ family: ModelConfiguration.Family) throws -> ModelConfiguration {
    try refuseWhatIsNotComputed()
    guard let embedding = file.tensor("token_embd.weight"), embedding.shape.count == 2 else {
      throw GGUFError(
        path: file.path, name: "token_embd.weight", problem: "is missing or no matrix")
    }
    let width = try size("embedding_length")
    let heads = try size("attention.head_count")
    var configuration = ModelConfiguration(
      family: family, vocabularySize: embedding.shape[0],
      contextLength: try size("context_length"), width: width,
      layerCount: try size("block_count"), headCount: heads,
      keyValueHeadCount: try optionalSize("attention.head_count_kv"),
      headWidth: try optionalSize("attention.key_length"),
      feedForwardWidth: try size("feed_forward_length"),
      normalizationEpsilon: try number(
        family.features.normalization == .layer
          ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon"),
      isHeadTied: file.tensor("output.weight") == nil,
      rotaryBase: try optionalNumber("rope.freq_base") ?? (family == .gemma3 ? 1e6 : 10_000))
    configuration.features = try features(of: configuration)
    let endings = ["eos", "eot"].compactMap { file["tokenizer.ggml.\($0)_token_id"]?.integer }
    var known: [Int] = []
    for id in endings where (0..<configuration.vocabularySize).contains(id) && !known.contains(id) {
      known.append(id)
    }
    configuration.endOfTextID = known.first
    if known.count > 1 { configuration.furtherEndOfTextIDs = Array(known.dropFirst()) }
    do { try configuration.validate() } catch {
      throw GGUFError(path: file.path, problem: "\(error)")
    }
    if let values = try optionalSize("attention.value_length"), values != configuration.headWidth {
      throw unsupported(
        "attention.value_length", "\(values) beside keys of \(configuration.headWidth)")
    }
    return configuration
  }

  /// What would change results and is not computed here.
  private func refuseWhatIsNotComputed() throws {
    if let experts = try optionalNumber("expert_count"), experts > 0 {
      throw unsupported("expert_count", "\(Int(experts)) experts")
    }
    if let bias = try optionalNumber("attention.max_alibi_bias"), bias != 8 {
      throw unsupported("attention.max_alibi_bias", "\(bias)")
    }
  }

  func unsupported(_ key: String, _ what: String) -> GGUFError {
    GGUFError(path: file.path, name: "\(architecture).\(key)", problem: "\(what): not supported")
  }

  private func size(_ key: String) throws -> Int {
    guard let size = try optionalSize(key) else { throw missing(key) }
    return size
  }

  func optionalSize(_ key: String) throws -> Int? {
    let name = "\(architecture).\(key)"
    guard let value = file[name] else { return nil }
    guard let size = value.integer, (1...(1 << 24)).contains(size) else {
      throw GGUFError(
        path: file.path, name: name, problem: "is no whole number from 1 to \(1 << 24)")
    }
    return size
  }

  func number(_ key: String) throws -> Double {
    guard let number = try optionalNumber(key) else { throw missing(key) }
    return number
  }

  func optionalNumber(_ key: String) throws -> Double? {
    let name = "\(architecture).\(key)"
    guard let value = file[name] else { return nil }
    guard let number = value.number, number.isFinite, abs(number) < 1e15 else {
      throw GGUFError(path: file.path, name: name, problem: "is no finite number below 1e15")
    }
    return number
  }

  private func missing(_ key: String) -> GGUFError {
    GGUFError(path: file.path, name: "\(architecture).\(key)", problem: "is missing")
  }
}
