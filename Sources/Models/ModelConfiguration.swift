import Foundation
import Groundwork
import Tensors

/// The shape of a decoder-only transformer.
///
///     let small = ModelConfiguration(
///       vocabularySize: 65, contextLength: 64, width: 128, layerCount: 4, headCount: 4)
///     small.parameterCount.all   // 812,288 with the head tied to the embedding
public struct ModelConfiguration: Codable, Hashable, Sendable {
  public var family: Family
  public var vocabularySize: Int
  /// The most tokens the model sees at once.
  public var contextLength: Int
  /// The width of the residual stream, d_model.
  public var width: Int
  public var layerCount: Int
  public var headCount: Int
  /// Heads of keys and values; fewer than `headCount` only with `DecoderFeatures.hasFreeHeads`.
  public var keyValueHeadCount: Int
  /// The width of a head of queries, keys or values.
  public var headWidth: Int
  public var feedForwardWidth: Int
  /// The ε under the square root of the normalizations.
  public var normalizationEpsilon: Double
  /// Whether the output head is the transposed token embedding (Press and Wolf 2017).
  public var isHeadTied: Bool
  /// The base of the rotary frequencies, where positions are rotary.
  public var rotaryBase: Double
  /// The id that ends a document, if the tokenizer has one.
  public var endOfTextID: Int?
  /// Further ids that end a text, where a `config.json` lists several; nil for none.
  public var furtherEndOfTextIDs: [Int]?
  /// The features where they are not the family's custom: runs and files of the custom stay as short as
  /// they were, and older ones are read.
  private var variant: DecoderFeatures?

  /// What the decoder is made of.
  public var features: DecoderFeatures {
    get { variant ?? family.features }
    set { variant = newValue == family.features ? nil : newValue }
  }

  /// A shape; what is left out follows the family's custom.
  ///
  /// - Parameter headWidth: by default width / headCount; of another size only with
  ///   `DecoderFeatures.hasFreeHeads`.
  public init(
    family: Family = .gpt2, vocabularySize: Int, contextLength: Int, width: Int, layerCount: Int,
    headCount: Int, keyValueHeadCount: Int? = nil, headWidth: Int? = nil,
    feedForwardWidth: Int? = nil, normalizationEpsilon: Double = 1e-5, isHeadTied: Bool = true,
    rotaryBase: Double = 10_000, endOfTextID: Int? = nil
  ) {
    self.family = family
    self.vocabularySize = vocabularySize
    self.contextLength = contextLength
    self.width = width
    self.layerCount = layerCount
    self.headCount = headCount
    self.keyValueHeadCount = keyValueHeadCount ?? headCount
    self.headWidth = headWidth ?? (headCount > 0 ? width / headCount : 0)
    self.feedForwardWidth = feedForwardWidth ?? 4 * width
    self.normalizationEpsilon = normalizationEpsilon
    self.isHeadTied = isHeadTied
    self.rotaryBase = rotaryBase
    self.endOfTextID = endOfTextID
  }

  /// Throws what makes this shape impossible, in one line.
  public func validate() throws(ModelError) {
    let sizes = [
      ("vocabulary size", vocabularySize), ("context length", contextLength), ("width", width),
      ("layers", layerCount), ("heads", headCount), ("key-value heads", keyValueHeadCount),
      ("head width", headWidth), ("feed-forward width", feedForwardWidth),
    ]
    for (name, size) in sizes where size < 1 {
      throw .impossibleShape("\(name) is \(size); it must be at least 1")
    }
    for (name, size) in sizes where size > 1 << 24 {
      throw .impossibleShape("\(name) is \(size), more than \(1 << 24)")
    }
    guard layerCount <= 1 << 16, approximateParameterCount <= 1e14 else {
      throw .impossibleShape(
        "\(layerCount) layers and some \(String(format: "%.0e", approximateParameterCount)) "
          + "parameters; at most \(1 << 16) layers and 1e14 parameters are counted")
    }
    // Heads may have a width of their own, but transformers refuses such a width even so.
    if width % headCount != 0 || (!features.hasFreeHeads && headWidth * headCount != width) {
      throw .impossibleShape(
        "a width of \(width) is not \(headCount) heads of equal width; choose a multiple")
    }
    if headCount % keyValueHeadCount != 0 {
      throw .impossibleShape(
        "\(keyValueHeadCount) key-value heads do not divide \(headCount) heads")
    }
    if !features.hasFreeHeads && keyValueHeadCount != headCount {
      throw .impossibleShape(
        "the \(family.rawValue) family shares no key-value heads; give as many as heads")
    }
    try validateFeatures()
    if !(normalizationEpsilon > 0 && normalizationEpsilon < 1) {
      throw .impossibleShape("the normalization epsilon is \(normalizationEpsilon), not in (0, 1)")
    }
    if !(rotaryBase > 0 && rotaryBase.isFinite) {
      throw .impossibleShape("the rotary base is \(rotaryBase); it must be positive")
    }
    for id in endOfTextIDs where id < 0 || id >= vocabularySize {
      throw .impossibleShape(
        "the end-of-text id \(id) lies outside the vocabulary of \(vocabularySize)")
    }
  }

  private func validateFeatures() throws(ModelError) {
    if features.positions == .rotary {
      let turned = features.rotaryWidth ?? headWidth
      if turned % 2 != 0 {
        throw .impossibleShape(
          features.rotaryWidth == nil
            ? "rotary positions need an even head width, not \(headWidth)"
            : "rotary positions turn an even part of a head, not \(turned) of \(headWidth)")
      }
      if !(0...headWidth).contains(turned) {
        throw .impossibleShape("rotary positions turn \(turned) elements of \(headWidth) a head")
      }
    }
    if features.isParallel && features.normalizationPlaces != .before {
      throw .impossibleShape("parts side by side are normalized before, not after")
    }
    if let window = features.window {
      if window.size < 1 { throw .impossibleShape("a window of \(window.size) tokens") }
      if let layer = window.openLayers.first(where: { !(0..<layerCount).contains($0) }) {
        throw .impossibleShape(
          "layer \(layer) is to see everything, of layers 0 to \(layerCount - 1)")
      }
    }
    let positive = [
      ("attention scale", features.attentionScale),
      ("soft cap of scores", features.attentionSoftCap),
      ("soft cap of the head", features.headSoftCap),
      ("rotary base of windowed layers", features.windowedRotaryBase),
    ]
    for (name, value) in positive {
      if let value, !(value > 0 && value.isFinite) {
        throw .impossibleShape("the \(name) is \(value); it must be positive")
      }
    }
  }

  /// Every id that ends a text, the usual one first.
  public var endOfTextIDs: [Int] {
    (endOfTextID.map { [$0] } ?? []) + (furtherEndOfTextIDs ?? [])
  }

  /// GPT-2, the smallest of the published four (124,439,808 parameters).
  public static let gpt2Small = ModelConfiguration(
    vocabularySize: 50_257, contextLength: 1_024, width: 768, layerCount: 12, headCount: 12,
    endOfTextID: 50_256)

  /// BloombergGPT (Wu et al. 2023, arXiv 2303.17564, table 4 and appendix A; 50,558,868,480
  /// parameters).
  public static let bloombergGPT = ModelConfiguration(
    family: .bloom, vocabularySize: 131_072, contextLength: 2_048, width: 7_680, layerCount: 70,
    headCount: 40)
}

/// What can be wrong with a model, its shape or its files.
public enum ModelError: UserFacingError, Equatable {
  case impossibleShape(String)
  case malformedFile(path: String, problem: String)
  case badInput(String)
  /// An adapter whose model is not where its settings say.
  case baseIsGone(path: String, base: String)
  /// Bytes.
  case tooLittleMemory(needed: Double, available: Double)

  public var description: String {
    switch self {
    case .impossibleShape(let problem): "the model's shape is impossible: \(problem)"
    case .malformedFile(let path, let problem): "\(path): \(problem)"
    case .badInput(let problem): problem
    case .baseIsGone(let path, let base):
      "\(path): the adapter belongs to the model \(TerminalText.oneLine(base)), and nothing is there"
    case .tooLittleMemory(let needed, let available):
      String(
        format: "this takes at least %.1f GB of memory and the machine has %.1f GB; ",
        needed / 1e9, available / 1e9)
        + "choose a smaller model, vocabulary, batch or context"
    }
  }
}
