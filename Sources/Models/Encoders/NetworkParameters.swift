import Groundwork
import Tensors

/// The shape of a network whose parameters lie in `NetworkParameters`: an encoder's or an
/// encoder–decoder's.
public protocol NetworkShape: Equatable, Sendable {
  /// Every parameter, in the order of the forward pass.
  var layout: ParameterLayout { get }
  /// The layers that write to one residual stream.
  var residualLayerCount: Int { get }
  /// Roughly the parameters, counted without listing them.
  var approximateParameterCount: Double { get }
  /// Throws what makes this shape impossible, in one line.
  func validate() throws(ModelError)
}

extension NetworkShape {
  /// Throws where numbers take more memory than the machine has, before any of it is taken.
  ///
  /// - Parameter numbers: those besides the parameters.
  func requireMemory(numbers: Double = 0) throws(ModelError) {
    let bytes = (approximateParameterCount + numbers) * Double(MemoryLayout<Float>.stride)
    let available = Double(MachineProbe.memoryByteCount)
    guard bytes <= available else {
      throw .tooLittleMemory(needed: bytes, available: available)
    }
  }
}

/// The values of all parameters of an encoder or an encoder–decoder, in one flat buffer: what
/// `ParameterStore` is to a decoder.
///
///     let parameters = try NetworkParameters<EncoderConfiguration, Float>(configuration)
///     parameters.initialize(seed: 1)
public final class NetworkParameters<Shape: NetworkShape, Scalar: TensorScalar> {
  public let configuration: Shape
  public let layout: ParameterLayout
  /// Every parameter's elements, laid out by `layout`; the padding in between is zero.
  public let values: BufferSlice<Scalar>
  private let arena = Arena()

  /// Room for the parameters of a shape, all zero.
  ///
  /// - Throws: for an impossible shape, or one that does not fit into the machine's memory.
  public init(_ configuration: Shape) throws(ModelError) {
    try configuration.validate()
    try configuration.requireMemory()
    self.configuration = configuration
    layout = configuration.layout
    values = arena.allocate(layout.count, of: 0)
  }

  /// The elements of one parameter, (rows, columns) row-major; nil for a name that is not there.
  public subscript(name: String) -> BufferSlice<Scalar>? {
    layout[name].map { values.part($0.offset, $0.count) }
  }

  /// The numbers of all parameters, padding left out.
  public var parameterCount: Int { layout.specifications.reduce(0) { $0 + $1.count } }

  /// Sets every parameter to its first value: see `ParameterStore.initialize`.
  public func initialize(seed: UInt64, standardDeviation: Double = 0.02) {
    layout.initialize(
      values, seed: seed, standardDeviation: standardDeviation,
      layerCount: configuration.residualLayerCount, gain: 1)
  }
}
