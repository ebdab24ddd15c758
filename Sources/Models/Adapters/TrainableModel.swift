import Groundwork
import Tensors

/// A model as training sees it: numbers that it changes, and perhaps others that it computes with.
public enum TrainableModel<Scalar: TensorScalar> {
  /// All of its parameters are trained.
  case whole(ParameterStore<Scalar>)
  /// An adapter is trained, and the model's own parameters stay as they are.
  case adapter(Adapter<Scalar>, of: FrozenWeights<Scalar>)

  public var configuration: ModelConfiguration {
    switch self {
    case .whole(let store): store.configuration
    case .adapter(let adapter, _): adapter.configuration
    }
  }

  /// The parameters that training changes: gradients and moments are laid out as they are.
  public var parameters: ParameterStore<Scalar> {
    switch self {
    case .whole(let store): store
    case .adapter(let adapter, _): adapter.parameters
    }
  }

  /// The bytes of what stays as it is.
  public var frozenByteCount: Int {
    switch self {
    case .whole: 0
    case .adapter(_, let base): base.byteCount
    }
  }

  /// How many of an adapter's inputs are zero in a training step.
  var dropoutRate: Double {
    switch self {
    case .whole: 0
    case .adapter(let adapter, _): adapter.settings.dropout
    }
  }

  /// What a decoder is laid out of.
  ///
  /// - Parameters:
  ///   - gradients: where ∂L/∂parameter goes, laid out as `parameters` are; nil for a network that only
  ///     runs forward.
  ///   - dropout: of an adapter's inputs.
  ///   - products: how matrices will be multiplied; the store of a whole model keeps what they read.
  func decoderParameters(
    gradients: BufferSlice<Scalar>?, dropout: InputDropout? = nil, products: ProductPlan = .exact
  ) -> DecoderParameters<Scalar> {
    switch self {
    case .whole(let store):
      if products.precision == .bfloat16 { store.keepRoundedCopy() }
      let variables = store.variables(gradients: gradients)
      return DecoderParameters(
        variables: variables, trained: store.layout.specifications.compactMap { variables[$0.name] }
      )
    case .adapter(let adapter, let base):
      let frozen = base.parameters()
      let (trained, updates) = adapter.updates(gradients: gradients, dropout: dropout)
      return DecoderParameters(
        variables: frozen.variables, packed: frozen.packed, updates: updates, trained: trained)
    }
  }
}

/// The numbers that the parts of a decoder are laid out of, by the workbook's names.
struct DecoderParameters<Scalar: TensorScalar> {
  var variables: [String: Variable<Scalar>]
  /// Matrices that stay packed.
  var packed: [String: PackedRows<Scalar>] = [:]
  /// What adapters add to the products with a matrix.
  var updates: [String: [LowRankUpdate<Scalar>]] = [:]
  /// The variables that have gradients, in the order of their layout.
  var trained: [Variable<Scalar>]
}
