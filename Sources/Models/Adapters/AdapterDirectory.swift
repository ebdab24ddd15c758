import Foundation
import Groundwork
import Tensors

/// A folder with an adapter as the Python package peft keeps it: `adapter_config.json` and
/// `adapter_model.safetensors`.
///
///     try AdapterDirectory.write(adapter, base: "/models/smollm2", to: "law")
///     let adapter = try AdapterDirectory.read("law", for: configuration)
public enum AdapterDirectory {
  public static let configurationFile = "adapter_config.json"
  public static let weightsFile = "adapter_model.safetensors"
  private static let prefix = "base_model.model."

  /// Whether a folder holds an adapter rather than a model.
  public static func isAdapter(_ folder: String) -> Bool {
    let exists = FileManager.default.fileExists(atPath:)
    return exists("\(folder)/\(configurationFile)")
      && !exists("\(folder)/\(ModelDirectory.configurationFile)")
  }

  /// - Throws: `FileError`, `ModelError`.
  public static func readConfiguration(_ folder: String) throws -> AdapterConfiguration {
    let path = "\(folder)/\(configurationFile)"
    return try AdapterConfiguration.parse(
      try AtomicFile.read(path, limit: .settings), path: path)
  }

  /// Reads an adapter for a model of a shape.
  ///
  /// - Throws: `FileError` for what is not there, `SafetensorsError` for weights that are malformed, of
  ///   another shape than the model's, or lack one of a pair; `ModelError` for settings that are not
  ///   supported.
  public static func read(
    _ folder: String, for configuration: ModelConfiguration
  ) throws -> Adapter<Float> {
    let (found, file, sites) = try open(folder, for: configuration)
    var settings = AdapterSettings(
      rank: found.rank, alpha: found.alpha, targets: found.targets ?? sites.map(\.module))
    settings.isRankStabilized = found.isRankStabilized
    let adapter = try Adapter<Float>(configuration, settings, sites: sites, arena: Arena())
    for site in sites { try read(site, settings.rank, from: file, into: adapter) }
    return adapter
  }

  /// Throws what `read` would, but for what is wrong with the numbers themselves, which are not read.
  public static func check(_ folder: String, for configuration: ModelConfiguration) throws {
    _ = try open(folder, for: configuration)
  }

  /// The tensors in a folder's file, whatever they are.
  public static func readTensors(_ folder: String) throws -> [StoredTensor] {
    try SafetensorsFile(path: "\(folder)/\(weightsFile)").entries.map {
      StoredTensor(
        name: $0.name, shape: $0.shape, form: $0.element.rawValue, byteCount: $0.bytes.count)
    }
  }

  private static func open(
    _ folder: String, for configuration: ModelConfiguration
  ) throws -> (AdapterConfiguration, SafetensorsFile, [AdapterSite]) {
    let found = try readConfiguration(folder)
    let file = try SafetensorsFile(path: "\(folder)/\(weightsFile)")
    let sites = try self.sites(of: file, found, configuration)
    for site in sites { try check(site, found.rank, file) }
    return (found, file, sites)
  }

  /// The modules that a file has updates of: those that its settings name, and no others.
  private static func sites(
    of file: SafetensorsFile, _ found: AdapterConfiguration, _ configuration: ModelConfiguration
  ) throws -> [AdapterSite] {
    let all = configuration.adapterSites
    var known: Set<String> = []
    var sites: [AdapterSite] = []
    for site in all {
      let names = [site.downName, site.upName].map { prefix + $0 }
      let present = names.filter { file[$0] != nil }
      let isNamed = found.targets?.contains { site.matches($0) } ?? false
      let mayBeLeftOut = found.isOfSomeLayers || found.hasExclusions
      if let missing = names.first(where: { file[$0] == nil }),
        !present.isEmpty || (isNamed && !mayBeLeftOut)
      {
        throw SafetensorsError(
          path: file.path, tensor: missing,
          problem: present.isEmpty
            ? "is missing, though target_modules names its module"
            : "is missing; an update is a pair of matrices, A and B")
      }
      guard !present.isEmpty else { continue }
      known.formUnion(names)
      sites.append(site)
    }
    if let stray = file.names.first(where: { !known.contains($0) }) {
      throw SafetensorsError(
        path: file.path, tensor: stray,
        problem: "updates no matrix of the layers of this \(configuration.family.rawValue) model")
    }
    guard !sites.isEmpty else {
      throw SafetensorsError(path: file.path, problem: "has no updates")
    }
    return sites
  }

  private static func check(_ site: AdapterSite, _ rank: Int, _ file: SafetensorsFile) throws {
    for (name, shape) in [
      (site.downName, [rank, site.inputs]), (site.upName, [site.outputs, rank]),
    ] {
      guard let entry = file[prefix + name], entry.shape != shape else { continue }
      throw SafetensorsError(
        path: file.path, tensor: entry.name,
        problem: "has shape \(entry.shape) where rank \(rank) and the model ask for \(shape)")
    }
  }

  private static func read(
    _ site: AdapterSite, _ rank: Int, from file: SafetensorsFile, into adapter: Adapter<Float>
  ) throws {
    guard let down = adapter.parameters[site.downName], let up = adapter.parameters[site.upName]
    else { preconditionFailure("the adapter has no update of \(site.module)") }
    try file.read(prefix + site.downName, 0..<down.count, into: down.pointer)
    for output in 0..<site.outputs {
      try file.read(
        prefix + site.upName, (output * rank)..<((output + 1) * rank),
        into: up.pointer + site.row(ofOutput: output) * rank)
    }
    guard [down, up].allSatisfy({ $0.buffer.allSatisfy(\.isFinite) }) else {
      throw SafetensorsError(
        path: file.path, tensor: prefix + site.module, problem: "has updates that are no numbers")
    }
  }

  /// Writes an adapter so that peft loads it.
  ///
  /// - Parameter base: where the model is that it belongs to.
  /// - Throws: `FileError`. Each file appears whole or not at all, the settings last.
  public static func write(_ adapter: Adapter<Float>, base: String, to folder: String) throws {
    let rank = adapter.settings.rank
    let tensors = adapter.sites.flatMap { site -> [SafetensorsTensor] in
      guard let down = adapter.parameters[site.downName],
        let up = adapter.parameters[site.upName]
      else { preconditionFailure("the adapter has no update of \(site.module)") }
      return [
        SafetensorsTensor(
          name: prefix + site.downName, shape: [rank, site.inputs], values: down),
        SafetensorsTensor(name: prefix + site.upName, shape: [site.outputs, rank]) {
          range, target in
          for (offset, index) in range.enumerated() {
            let (output, column) = index.quotientAndRemainder(dividingBy: rank)
            target[offset] = up[site.row(ofOutput: output) * rank + column]
          }
        },
      ]
    }
    try SafetensorsFile.write(
      tensors, metadata: ["format": "pt"], to: "\(folder)/\(weightsFile)")
    try AtomicFile.write(
      AdapterConfiguration.encode(
        adapter.settings, of: adapter.configuration, baseModel: base),
      to: "\(folder)/\(configurationFile)")
  }
}
