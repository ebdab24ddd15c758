import Models
import Tensors

/// A whole model with its matrices in a number format.
///
/// Matrices and embeddings are packed; gains and biases, under 1 % of the parameters and sensitive,
/// stay in Float32.
public struct QuantizedModel {
  public let format: NumberFormat
  /// The matrices by name.
  public let matrices: [String: QuantizedMatrix]
  /// The weights that the packed forms stand for, ready to run.
  public let parameters: ParameterStore<Float>
  /// Bytes of all packed matrices and of the vectors in Float32.
  public let byteCount: Int
  /// The error of each matrix, in the order of the layout.
  public let errors: [(name: String, error: QuantizationError)]
  /// The error of all matrices taken together.
  public let totalError: QuantizationError

  /// Packs a model.
  public init(
    _ original: ParameterStore<Float>, format: NumberFormat, rounding: RoundingScheme = .nearest
  ) throws(ModelError) {
    self.format = format
    parameters = try ParameterStore<Float>(original.configuration)
    parameters.values.copy(from: original.values.array)
    var matrices: [String: QuantizedMatrix] = [:]
    var errors: [(String, QuantizationError)] = []
    var bytes = 0
    var before: [Float] = []
    var after: [Float] = []
    for specification in original.layout.specifications {
      guard !specification.isVector else {
        bytes += 4 * specification.count
        continue
      }
      let (offset, count) = (specification.offset, specification.count)
      let weights = original.values.part(offset, count).array
      let packed = QuantizedMatrix(
        weights, rows: specification.rows, columns: specification.columns, format: format,
        rounding: rounding)
      let restored = packed.dequantized()
      parameters.values.part(offset, count).copy(from: restored)
      bytes += packed.byteCount
      errors.append((specification.name, QuantizationError(weights, restored)))
      before += weights
      after += restored
      matrices[specification.name] = packed
    }
    self.matrices = matrices
    self.errors = errors.map { (name: $0.0, error: $0.1) }
    byteCount = bytes
    totalError = QuantizationError(before, after)
  }

  /// Bits a parameter, vectors included.
  public var bitsPerParameter: Double {
    8 * Double(byteCount) / Double(parameters.configuration.parameterCount.all)
  }
}
