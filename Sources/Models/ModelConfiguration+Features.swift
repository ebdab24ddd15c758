import Tensors

/// What follows from a shape and its features together.
extension ModelConfiguration {
  /// The most tokens that the network has places for; nil where any number will do.
  public var positionLimit: Int? { features.positions == .learned ? contextLength : nil }

  /// The slope of each head's linear biases; nil where there are none.
  public var attentionSlopes: [Double]? {
    features.positions == .linearBiases ? AttentionShape.alibiSlopes(headCount: headCount) : nil
  }

  /// What the embedding is multiplied by, in Float32 as the files' own code has it.
  public var embeddingScale: Double {
    features.scalesEmbedding ? Double(Float(Double(width).squareRoot())) : 1
  }

  /// The sizes of the attention of a layer, counted from 0, for a batch.
  public func attentionShape(batch: Int, time: Int, layer: Int) -> AttentionShape {
    var shape = attentionShape(batch: batch, time: time)
    if features.isWindowed(layer: layer) { shape.window = features.window?.size }
    return shape
  }

  /// The sizes of attention for a batch, without the window of some of the layers.
  public func attentionShape(batch: Int, time: Int) -> AttentionShape {
    AttentionShape(
      batch: batch, time: time, headCount: headCount, keyValueHeadCount: keyValueHeadCount,
      headWidth: headWidth, scale: features.attentionScale, softCap: features.attentionSoftCap)
  }

  /// What of a row's queries and keys is normalized together; nil where they are as they are.
  public var queryKeyGroups: QueryKeyGroups? {
    let shape = attentionShape(batch: 1, time: 1)
    return switch features.queryKeyNormalization {
    case .none: nil
    case .heads: .heads(of: shape)
    case .rows: .rows(of: shape)
    }
  }
}

/// The rotary tables of a decoder, which its layers share.
public struct RotaryTables<Scalar: TensorScalar>: Sendable {
  private let open: RotaryTable<Scalar>
  /// That of windowed layers, where it is another one.
  private let windowed: RotaryTable<Scalar>?
  private let features: DecoderFeatures

  /// Plans and fills the tables; nil where positions are not rotary.
  public init?(_ configuration: ModelConfiguration, arena: Arena, positionCount: Int) {
    let c = configuration
    guard c.features.positions == .rotary else { return nil }
    features = c.features
    func table(base: Double, scaling: RotaryScaling) -> RotaryTable<Scalar> {
      RotaryTable(
        arena: arena, positionCount: positionCount, headWidth: c.headWidth,
        turnedWidth: c.features.rotaryWidth, base: base, scaling: scaling)
    }
    open = table(base: c.rotaryBase, scaling: c.features.rotaryScaling)
    windowed =
      c.features.window == nil
      ? nil : c.features.windowedRotaryBase.map { table(base: $0, scaling: .none) }
  }

  /// The table of a layer, counted from 0.
  public func table(ofLayer layer: Int) -> RotaryTable<Scalar> {
    guard let windowed, features.isWindowed(layer: layer) else { return open }
    return windowed
  }
}
