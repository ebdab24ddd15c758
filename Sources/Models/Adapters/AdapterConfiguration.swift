import Groundwork

/// An `adapter_config.json`, as the Python package peft (0.21) writes it.
///
/// What the workbook does not compute is refused by name: DoRA, ranks of single modules, other parts of the
/// model that were trained along, and every kind of adapter that is no LoRA.
public struct AdapterConfiguration: Hashable, Sendable {
  public var rank: Int
  public var alpha: Double
  public var isRankStabilized: Bool
  /// The names of `target_modules`; nil where the file has a pattern or nothing in their place.
  public var targets: [String]?
  /// Whether modules of some layers alone have an update.
  public var isOfSomeLayers: Bool
  /// Whether some of the modules that `targets` names were left out by name.
  public var hasExclusions: Bool
  /// Where the model is, or what it is called, that the adapter belongs to; nil where it is not said.
  public var baseModel: String?

  private static let harmless: Set<String> = [
    "task_type", "peft_type", "auto_mapping", "peft_version", "base_model_name_or_path", "revision",
    "inference_mode", "r", "target_modules", "exclude_modules", "lora_alpha", "lora_dropout",
    "fan_in_fan_out", "bias", "use_rslora", "init_lora_weights", "layers_to_transform",
    "layers_pattern", "megatron_config", "megatron_core", "loftq_config", "eva_config",
    "corda_config", "lora_ga_config", "qalora_group_size", "runtime_config", "ensure_weight_tying",
  ]
  /// First values of A and B that leave the model as it was; others change it, and what they made of it
  /// is not in the adapter.
  private static let harmlessFirstValues: Set<String> = ["gaussian", "eva", "orthogonal"]

  /// - Throws: `ModelError` for what is missing, mistyped, impossible or not supported.
  static func parse(_ bytes: [UInt8], path: String) throws -> AdapterConfiguration {
    let root: JSONValue
    do {
      root = try StrictJSON.parse(bytes, allowsNonFinite: true)
    } catch {
      throw ModelError.malformedFile(path: path, problem: "not JSON: \(error)")
    }
    guard let object = root.object else {
      throw ModelError.malformedFile(path: path, problem: "is no JSON object")
    }
    let entries = ConfigurationEntries(object: object, path: path)
    let kind = try entries.text("peft_type")
    guard kind == "LORA" else {
      throw entries.problem("peft_type \(TerminalText.oneLine(kind)) is not supported; LORA is")
    }
    try refuseOthers(in: entries)
    let hasTargets = object["target_modules"]?.array != nil
    let settings = AdapterSettings(
      rank: try entries.size("r"), alpha: try entries.number("lora_alpha", otherwise: 8),
      targets: [])
    do { try settings.validate() } catch { throw entries.problem(error.description) }
    return AdapterConfiguration(
      rank: settings.rank, alpha: settings.alpha,
      isRankStabilized: try entries.flag("use_rslora", otherwise: false),
      targets: hasTargets ? try targets(entries) : nil,
      isOfSomeLayers: entries.has("layers_to_transform"),
      hasExclusions: entries.has("exclude_modules"),
      baseModel: entries.has("base_model_name_or_path")
        ? try entries.text("base_model_name_or_path") : nil)
  }

  private static func targets(_ entries: ConfigurationEntries) throws -> [String] {
    try (entries.object["target_modules"]?.array ?? []).map { value in
      guard let name = value.text else {
        throw entries.mistyped("target_modules", value, "a list of names")
      }
      return name
    }
  }

  private static func refuseOthers(in entries: ConfigurationEntries) throws {
    if entries.has("bias") {
      let bias = try entries.text("bias")
      guard bias == "none" else {
        throw entries.problem("bias \(TerminalText.oneLine(bias)) is not supported; none is")
      }
    }
    if let first = entries.object["init_lora_weights"]?.text, !harmlessFirstValues.contains(first) {
      throw entries.problem(
        "init_lora_weights \(TerminalText.oneLine(first)) is not supported: it changes the model itself"
      )
    }
    for member in entries.object.members where !harmless.contains(member.name) {
      guard !isUnset(member.value) else { continue }
      throw entries.problem("\(TerminalText.oneLine(member.name)) is not supported")
    }
  }

  /// Whether an option says that it is off.
  private static func isUnset(_ value: JSONValue) -> Bool {
    value == .null || value.bool == false || value.array?.isEmpty == true
      || value.object?.members.isEmpty == true
  }

  /// The file's text, its entries in peft's order of the alphabet.
  static func encode(
    _ settings: AdapterSettings, of configuration: ModelConfiguration, baseModel: String
  ) -> [UInt8] {
    let value: JSONValue = [
      "base_model_name_or_path": .text(baseModel), "bias": "none",
      "fan_in_fan_out": .bool(configuration.hasTransposedMatrices), "inference_mode": .bool(true),
      "init_lora_weights": .bool(true), "lora_alpha": number(settings.alpha),
      "lora_dropout": .number(settings.dropout), "modules_to_save": .null, "peft_type": "LORA",
      "r": .integer(settings.rank),
      "target_modules": .array(settings.targets.map { .text($0) }), "task_type": "CAUSAL_LM",
      "use_dora": .bool(false), "use_rslora": .bool(settings.isRankStabilized),
    ]
    return value.encoded(isPretty: true) + [0x0A]
  }

  /// peft's alpha is a whole number wherever it can be.
  private static func number(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
