import Models
import Tensors

/// A model whose matrices have been rounded: their packed bytes, and the numbers that these stand for.
public struct QuantizedWeights {
  /// A matrix, and what rounding did to it.
  public struct Tensor: Sendable {
    public let plan: QuantizationPlan.Tensor
    public let error: QuantizationError
    /// The packed bytes, rows in the order of a GGUF file.
    let bytes: [UInt8]

    public var name: String { plan.name }
    public var element: GGUFElement { plan.element }
    public var byteCount: Int { bytes.count }
    public var bitsPerWeight: Double { element.bitsPerWeight }
    /// Whether its rows did not fit the form that it was to have.
    public var isFallback: Bool { plan.element != plan.wanted }
  }

  /// In the order of a GGUF file.
  public let tensors: [Tensor]
  /// The numbers that the rounded matrices stand for, and the vectors as they were.
  public let parameters: ParameterStore<Float>
  /// The largest damping that GPTQ needed for a layer; nil for other roundings.
  public let largestDamping: Double?

  /// The error of all matrices taken together.
  public var totalError: QuantizationError { .together(tensors.map(\.error)) }

  /// Bytes of all matrices and of the vectors in F32.
  public var byteCount: Int {
    tensors.reduce(4 * vectorCount) { $0 + $1.byteCount }
  }

  private var vectorCount: Int {
    parameters.layout.specifications.reduce(0) { $0 + ($1.isVector ? $1.count : 0) }
  }

  /// Bits a parameter, vectors included.
  public var bitsPerWeight: Double {
    8 * Double(byteCount) / Double(parameters.configuration.parameterCount.all)
  }

  /// From the noisiest matrix to the cleanest.
  public var byNoise: [Tensor] {
    tensors.sorted {
      ($0.error.signalToNoise, $0.name) < ($1.error.signalToNoise, $1.name)
    }
  }
}
