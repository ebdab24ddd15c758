import Tensors

/// A matrix that an adapter can update: one of PEFT's modules, and where its rows lie in ours.
///
/// Queries, keys and values are three modules in some families and one in others, while the workbook
/// keeps one matrix of them all: a site is a stretch of a matrix's rows.
public struct AdapterSite: Hashable, Sendable {
  /// The module's path in transformers, such as `model.layers.0.self_attn.q_proj`.
  public let module: String
  /// The workbook's name of the matrix.
  public let parameter: String
  /// The module's inputs and outputs.
  public let inputs: Int
  public let outputs: Int
  private let mapping: TensorMapping

  init(_ mapping: TensorMapping) {
    self.mapping = mapping
    module = String(mapping.tensor.dropLast(".weight".count))
    parameter = mapping.parameter
    let isTransposed = mapping.placement == .transposed
    (outputs, inputs) =
      isTransposed
      ? (mapping.shape[1], mapping.shape[0]) : (mapping.shape[0], mapping.shape[1])
  }

  /// The names of A and B, in an adapter's store.
  public var downName: String { module + ".lora_A.weight" }
  public var upName: String { module + ".lora_B.weight" }

  /// The matrix's row of the module's first output: from there on they are together.
  public var firstRow: Int {
    if case .rows(let first) = mapping.placement { first } else { 0 }
  }

  /// The row, counted from `firstRow`, of one of the module's outputs as transformers counts them.
  func row(ofOutput output: Int) -> Int {
    guard case .headByHead = mapping.placement else { return output }
    return mapping.place(of: output * inputs) / inputs
  }

  /// Whether PEFT's target names the module: all of it, or the last parts of its path.
  public func matches(_ target: String) -> Bool {
    module == target || module.hasSuffix("." + target)
  }
}

extension ModelConfiguration {
  /// Every matrix of the layers, in the order of the forward pass: what PEFT calls `all-linear`.
  public var adapterSites: [AdapterSite] {
    let layout = ParameterLayout(self)
    return tensorMappings.filter { mapping in
      let role = layout[mapping.parameter]?.role
      return mapping.parameter != ParameterNames.head
        && (role == .matrix || role == .residualMatrix)
    }.map(AdapterSite.init)
  }

  /// Whether the family's files keep matrices as (in, out), which PEFT calls `fan_in_fan_out`.
  public var hasTransposedMatrices: Bool {
    tensorMappings.contains { $0.placement == .transposed }
  }

  /// PEFT's target names for what somebody asks for.
  ///
  /// - Parameter wanted: `all`, the parts of a layer (q, k, v, o, gate, up, down), or names of
  ///   transformers' modules such as `query_key_value`.
  /// - Throws: for what the model has not.
  public func adapterTargets(_ wanted: [String]) throws(ModelError) -> [String] {
    let names = AdapterTargets(self)
    guard !wanted.isEmpty else { throw .badInput("an adapter without targets changes nothing") }
    var found: Set<String> = []
    for word in wanted { found.formUnion(try names.targets(of: word, among: wanted)) }
    return names.all.filter(found.contains)
  }
}

/// What the matrices of a family's layers are called.
private struct AdapterTargets {
  private let family: String
  private let sites: [AdapterSite]
  /// The shortest name of each module that no other module of the layer has.
  let all: [String]

  init(_ configuration: ModelConfiguration) {
    var single = configuration
    // Every layer has the same modules.
    single.layerCount = 1
    single.features.window = nil
    family = configuration.family.rawValue
    sites = single.adapterSites
    let paths = sites.map { $0.module.split(separator: ".").map(String.init) }
    all = paths.map { path in
      let last = path.suffix(1)
      let isUnique = paths.count { $0.suffix(1) == last } == 1
      return path.suffix(isUnique ? 1 : 2).joined(separator: ".")
    }
  }

  func targets(of word: String, among wanted: [String]) throws(ModelError) -> [String] {
    if word == "all" || word == "all-linear" { return all }
    let names = ParameterNames.layer(0)
    switch word {
    case "q", "k", "v":
      let parts = zip(sites, all).filter { $0.0.parameter == names.queryKeyValue.weight }.map(\.1)
      if parts.count == 3, let index = ["q", "k", "v"].firstIndex(of: word) {
        return [parts[index]]
      }
      guard ["q", "k", "v"].allSatisfy(wanted.contains) else {
        throw .badInput(
          "a \(family) model has queries, keys and values in one matrix, \(parts[0]): target all three "
            + "of q, k and v, or none")
      }
      return parts
    case "o": return named(names.attentionOutput.weight)
    case "gate":
      let gate = named(names.gate.weight)
      guard !gate.isEmpty else { throw .badInput("a \(family) model has no gate to target") }
      return gate
    case "up": return named(names.up.weight)
    case "down": return named(names.down.weight)
    default:
      let matching = zip(sites, all).filter { $0.0.matches(word) }.map(\.1)
      guard !matching.isEmpty else {
        throw .badInput(
          "a \(family) model's layers have no matrix \"\(word)\"; they have "
            + all.joined(separator: ", "))
      }
      return matching
    }
  }

  private func named(_ parameter: String) -> [String] {
    zip(sites, all).filter { $0.0.parameter == parameter }.map(\.1)
  }
}
