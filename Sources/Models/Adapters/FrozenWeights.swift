import Groundwork
import Tensors

/// The numbers of a model that a decoder computes with and that nothing changes.
///
///     let base = FrozenWeights(try model.readParameters())           // plain numbers
///     let packed = FrozenWeights(packing: try GGUFWeights(file))     // matrices as they are stored
public struct FrozenWeights<Scalar: TensorScalar> {
  public let configuration: ModelConfiguration
  /// The bytes that the numbers take, in memory or in a mapped file.
  public let byteCount: Int
  private let values: [String: BufferSlice<Scalar>]
  private let packed: [String: PackedRows<Scalar>]
  // The slices' memory.
  private let owner: AnyObject
  private let layout: ParameterLayout

  /// The numbers of a store, which nobody may change meanwhile.
  public init(_ store: ParameterStore<Scalar>) {
    configuration = store.configuration
    layout = store.layout
    byteCount = layout.count * MemoryLayout<Scalar>.stride
    values = Dictionary(
      uniqueKeysWithValues: layout.specifications.map {
        ($0.name, store.values.part($0.offset, $0.count))
      })
    packed = [:]
    owner = store
  }

  /// What a decoder takes of it: variables without gradients, and what stays packed.
  func parameters() -> (variables: [String: Variable<Scalar>], packed: [String: PackedRows<Scalar>])
  {
    let variables = layout.specifications.compactMap { specification in
      values[specification.name].map {
        (
          specification.name,
          Variable(rows: specification.rows, columns: specification.columns, value: $0)
        )
      }
    }
    return (Dictionary(uniqueKeysWithValues: variables), packed)
  }
}

extension FrozenWeights where Scalar == Float {
  /// The weights of a source, whose matrices stay in the form that they have: they are unpacked, a few rows
  /// at a time, whenever they are multiplied.
  ///
  /// - Throws: `ModelError` for a source that lacks a parameter.
  public init(packing source: any WeightSource) throws(ModelError) {
    configuration = source.configuration
    layout = ParameterLayout(configuration)
    let arena = Arena()
    var values: [String: BufferSlice<Float>] = [:]
    var packed: [String: PackedRows<Float>] = [:]
    var bytes = 0
    for specification in layout.specifications {
      let name = specification.name
      if specification.isVector {
        values[name] = source.vector(name)
        bytes += specification.count * MemoryLayout<Float>.stride
      } else if let matrix = source.matrix(name) {
        if let dense = matrix as? DenseMatrix {
          values[name] = dense.values
        } else if name == ParameterNames.positionEmbedding {
          // Read as a whole in every pass.
          let slice: BufferSlice<Float> = arena.allocate(specification.count, of: 0)
          for row in 0..<matrix.rows {
            matrix.copyRow(row, into: slice.pointer + row * matrix.columns)
          }
          values[name] = slice
        } else {
          packed[name] = PackedRows(rows: matrix.rows, columns: matrix.columns) {
            matrix.copyRow($0, into: $1)
          }
        }
        bytes += matrix.byteCount
      }
      guard values[name] != nil || packed[name] != nil else {
        throw .badInput("the model has no parameter \(name)")
      }
    }
    (self.values, self.packed, byteCount) = (values, packed, bytes)
    owner = WeightOwner(source, arena)
  }
}

/// Keeps alive what slices point into.
private final class WeightOwner {
  private let source: any WeightSource
  private let arena: Arena

  init(_ source: any WeightSource, _ arena: Arena) { (self.source, self.arena) = (source, arena) }
}
