import Groundwork

/// Runs on mixtures of the same domains, measured on the same texts: what a law of mixtures is fitted to.
///
///     let table = try MixtureTable.read("mixtures.csv")
///     table.domains                        // ["web", "law", "code"]
///     table.texts                          // ["general", "law"]
///     table.mixtures.count                 // how many different mixtures were tried
///
/// Any number of domains is mixed and any number of texts is measured by; the two need not be the same
/// (Ye et al. 2024, arXiv 2403.16952, §3.3).
public struct MixtureTable: Equatable, Sendable {
  /// What was mixed.
  public let domains: [String]
  /// What losses were measured on.
  public let texts: [String]
  public private(set) var runs: [MixtureRun]
  /// What was passed over or chosen while the table was read, a sentence each.
  public var notes: [String] = []

  /// No loss of a text is above it, in nats a token or bits a byte: larger numbers are perplexities, or
  /// damage.
  static let largestLoss = 100.0
  /// Shares that differ by less are the same.
  private static let leastDifference = 1e-6
  /// What a share may be off by when it is printed with three decimals.
  static let rounding = 0.000_5

  /// - Throws: `MixtureLawError` for names that are empty or stand twice, runs with other numbers of
  ///   shares or losses, shares that are no shares of one whole, and losses that are none.
  public init(
    domains: [String], texts: [String], runs: [MixtureRun]
  ) throws(MixtureLawError) {
    try Self.check(domains, "domain", atLeast: 2)
    try Self.check(texts, "measured text", atLeast: 1)
    self.domains = domains
    self.texts = texts
    self.runs = []
    for (index, run) in runs.enumerated() {
      let place = "run \(index + 1)\(run.name.isEmpty ? "" : " ")\(TerminalText.oneLine(run.name))"
      guard run.shares.count == domains.count, run.losses.count == texts.count else {
        throw .impossible(
          "\(place) has \(Plural.count(run.shares.count, "share")) and "
            + "\(Plural.count(run.losses.count, "loss", "losses")) for \(domains.count) domains and "
            + Plural.count(texts.count, "text"))
      }
      for (share, name) in zip(run.shares, domains) {
        if let problem = Self.problem(share: share) {
          throw .impossible("\(place): the share of \(name) is \(problem)")
        }
      }
      for (loss, name) in zip(run.losses, texts) {
        if let problem = Self.problem(loss: loss) {
          throw .impossible("\(place): the loss on \(name) is \(problem)")
        }
      }
      guard let shares = Self.normalized(run.shares) else {
        throw .impossible("\(place): \(Self.problem(sum: run.shares.reduce(0, +)))")
      }
      var run = run
      run.shares = shares
      self.runs.append(run)
    }
  }

  private static func check(
    _ names: [String], _ kind: String, atLeast least: Int
  ) throws(MixtureLawError) {
    guard names.count >= least else {
      throw .impossible("a law of mixtures needs at least \(Plural.count(least, kind))")
    }
    for (place, name) in names.enumerated() {
      guard !name.isEmpty else { throw .impossible("a \(kind) has no name") }
      guard !names[..<place].contains(name) else {
        throw .impossible("the \(kind) \(TerminalText.oneLine(name)) stands twice")
      }
    }
  }

  /// The runs at some places, in their order.
  public func subset(_ places: [Int]) -> MixtureTable {
    var table = self
    table.runs = places.map { runs[$0] }
    return table
  }

  /// The runs that a fit may see.
  public var seen: MixtureTable { subset(runs.indices.filter { !runs[$0].isHeldOut }) }
  /// The runs that a law is tested by.
  public var heldOut: MixtureTable { subset(runs.indices.filter { runs[$0].isHeldOut }) }

  /// The places of the runs of each different mixture, in the order in which mixtures first appear.
  public var mixtures: [[Int]] {
    var places: [[Int]: Int] = [:]
    var groups: [[Int]] = []
    for (index, run) in runs.enumerated() {
      if let place = places[run.mixture] {
        groups[place].append(index)
      } else {
        places[run.mixture] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  /// The training step of the runs' losses, `last` for the end; nil where nobody says.
  public var stepName: String? { runs.first?.step.map { MixtureRows.text(step: $0) } }

  /// The smallest and the largest share of each domain that was tried; 0 to 0 without any run.
  public var triedShares: [ClosedRange<Double>] {
    domains.indices.map { domain in
      let shares = runs.map { $0.shares[domain] }
      return (shares.min() ?? 0)...(shares.max() ?? 0)
    }
  }

  /// The places of the domains whose shares differ between runs: of the others nothing can be told.
  public var variedDomains: [Int] {
    triedShares.enumerated().filter {
      $0.element.upperBound - $0.element.lowerBound > Self.leastDifference
    }.map(\.offset)
  }
}

extension MixtureTable {
  /// What is wrong with a number as a share, the end of a sentence.
  static func problem(share: Double) -> String? {
    share >= 0 && share <= 1
      ? nil
      : "\(share); a share lies between 0 and 1"
        + (share > 1 && share <= 100 ? ": write a quarter as 0.25" : "")
  }

  /// What is wrong with a number as a loss, the end of a sentence.
  static func problem(loss: Double) -> String? {
    guard loss > 0, loss.isFinite else { return "\(loss); it must be positive" }
    return loss <= largestLoss
      ? nil : "\(loss); losses are nats a token or bits a byte, no perplexities"
  }

  static func problem(sum: Double) -> String {
    "the shares sum to \(SignificantDigits.text(sum, 5)), not to 1"
  }

  /// Shares that sum to 1; nil where they are off by more than three decimals can be.
  static func normalized(_ shares: [Double]) -> [Double]? {
    let sum = shares.reduce(0, +)
    // A hair of room: a sum of decimals is not exact.
    guard abs(sum - 1) <= rounding * Double(shares.count) + 1e-9 else { return nil }
    return sum == 1 ? shares : shares.map { $0 / sum }
  }
}
