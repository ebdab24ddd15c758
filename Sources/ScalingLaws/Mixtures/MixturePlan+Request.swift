import Groundwork

extension MixturePlan {
  /// What is asked of a plan.
  public struct Request: Equatable, Sendable {
    /// How much each text's loss counts, by its name; those that are not named count nothing. Empty:
    /// all count the same.
    public var weights: [String: Double]
    /// The least share of domains, by name.
    public var atLeast: [String: Double]
    /// The most, such as what a short text can give.
    public var atMost: [String: Double]
    /// What a mixture may lose more than the best one and still be as good, in the losses' unit.
    public var tolerance: Double

    public init(
      weights: [String: Double] = [:], atLeast: [String: Double] = [:],
      atMost: [String: Double] = [:], tolerance: Double = 0.01
    ) {
      self.weights = weights
      self.atLeast = atLeast
      self.atMost = atMost
      self.tolerance = tolerance
    }

    /// Finds out, before anything slow, whether a table has what is asked for.
    ///
    /// - Throws: `MixtureLawError` for names that the table does not have, weights and limits that make
    ///   no sense, and a tolerance that is none.
    public func check(_ table: MixtureTable) throws(MixtureLawError) {
      _ = try resolved(for: table)
    }

    /// The weights in the order of the texts, with a sum of 1, and the mixtures that are allowed.
    func resolved(
      for table: MixtureTable
    ) throws(MixtureLawError) -> (weights: [Double], bounds: ShareBounds) {
      guard tolerance > 0, tolerance.isFinite else {
        throw .impossible("the tolerance is \(tolerance); it must be positive")
      }
      return (try weights(of: table.texts), try bounds(for: table))
    }

    private func weights(of texts: [String]) throws(MixtureLawError) -> [Double] {
      guard !weights.isEmpty else {
        return Array(repeating: 1 / Double(texts.count), count: texts.count)
      }
      for (name, weight) in weights.sorted(by: { $0.key < $1.key }) {
        guard texts.contains(name) else {
          throw .unknownName(name, kind: "measured text", known: texts)
        }
        guard weight >= 0, weight.isFinite else {
          throw .impossible(
            "the weight of \(TerminalText.oneLine(name)) is \(weight); it must not be negative")
        }
      }
      // In the order of the texts: a sum in the order of a dictionary would differ from run to run.
      let listed = texts.map { weights[$0] ?? 0 }
      let sum = listed.reduce(0, +)
      guard sum > 0, sum.isFinite else { throw .impossible("the weights sum to \(sum)") }
      return listed.map { $0 / sum }
    }

    /// The limits that were asked for; a domain that never varied stays where it was.
    private func bounds(for table: MixtureTable) throws(MixtureLawError) -> ShareBounds {
      let asked = try ShareBounds(domains: table.domains, atLeast: atLeast, atMost: atMost)
      var (least, most) = (asked.least, asked.most)
      let varied = Set(table.variedDomains)
      for (place, name) in table.domains.enumerated() where !varied.contains(place) {
        guard let share = table.runs.first?.shares[place] else { continue }
        guard share >= least[place] - 1e-9, share <= most[place] + 1e-9 else {
          throw .impossible(
            "\(TerminalText.oneLine(name)) was \(SignificantDigits.text(share, 4)) in every run: what "
              + "another share of it does is not known")
        }
        (least[place], most[place]) = (share, share)
      }
      return try ShareBounds(least: least, most: most, names: table.domains)
    }
  }
}
