import Groundwork

/// The mixtures that are allowed: shares that sum to 1, each between a least and a most.
///
///     let bounds = try ShareBounds(domains: ["web", "law"], atMost: ["law": 0.3])
///     bounds.nearest(to: [0.5, 0.5])       // [0.7, 0.3]
public struct ShareBounds: Equatable, Sendable {
  /// The least share of each domain.
  public let least: [Double]
  /// The most.
  public let most: [Double]

  /// - Parameters:
  ///   - atLeast: the least shares by the domains' names; the others' are 0.
  ///   - atMost: the most, such as what a text that is short can give; the others' are 1.
  /// - Throws: `MixtureLawError` for other names, numbers that are no shares, and limits between which no
  ///   mixture lies.
  public init(
    domains: [String], atLeast: [String: Double] = [:], atMost: [String: Double] = [:]
  ) throws(MixtureLawError) {
    for (name, share) in atLeast.sorted(by: { $0.key < $1.key })
      + atMost.sorted(by: { $0.key < $1.key })
    {
      guard domains.contains(name) else {
        throw .unknownName(name, kind: "domain", known: domains)
      }
      guard share >= 0, share <= 1 else {
        throw .impossible(
          "the limit of \(TerminalText.oneLine(name)) is \(share); a share lies between 0 and 1")
      }
    }
    try self.init(
      least: domains.map { atLeast[$0] ?? 0 }, most: domains.map { atMost[$0] ?? 1 },
      names: domains)
  }

  init(least: [Double], most: [Double], names: [String]) throws(MixtureLawError) {
    for (place, name) in names.enumerated() where least[place] > most[place] {
      throw .impossible(
        "\(TerminalText.oneLine(name)) is to have at least \(least[place]) and at most "
          + "\(most[place])")
    }
    let (low, high) = (least.reduce(0, +), most.reduce(0, +))
    guard low <= 1 + 1e-9 else {
      throw .impossible(
        "the least shares sum to \(SignificantDigits.text(low, 4)), more than a whole")
    }
    guard high >= 1 - 1e-9 else {
      throw .impossible(
        "the most that is allowed sums to \(SignificantDigits.text(high, 4)), less than a whole")
    }
    self.least = least
    self.most = most
  }

  /// Every mixture of so many parts.
  init(count: Int) {
    self.init(
      least: Array(repeating: 0, count: count), most: Array(repeating: 1, count: count))
  }

  var count: Int { least.count }

  /// The same, with one domain's share given.
  func fixing(_ domain: Int, at share: Double) -> ShareBounds {
    var (least, most) = (least, most)
    (least[domain], most[domain]) = (share, share)
    return ShareBounds(least: least, most: most)
  }

  /// - Precondition: some mixture lies between them.
  private init(least: [Double], most: [Double]) {
    self.least = least
    self.most = most
  }

  /// What a domain's share can be while all others keep their limits.
  func reach(_ domain: Int) -> ClosedRange<Double> {
    let (low, high) = (least.reduce(0, +) - least[domain], most.reduce(0, +) - most[domain])
    let (from, to) = (max(least[domain], 1 - high), min(most[domain], 1 - low))
    return min(from, to)...max(from, to)
  }

  /// Whether a mixture is allowed, within rounding.
  func allow(_ shares: [Double]) -> Bool {
    zip(shares, zip(least, most)).allSatisfy { $0 >= $1.0 - 1e-9 && $0 <= $1.1 + 1e-9 }
  }

  /// The allowed mixture at the least distance: every share moved by the same amount, and cut at its
  /// limits (Held, Wolfe and Crowder 1974, doi:10.1007/BF01580223).
  public func nearest(to point: [Double]) -> [Double] {
    func moved(_ shift: Double) -> [Double] {
      point.indices.map { min(max(point[$0] - shift, least[$0]), most[$0]) }
    }
    // At the one end every share is at its most, at the other at its least.
    var low = zip(point, most).map { $0 - $1 }.min() ?? 0
    var high = zip(point, least).map { $0 - $1 }.max() ?? 0
    for _ in 0..<80 where high - low > 1e-16 * max(1, abs(low)) {
      let middle = 0.5 * (low + high)
      if moved(middle).reduce(0, +) > 1 { low = middle } else { high = middle }
    }
    var shares = moved(0.5 * (low + high))
    // What rounding has left goes where there is room.
    var rest = 1 - shares.reduce(0, +)
    for place in shares.indices where rest != 0 {
      let share = min(max(shares[place] + rest, least[place]), most[place])
      rest -= share - shares[place]
      shares[place] = share
    }
    return shares
  }
}
