import Groundwork
import RealModule
import Tensors

/// Chooses the next token from a model's scores.
///
///     var sampler = try Sampler(temperature: 0.8, topK: 50, topP: 0.95, seed: 7)
///     let id = try sampler.sample(logits)
///     let p = try sampler.distribution(logits)     // what it draws from
///
/// The steps, in this order: the penalties, the temperature, the k likeliest, then the fewest that
/// together reach p, then those not too far below the likeliest. Ties go to the lower id; the same seed
/// draws the same tokens.
public struct Sampler: Sendable {
  /// Divides the scores: below 1 sharper, above 1 flatter, 0 greedy.
  public let temperature: Double
  /// Keeps the k likeliest tokens (Fan, Lewis and Dauphin 2018, arXiv 1805.04833).
  public let topK: Int?
  /// Keeps the fewest likeliest tokens whose probabilities reach p (Holtzman et al. 2020,
  /// arXiv 1904.09751).
  public let topP: Double?
  /// Keeps the tokens that have at least this share of the likeliest one's probability (Nguyen et al.
  /// 2024, arXiv 2407.01082).
  public let minP: Double?
  /// Divides positive scores of tokens that occurred already, and multiplies negative ones
  /// (Keskar et al. 2019, arXiv 1909.05858, §4.1); 1 changes nothing.
  public let repetitionPenalty: Double
  /// Subtracted from the scores of tokens that occurred already, however often; 0 changes nothing.
  public let presencePenalty: Double
  /// Subtracted from the scores of tokens that occurred already, once for each time; 0 changes nothing.
  public let frequencyPenalty: Double
  /// Where the draws come from.
  public private(set) var stream: RandomStream

  /// - Throws: `InferenceError.impossibleSampling` for a value outside its range.
  public init(
    temperature: Double = 1, topK: Int? = nil, topP: Double? = nil, minP: Double? = nil,
    repetitionPenalty: Double = 1, presencePenalty: Double = 0, frequencyPenalty: Double = 0,
    seed: UInt64 = 0
  ) throws(InferenceError) {
    guard temperature >= 0, temperature.isFinite else {
      throw .impossibleSampling("the temperature is \(temperature); give 0 or more")
    }
    if let topK, topK < 1 {
      throw .impossibleSampling("top-k is \(topK); give at least 1")
    }
    if let topP, !(topP > 0 && topP <= 1) {
      throw .impossibleSampling("top-p is \(topP); give more than 0 and at most 1")
    }
    if let minP, !(minP >= 0 && minP <= 1) {
      throw .impossibleSampling("min-p is \(minP); give at least 0 and at most 1")
    }
    guard repetitionPenalty > 0, repetitionPenalty.isFinite else {
      throw .impossibleSampling("the repetition penalty is \(repetitionPenalty); give more than 0")
    }
    for penalty in [presencePenalty, frequencyPenalty] where !penalty.isFinite {
      throw .impossibleSampling("a penalty is \(penalty); give a number")
    }
    self.init(
      checked: temperature, topK: topK, topP: topP, minP: minP,
      repetitionPenalty: repetitionPenalty, presencePenalty: presencePenalty,
      frequencyPenalty: frequencyPenalty, seed: seed)
  }

  private init(
    checked temperature: Double, topK: Int?, topP: Double?, minP: Double?,
    repetitionPenalty: Double, presencePenalty: Double, frequencyPenalty: Double, seed: UInt64
  ) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.minP = minP
    self.repetitionPenalty = repetitionPenalty
    self.presencePenalty = presencePenalty
    self.frequencyPenalty = frequencyPenalty
    stream = RandomStream(seed: seed)
  }

  /// Always the likeliest token, the lowest id among equals.
  public static let greedy = Sampler(
    checked: 0, topK: nil, topP: nil, minP: nil, repetitionPenalty: 1, presencePenalty: 0,
    frequencyPenalty: 0, seed: 0)

  private var penalizes: Bool {
    repetitionPenalty != 1 || presencePenalty != 0 || frequencyPenalty != 0
  }

  /// The probabilities that a token is drawn with: 0 for those cut off.
  ///
  /// - Parameters:
  ///   - logits: one score a token.
  ///   - previous: tokens so far, for the penalties.
  /// - Throws: `InferenceError.notANumber`; −∞ is a score, +∞ is not.
  public func distribution(
    _ logits: [Float], previous: [Int32] = []
  ) throws(InferenceError) -> [Double] {
    let scores = try penalized(logits, previous)
    var result = [Double](repeating: 0, count: scores.count)
    let best = Self.indexOfLargest(scores)
    guard temperature > 0 else {
      result[best] = 1
      return result
    }
    let largest = scores[best]
    for (id, score) in scores.enumerated() {
      result[id] = Double.exp((score - largest) / temperature)
    }
    Self.normalize(&result)
    let least = (minP ?? 0) * result[best]
    guard (topK ?? result.count) < result.count || (topP ?? 1) < 1 || least > 0 else {
      return result
    }
    let order = likeliestFirst(result, least: least)
    var kept = min(topK ?? order.count, order.count)
    if let topP, topP < 1 {
      // Of the mass that top-k leaves.
      let reach = topP * (topK == nil ? 1 : order[..<kept].reduce(0) { $0 + result[$1] })
      var sum = 0.0
      for (rank, id) in order[..<kept].enumerated() {
        sum += result[id]
        if sum >= reach {
          kept = rank + 1
          break
        }
      }
    }
    let before = result
    for id in result.indices { result[id] = 0 }
    // A share of the likeliest one's, which no step before has changed in relation.
    for id in order[..<kept] where before[id] >= least { result[id] = before[id] }
    Self.normalize(&result)
    return result
  }

  /// The ids by their probabilities, likeliest first, ties by id: all, or as many as top-k, top-p or min-p
  /// can keep. Of a large vocabulary nearly all lie far below those, and need not be sorted.
  private func likeliestFirst(_ probabilities: [Double], least: Double) -> [Int] {
    var order: [Int] = []
    for floor in [1e-3, 1e-5, 0] {
      order = probabilities.indices.filter { probabilities[$0] > floor }
      let isEnough: Bool
      if let topK {
        isEnough = order.count >= topK
      } else if let topP {
        isEnough = order.reduce(0) { $0 + probabilities[$1] } > topP + 1e-9
      } else {
        isEnough = least > floor
      }
      if isEnough { break }
    }
    order.sort {
      probabilities[$0] == probabilities[$1]
        ? $0 < $1 : probabilities[$0] > probabilities[$1]
    }
    return order
  }

  /// Draws a token.
  public mutating func sample(
    _ logits: [Float], previous: [Int32] = []
  ) throws(InferenceError) -> Int32 {
    if temperature == 0, !penalizes { return try Self.largest(of: logits) }
    if temperature == 0 { return Int32(Self.indexOfLargest(try penalized(logits, previous))) }
    return draw(from: try distribution(logits, previous: previous))
  }

  /// Draws a token by probabilities, one a token, such as `distribution` gives.
  ///
  /// - Precondition: they sum to more than 0.
  public mutating func draw(from probabilities: [Double]) -> Int32 {
    var sums: [Double] = []
    sums.reserveCapacity(probabilities.count)
    var total = 0.0
    for probability in probabilities {
      total += probability
      sums.append(total)
    }
    return Int32(stream.index(cumulative: sums))
  }

  /// The stream's next number, from 0 to below 1.
  mutating func uniform() -> Double { stream.uniform() }

  /// The greedy choice straight from the scores: no copy of a whole vocabulary for one maximum.
  private static func largest(of logits: [Float]) throws(InferenceError) -> Int32 {
    var (highest, sum) = (-Float.infinity, Float.zero)
    logits.withUnsafeBufferPointer { buffer in
      guard let scores = buffer.baseAddress else { return }
      highest = VectorKernels.maximum(scores, count: buffer.count)
      sum = VectorKernels.sum(scores, count: buffer.count)
    }
    guard !logits.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    // One score that is no number makes the sum none; only then is it looked for.
    if sum.isNaN || highest == .infinity, let bad = logits.firstIndex(where: { !($0 < .infinity) })
    {
      throw .notANumber(id: bad)
    }
    guard highest > -.infinity, let best = logits.firstIndex(of: highest) else {
      throw .notANumber(id: 0)
    }
    return Int32(best)
  }

  /// Scores in Float64, all of them numbers, after the penalties.
  private func penalized(
    _ logits: [Float], _ previous: [Int32]
  ) throws(InferenceError) -> [Double] {
    guard !logits.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    var scores = logits.map(Double.init)
    if penalizes {
      var counts: [Int32: Int] = [:]
      for id in previous { counts[id, default: 0] += 1 }
      for (id, count) in counts where scores.indices.contains(Int(id)) {
        let score = scores[Int(id)]
        scores[Int(id)] =
          (score > 0 ? score / repetitionPenalty : score * repetitionPenalty)
          - presencePenalty - frequencyPenalty * Double(count)
      }
    }
    var hasNumber = false
    for (id, score) in scores.enumerated() {
      guard score < .infinity else { throw .notANumber(id: id) }
      hasNumber = hasNumber || score > -.infinity
    }
    guard hasNumber else { throw .notANumber(id: 0) }
    return scores
  }

  private static func indexOfLargest(_ scores: [Double]) -> Int {
    var best = 0
    for (id, score) in scores.enumerated() where score > scores[best] { best = id }
    return best
  }

  private static func normalize(_ values: inout [Double]) {
    let total = values.reduce(0, +)
    for index in values.indices { values[index] /= total }
  }
}
