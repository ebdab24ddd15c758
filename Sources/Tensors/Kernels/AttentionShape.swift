import RealModule

/// The sizes of one attention layer.
///
/// The rows of queries, keys and values lie side by side in one buffer of shape
/// (batch · time, (headCount + 2 · keyValueHeadCount) · headWidth): all queries, all keys, all
/// values. With fewer key-value heads than heads, neighbouring heads share one (grouped-query
/// attention, Ainslie et al. 2023, arXiv 2305.13245).
public struct AttentionShape: Hashable, Sendable {
  public var batch: Int
  public var time: Int
  public var headCount: Int
  public var keyValueHeadCount: Int
  public var headWidth: Int
  /// What a dot product of a query and a key is multiplied by. By custom 1 / √headWidth, which keeps
  /// its variance at 1 (Vaswani et al. 2017, §3.2.1).
  public var scale: Double
  /// The positions that a position sees, itself the last of them (Beltagy et al. 2020, arXiv
  /// 2004.05150); nil: all up to itself.
  public var window: Int?
  /// Scores s become c · tanh(s / c), which keeps them within ±c; nil: as they are.
  public var softCap: Double?

  /// - Precondition: `keyValueHeadCount` divides `headCount`, and a window holds a position.
  public init(
    batch: Int, time: Int, headCount: Int, keyValueHeadCount: Int? = nil, headWidth: Int,
    scale: Double? = nil, window: Int? = nil, softCap: Double? = nil
  ) {
    self.batch = batch
    self.time = time
    self.headCount = headCount
    self.keyValueHeadCount = keyValueHeadCount ?? headCount
    self.headWidth = headWidth
    self.scale = scale ?? 1 / Double(headWidth).squareRoot()
    self.window = window
    self.softCap = softCap
    precondition(window ?? 1 > 0, "a window without a position")
    precondition(headCount % self.keyValueHeadCount == 0, "key-value heads must divide the heads")
  }

  /// The width of a row of queries, keys and values.
  public var rowWidth: Int { (headCount + 2 * keyValueHeadCount) * headWidth }
  /// The width of a row of the output.
  public var outputWidth: Int { headCount * headWidth }
  /// How many heads share one key-value head.
  public var groupSize: Int { headCount / keyValueHeadCount }
  /// The elements of all probability matrices, (batch, headCount, time, time).
  public var probabilityCount: Int { batch * headCount * time * time }
  /// The first position that a position sees.
  public func firstSeen(from position: Int) -> Int {
    window.map { max(0, position &+ 1 &- $0) } ?? 0
  }

  func queryOffset(_ head: Int) -> Int { head * headWidth }
  func keyOffset(_ head: Int) -> Int { (headCount + head / groupSize) * headWidth }
  func valueOffset(_ head: Int) -> Int {
    (headCount + keyValueHeadCount + head / groupSize) * headWidth
  }

  /// The slopes of ALiBi's linear biases (Press, Smith and Lewis 2022, arXiv 2108.12409), one a head.
  ///
  /// 2^(−8k/n) for a power of two n of heads; otherwise those of the nearest power below, followed
  /// by every other slope of twice that power, as the authors' own code and BLOOM do.
  public static func alibiSlopes(headCount: Int) -> [Double] {
    func powerOfTwoSlopes(_ count: Int) -> [Double] {
      (1...count).map { Double.exp2(-8 * Double($0) / Double(count)) }
    }
    var power = 1
    while power * 2 <= headCount { power *= 2 }
    var slopes = powerOfTwoSlopes(power)
    if power < headCount {
      let finer = powerOfTwoSlopes(2 * power)
      slopes += (0..<(headCount - power)).map { finer[2 * $0] }
    }
    return slopes
  }
}
