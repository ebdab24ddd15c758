import Groundwork
import Tensors

/// The values of all parameters of a model, or of an adapter for it, in one flat buffer.
public final class ParameterStore<Scalar: TensorScalar> {
  public let configuration: ModelConfiguration
  public let layout: ParameterLayout
  /// Every parameter's elements, laid out by `layout`; the padding in between is zero.
  public let values: BufferSlice<Scalar>
  /// The values rounded to bfloat16, laid out alike, where somebody multiplies those: see
  /// `keepRoundedCopy`.
  public private(set) var roundedValues: BufferSlice<UInt16>?
  private let arena: Arena

  /// Room for the parameters of a shape, all zero.
  ///
  /// - Throws: for an impossible shape, or one that does not fit into the machine's memory.
  public convenience init(_ configuration: ModelConfiguration) throws(ModelError) {
    try configuration.validate()
    try configuration.requireMemory()
    try self.init(configuration, arena: Arena())
  }

  /// - Parameter layout: nil for the model's own.
  init(
    _ configuration: ModelConfiguration, layout: ParameterLayout? = nil, arena: Arena
  ) throws(ModelError) {
    try configuration.validate()
    self.arena = arena
    self.configuration = configuration
    let layout = layout ?? ParameterLayout(configuration)
    self.layout = layout
    values = arena.allocate(layout.count, of: 0)
  }

  /// The elements of one parameter, (rows, columns) row-major; nil for a name that is not there.
  public subscript(name: String) -> BufferSlice<Scalar>? {
    layout[name].map { values.part($0.offset, $0.count) }
  }

  /// Keeps the values rounded to bfloat16 besides. Whoever changes values refreshes the copy.
  public func keepRoundedCopy() {
    guard roundedValues == nil else { return }
    roundedValues = arena.allocate(layout.count, of: 0)
    refreshRoundedCopy()
  }

  /// Rounds the values again, where a rounded copy is kept.
  public func refreshRoundedCopy() {
    guard let roundedValues, !arena.isDryRun else { return }
    BFloat16Kernel.round(values.pointer, into: roundedValues.pointer, count: layout.count)
  }

  /// Sets every parameter to its first value.
  ///
  /// Matrices and embeddings are drawn from N(0, 0.02²), those that write to the residual stream
  /// from N(0, (0.02/√(2L))²), so that the stream's variance does not grow with the L layers
  /// (Radford et al. 2019, §2.3). Gains are 1 (or 0, where they are added to 1) and biases 0. Each parameter has a stream of its own
  /// by its name: a model with one layer more begins with the same first layers.
  public func initialize(seed: UInt64, standardDeviation: Double = 0.02) {
    layout.initialize(
      values, seed: seed, standardDeviation: standardDeviation,
      layerCount: configuration.layerCount, gain: 1 - configuration.features.gainOffset)
    refreshRoundedCopy()
  }

  /// A variable for each parameter, over these values and a flat buffer of gradients.
  func variables(gradients: BufferSlice<Scalar>?) -> [String: Variable<Scalar>] {
    layout.variables(values, gradients: gradients, rounded: roundedValues)
  }
}
