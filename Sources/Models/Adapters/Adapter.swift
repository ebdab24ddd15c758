import Groundwork
import Tensors

/// Low-rank updates of a model's matrices: for each of them A and B, of which W + scale · B·A is made.
///
///     let adapter = try Adapter<Float>(configuration, settings)
///     adapter.initialize(seed: 1)
///     let model = TrainableModel.adapter(adapter, of: FrozenWeights(base))
public final class Adapter<Scalar: TensorScalar> {
  /// Of the model that it belongs to.
  public let configuration: ModelConfiguration
  public let settings: AdapterSettings
  /// The matrices that have an update, in the order of the forward pass.
  public let sites: [AdapterSite]
  /// A and B of each site, by `AdapterSite.downName` and `upName`: A (rank, inputs), B (outputs, rank).
  /// The rows of B are in the order of the workbook's matrix.
  public let parameters: ParameterStore<Scalar>

  /// Room for the updates that the settings ask for, all zero.
  ///
  /// - Throws: for settings that are impossible, or targets that name no matrix of the model.
  public convenience init(
    _ configuration: ModelConfiguration, _ settings: AdapterSettings
  ) throws(ModelError) {
    try self.init(configuration, settings, arena: Arena())
  }

  convenience init(
    _ configuration: ModelConfiguration, _ settings: AdapterSettings, arena: Arena
  ) throws(ModelError) {
    let all = configuration.adapterSites
    for target in settings.targets where !all.contains(where: { $0.matches(target) }) {
      throw .badInput("the adapter's target \"\(target)\" names no matrix of the model's layers")
    }
    try self.init(
      configuration, settings,
      sites: all.filter { site in settings.targets.contains { site.matches($0) } }, arena: arena)
  }

  init(
    _ configuration: ModelConfiguration, _ settings: AdapterSettings, sites: [AdapterSite],
    arena: Arena
  ) throws(ModelError) {
    try settings.validate()
    guard !sites.isEmpty else { throw .badInput("an adapter without targets changes nothing") }
    self.configuration = configuration
    self.settings = settings
    self.sites = sites
    let layout = ParameterLayout(
      sites.flatMap { site in
        [
          (site.downName, settings.rank, site.inputs), (site.upName, site.outputs, settings.rank),
        ]
      })
    parameters = try ParameterStore(configuration, layout: layout, arena: arena)
  }

  /// The numbers in all A and B.
  public var parameterCount: Int {
    parameters.layout.specifications.reduce(0) { $0 + $1.count }
  }

  /// Draws each A as PEFT does, uniformly from ±1/√inputs (what it calls Kaiming's with a = √5), and sets B
  /// to zero, so that training begins with the model as it is. Each A has a stream of its own by its name.
  public func initialize(seed: UInt64) {
    let root = RandomStream(seed: seed)
    for site in sites {
      if let down = parameters[site.downName] {
        var stream = root.fork(site.downName)
        let bound = 1 / Double(site.inputs).squareRoot()
        for i in 0..<down.count { down[i] = Scalar((2 * stream.uniform() - 1) * bound) }
      }
      parameters[site.upName]?.fill(0)
    }
  }

  /// Variables over the store and a buffer of gradients, laid out by the workbook's names of the matrices.
  ///
  /// - Parameter dropout: of the updates' inputs.
  func updates(
    gradients: BufferSlice<Scalar>?, dropout: InputDropout?
  ) -> (trained: [Variable<Scalar>], byParameter: [String: [LowRankUpdate<Scalar>]]) {
    let variables = parameters.variables(gradients: gradients)
    var updates: [String: [LowRankUpdate<Scalar>]] = [:]
    for (number, site) in sites.enumerated() {
      guard let down = variables[site.downName], let up = variables[site.upName] else { continue }
      updates[site.parameter, default: []].append(
        LowRankUpdate(
          down: down, up: up, firstOutput: site.firstRow, scale: settings.scale,
          dropout: dropout, site: number))
    }
    return (parameters.layout.specifications.compactMap { variables[$0.name] }, updates)
  }

  /// Adds every update to its matrix, after which the model is what model and adapter were together.
  ///
  /// - Precondition: the store is of the adapter's configuration.
  public func merge(into store: ParameterStore<Scalar>) {
    let rank = settings.rank
    for site in sites {
      guard let down = parameters[site.downName], let up = parameters[site.upName],
        let matrix = store[site.parameter]
      else { preconditionFailure("the model has no matrix \(site.parameter)") }
      Scalar.matrixProduct(
        up.pointer, stride: rank, transposed: false, down.pointer, stride: site.inputs,
        transposed: false, into: matrix.pointer + site.firstRow * site.inputs,
        stride: site.inputs, rows: site.outputs, columns: site.inputs, inner: rank,
        alpha: Scalar(settings.scale), beta: 1)
    }
  }
}
