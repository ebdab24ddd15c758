import Models
import RealModule

/// A transformer of about a number of parameters, of sensible proportions and round widths.
///
///     let plan = try ShapePlan(
///       parameters: 50e9, family: .bloom, vocabulary: .given(131_072), headWidth: 192)
///     plan.configuration.layerCount        // 70
///     plan.configuration.width             // 7,680
///
/// Of all shapes within 2 % of the number whose width is a whole number of tiles, it is the one nearest
/// to the rule.
public struct ShapePlan: Hashable, Sendable {
  public let configuration: ModelConfiguration
  /// What was asked for.
  public let wanted: Double
  /// What the shape has, counted from its layout by the same convention.
  public let counted: Int
  public let rule: ShapeRule
  /// Layers by the rule alone, before anything is rounded.
  public let ruleLayers: Int
  /// The width that the rule wants for the layers chosen.
  public var ruleWidth: Double { rule.width(layers: configuration.layerCount) }
  /// (counted − wanted)/wanted.
  public var relativeError: Double { Double(counted) / wanted - 1 }

  /// The reasoning, step by step, a sentence each: the same as BloombergGPT's (Wu et al. 2023, section
  /// 2.3), which went from 50 billion parameters to 70 layers, a width of 7,510 by the rule, and 7,680 in
  /// 40 heads of 192.
  public var steps: [String] {
    let c = configuration
    let percent = SignificantDigits.tenths(100 * abs(relativeError))
    return [
      "By \(rule.formula), \(Self.grouped(wanted)) parameters are about \(ruleLayers) layers of width "
        + "\(Self.grouped(rule.width(layers: ruleLayers))).",
      "Widths come in whole tiles; the nearest shape with as many parameters has \(c.layerCount) layers "
        + "of width \(Self.grouped(Double(c.width))): \(c.headCount) heads of \(c.headWidth).",
      "Counted from the layout, it has \(Self.grouped(Double(counted))) parameters, "
        + "\(percent) % \(relativeError < 0 ? "fewer" : "more") than the budget asks for.",
    ]
  }

  /// A whole number with commas between groups of three digits.
  private static func grouped(_ value: Double) -> String {
    var digits = Array("\(Int(value.rounded()))")
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }

  /// How far a shape's count may be from what is wanted, where there is a choice.
  public static let tolerance = 0.02

  /// - Parameters:
  ///   - headWidth: nil for about 64 below a width of 2,048 and about 128 above.
  ///   - counting: what `parameters` counts.
  /// - Throws: `ScalingError` where no shape of the family has about so many parameters.
  public init(
    parameters: Double, rule: ShapeRule = .levine, family: ModelConfiguration.Family = .gpt2,
    vocabulary: VocabularyRule = .tao, contextLength: Int = 2_048, headWidth: Int? = nil,
    counting: PlanningLaw.Counting = .all
  ) throws(ScalingError) {
    guard parameters >= 1, parameters <= 9e13 else {
      throw .impossible("\(parameters) parameters are no model to give a shape to")
    }
    let search = ShapeSearch(
      wanted: parameters, rule: rule, family: family, vocabulary: vocabulary,
      contextLength: contextLength, headWidth: headWidth, counting: counting)
    guard let best = search.best() else {
      throw .impossible(
        "no \(family.rawValue) shape was found for \(parameters) parameters"
          + (headWidth.map { " in heads of \($0)" } ?? ""))
    }
    do { try best.validate() } catch { throw .impossible(error.description) }
    configuration = best
    wanted = parameters
    counted = counting.count(best.parameterCount)
    self.rule = rule
    ruleLayers = search.ruleLayers
  }
}

/// The search over widths and depths. Every count is exact: it is a straight line in the layers, of which
/// two points are counted.
struct ShapeSearch {
  let wanted: Double
  let rule: ShapeRule
  let family: ModelConfiguration.Family
  let vocabulary: VocabularyRule
  let contextLength: Int
  let headWidth: Int?
  let counting: PlanningLaw.Counting

  static let deepest = 1_000

  func best() -> ModelConfiguration? {
    var best: (key: (Int, Double, Double), model: ModelConfiguration)?
    var width = 0
    while let next = nextWidth(after: width) {
      width = next
      guard let heads = headCount(width) else { continue }
      let one = model(width, heads, layers: 1)
      let first = Double(counting.count(one.parameterCount))
      let each = Double(counting.count(model(width, heads, layers: 2).parameterCount)) - first
      // Wider ones are all too large.
      if first > 2 * wanted, best != nil { break }
      let low = (wanted * (1 - ShapePlan.tolerance) - first) / each + 1
      let high = (wanted * (1 + ShapePlan.tolerance) - first) / each + 1
      let nearest = ((wanted - first) / each + 1).rounded()
      var depths = [min(max(1, nearest), Double(Self.deepest))]
      if high >= low.rounded(.up), high >= 1, low <= Double(Self.deepest) {
        depths += Array(
          stride(
            from: max(1, low.rounded(.up)), through: min(high, Double(Self.deepest)), by: 1))
      }
      for depth in depths {
        let error = abs(first + each * (depth - 1) - wanted) / wanted
        let distance = abs(Double.log(Double(width) / rule.width(layers: Int(depth))))
        // Within the tolerance the rule decides, outside it the count.
        let key =
          error <= ShapePlan.tolerance ? (0, distance, error) : (1, error, distance)
        if best.map({ key < $0.key }) ?? true {
          best = (key, model(width, heads, layers: Int(depth)))
        }
      }
    }
    return best?.model
  }

  /// Where the rule's own count comes nearest to what is wanted.
  var ruleLayers: Int {
    func distance(_ layers: Int) -> Double {
      let width = rule.width(layers: layers)
      let count = 12 * Double(layers) * width * width + vocabularySize(width) * width
      return abs(Double.log(count / wanted))
    }
    return (1...Self.deepest).min { distance($0) < distance($1) } ?? 1
  }

  /// Products run in tiles: a width is a multiple of something that grows with it.
  private func nextWidth(after width: Int) -> Int? {
    guard width < 1 << 17 else { return nil }
    if let headWidth { return width + headWidth }
    return width + (width < 256 ? 16 : width < 1_024 ? 64 : width < 4_096 ? 128 : 512)
  }

  /// Heads of about the customary width that divide the model's; in large models a multiple of eight,
  /// so that tensor sharding can split them.
  private func headCount(_ width: Int) -> Int? {
    let multiple = width < 4_096 ? 1 : 8
    if let headWidth {
      return (width / headWidth) % multiple == 0 ? width / headWidth : nil
    }
    let custom = width < 256 ? 32.0 : width < 2_048 ? 64 : 128
    let candidates = stride(from: multiple, through: max(multiple, width / 16), by: multiple)
      .filter { width % $0 == 0 && (width / $0) % (width < 256 ? 8 : 32) == 0 }
    func distance(_ heads: Int) -> Double { abs(Double.log(Double(width / heads) / custom)) }
    return candidates.min { distance($0) < distance($1) }
  }

  private func vocabularySize(_ width: Double) -> Double {
    switch vocabulary {
    case .given(let size): return Double(size)
    case .tao:
      let embedding: Double
      switch counting {
      case .all: embedding = VocabularyRule.vocabularyParameters(all: wanted)
      case .nonEmbedding:
        embedding = VocabularyRule.optimalParameters(nonVocabulary: wanted)
      }
      return max(256, (embedding / width / 128).rounded() * 128)
    }
  }

  private func model(_ width: Int, _ heads: Int, layers: Int) -> ModelConfiguration {
    // Three matrices of a Llama block take two thirds of the width each: a block has 12·width² again.
    let tile = width < 256 ? 8 : width < 4_096 ? 64 : 256
    let feedForward =
      family.features.isGated ? max(tile, (8 * width / 3 + tile / 2) / tile * tile) : 4 * width
    return ModelConfiguration(
      family: family, vocabularySize: Int(vocabularySize(Double(width))),
      contextLength: contextLength, width: width, layerCount: layers, headCount: heads,
      feedForwardWidth: feedForward)
  }
}
