import RealModule

/// How much general text to replay: the form of the D-CPT law (Que et al. 2024, arXiv 2406.01375) for one
/// model, L(D, r) = E + B·r^η/D^β + C/(r + ε)^γ in bits per byte, r the share of the text that is asked in what
/// is read: the field's own for the field, the replayed one for general text.
///
///     let law = ReplayLaw(runs)
///     if law.backTest?.isPassed ?? false { law.mean(tokens: 1e6, share: 0.95) }
///
/// As for `LearningCurve`, no set of constants is chosen: floors and exponents of a grid are kept, B and C of
/// each by least squares that allow no negative ones, weighed by how well they explain the runs.
public struct ReplayLaw: Sendable {
  public struct Run: Hashable, Sendable {
    public let tokens: Double
    /// Of the text that is asked, in what was read: 0 to 1.
    public let share: Double
    public let bits: Double

    public init(tokens: Double, share: Double, bits: Double) {
      (self.tokens, self.share, self.bits) = (tokens, share, bits)
    }
  }

  private struct Hypothesis {
    let floor, tokenScale, shareScale, beta, eta, epsilon, gamma, spread: Double

    func value(tokens: Double, share: Double) -> Double {
      floor + tokenScale * ReplayLaw.read(tokens, share, beta, eta)
        + shareScale * ReplayLaw.lacking(share, epsilon, gamma)
    }
  }

  public let runs: [Run]
  public let noise: Double
  private let weighed: WeighedHypotheses<Hypothesis>

  private static let floors = stride(from: 0.05, through: 0.97, by: 0.115).map { $0 }
  private static let tokenExponents = [0.05, 0.1, 0.2, 0.35, 0.6, 1]
  private static let shareExponents = [0.1, 0.5, 1]
  private static let offsets = [0.005, 0.03, 0.15]
  private static let offsetExponents = [0.1, 0.5, 1]
  /// The least that tells anything of either variable.
  private static let fewestRuns = 7

  public init(_ runs: [Run], noise: Double = 0.005) {
    self.runs = runs
    self.noise = noise
    var weighed = WeighedHypotheses<Hypothesis>(pointCount: runs.count, noise: noise)
    let lowest = runs.map(\.bits).min() ?? 0
    for floorShare in Self.floors where runs.count >= 3 {
      let floor = floorShare * lowest
      for beta in Self.tokenExponents {
        for eta in Self.shareExponents {
          let read = runs.map { Self.read($0.tokens, $0.share, beta, eta) }
          for epsilon in Self.offsets {
            for gamma in Self.offsetExponents {
              let lacking = runs.map { Self.lacking($0.share, epsilon, gamma) }
              let (b, c) = ScratchLaw.nonNegative(read, lacking, runs.map { $0.bits - floor })
              let misses = runs.indices.map {
                runs[$0].bits - floor - b * read[$0] - c * lacking[$0]
              }
              weighed.add(misses: misses) { spread in
                Hypothesis(
                  floor: floor, tokenScale: b, shareScale: c, beta: beta, eta: eta,
                  epsilon: epsilon, gamma: gamma, spread: spread)
              }
            }
          }
        }
      }
    }
    weighed.weigh()
    self.weighed = weighed
  }

  private static func read(
    _ tokens: Double, _ share: Double, _ beta: Double, _ eta: Double
  ) -> Double { .pow(share, eta) * .pow(tokens, -beta) }

  private static func lacking(_ share: Double, _ epsilon: Double, _ gamma: Double) -> Double {
    .pow(share + epsilon, -gamma)
  }

  /// Enough runs of three shares and of three lengths.
  public var isUsable: Bool {
    runs.count >= Self.fewestRuns && !weighed.isEmpty && Set(runs.map(\.share)).count >= 3
      && Set(runs.map(\.tokens)).count >= 3
  }

  /// What a run of this length and share would give.
  public func forecast(tokens: Double, share: Double, seed: UInt64 = 4) -> Forecast {
    guard !weighed.isEmpty, let longest = runs.map(\.tokens).max() else {
      return Forecast(x: tokens, draws: [])
    }
    return Forecast(
      x: tokens,
      draws: weighed.draws(seed: seed, factor: tokens / longest) {
        (
          $0.value(tokens: tokens, share: share), $0.value(tokens: longest, share: share),
          $0.floor, $0.spread
        )
      })
  }

  /// What another share changes at the same length, as draws of what the law says.
  public func change(
    tokens: Double, from share: Double, to other: Double, seed: UInt64 = 4
  ) -> [Double] {
    weighed.chosen(seed: seed) {
      $0.value(tokens: tokens, share: other) - $0.value(tokens: tokens, share: share)
    }
  }

  /// The mean over all hypotheses.
  public func mean(tokens: Double, share: Double) -> Double {
    weighed.mean { $0.value(tokens: tokens, share: share) }
  }

  /// Whether the law of the shorter runs foretold the longest third; nil for too few runs.
  public var backTest: BackTest? {
    guard isUsable else { return nil }
    let sorted = runs.sorted { ($0.tokens, $0.share) < ($1.tokens, $1.share) }
    let hidden = BackTest.hidden(of: runs.count)
    let earlier = ReplayLaw(Array(sorted.dropLast(hidden)), noise: noise)
    return BackTest(
      shown: runs.count - hidden,
      sorted.suffix(hidden).map { earlier.forecast(tokens: $0.tokens, share: $0.share) },
      measured: sorted.suffix(hidden).map(\.bits))
  }
}
