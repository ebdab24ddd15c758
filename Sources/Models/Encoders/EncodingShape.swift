/// The shape of a model with an encoder: one that reads both ways, with or without a stack that writes.
public enum EncodingShape: Hashable, Sendable {
  case encoder(EncoderConfiguration)
  case encoderDecoder(EncoderDecoderConfiguration)

  /// What a family with an encoder is, as in "is an encoder"; nil for any other.
  ///
  /// - Parameter family: the `model_type` of a `config.json`.
  public static func kind(ofFamily family: String) -> String? {
    switch family {
    case EncoderConfiguration.family:
      "an encoder, which reads a text from both sides and fills gaps"
    case EncoderDecoderConfiguration.family: "an encoder–decoder, which turns one text into another"
    default: nil
    }
  }

  /// The stack that reads.
  public var stack: StackShape {
    switch self {
    case .encoder(let shape): shape.stack
    case .encoderDecoder(let shape): shape.encoder
    }
  }

  /// The layers of the stack that writes; nil where there is none.
  public var writingLayerCount: Int? {
    switch self {
    case .encoder: nil
    case .encoderDecoder(let shape): shape.decoderLayerCount
    }
  }

  public var vocabularySize: Int {
    switch self {
    case .encoder(let shape): shape.vocabularySize
    case .encoderDecoder(let shape): shape.vocabularySize
    }
  }

  /// The most tokens that it sees at once; nil where any number will do.
  public var positionLimit: Int? {
    switch self {
    case .encoder(let shape): shape.positionLimit
    case .encoderDecoder: nil
    }
  }

  /// Numbers that training sets, what is shared counted once.
  public var parameterCount: Int {
    let layout =
      switch self {
      case .encoder(let shape): shape.layout
      case .encoderDecoder(let shape): shape.layout
      }
    return layout.specifications.reduce(0) { $0 + $1.count }
  }
}

extension ModelDirectory {
  /// Reads the shape of a model with an encoder alone: that of `readEncoder` or `readEncoderDecoder`.
  ///
  /// - Returns: nil for a folder of any other family.
  /// - Throws: as those.
  public static func readEncodingShape(_ folder: String) throws -> EncodingShape? {
    switch familyName(folder) {
    case EncoderConfiguration.family:
      .encoder(try encoderShape(folder, try WeightFiles(folder: folder)))
    case EncoderDecoderConfiguration.family:
      .encoderDecoder(try encoderDecoderShape(folder, try WeightFiles(folder: folder)))
    default: nil
    }
  }
}
