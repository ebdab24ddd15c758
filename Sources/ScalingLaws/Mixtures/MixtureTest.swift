import Groundwork

/// What a form of law foretold of mixtures that it had not seen, run by run.
///
///     let score = test.score(of: 0)
///     score.rSquared                       // nil for fewer than three runs
///     score.relativeError                  // of the spread of the measured losses
public struct MixtureTest: Equatable, Sendable {
  /// Which mixtures were not shown.
  public enum Basis: Equatable, Sendable {
    /// Those that the table marks.
    case marked
    /// Each in turn.
    case each
    /// In turn each of so many parts.
    case folds(Int)
    /// A part, once.
    case share
  }

  public let form: MixtureForm
  public let basis: Basis
  /// The runs' shares.
  public private(set) var shares: [[Double]] = []
  /// Text by text, a loss a run.
  public private(set) var measured: [[Double]]
  public private(set) var predicted: [[Double]]
  /// How many runs could not be foretold: without them the others tell no law.
  public internal(set) var unforetold = 0

  init(form: MixtureForm, basis: Basis, texts: Int) {
    self.form = form
    self.basis = basis
    measured = Array(repeating: [], count: texts)
    predicted = measured
  }

  mutating func append(_ run: MixtureRun, predicted losses: [Double]) {
    shares.append(run.shares)
    for (text, loss) in losses.enumerated() {
      measured[text].append(run.losses[text])
      predicted[text].append(loss)
    }
  }

  /// How many runs were foretold.
  public var count: Int { shares.count }
  var isEmpty: Bool { shares.isEmpty }

  /// How well.
  public struct Score: Hashable, Sendable {
    /// The share of the measured losses' variance that was foretold; negative where their mean would
    /// have been a better guess, nil for fewer than three runs.
    public let rSquared: Double?
    /// The square root of the mean square of the misses, in the losses' unit.
    public let error: Double
    /// The largest miss.
    public let largestError: Double
    /// Spearman's: whether the better mixture was foretold to be the better one; nil for fewer than
    /// three runs.
    public let rankCorrelation: Double?
    /// `error` as a part of the spread of the losses of all mixtures.
    public let relativeError: Double
  }

  /// Of one text's losses.
  ///
  /// - Parameters:
  ///   - text: the text's place.
  ///   - spread: the largest less the smallest loss of all mixtures.
  public func score(of text: Int, spread: Double) -> Score {
    Self.score(measured[text], predicted[text], spread)
  }

  /// Of the sum of the losses with a weight a text: what a mixture is chosen by.
  public func score(weights: [Double], spread: Double) -> Score {
    func sums(_ losses: [[Double]]) -> [Double] {
      (0..<count).map { run in
        zip(weights, losses).reduce(0) { $0 + $1.0 * $1.1[run] }
      }
    }
    return Self.score(sums(measured), sums(predicted), spread)
  }

  private static func score(
    _ measured: [Double], _ predicted: [Double], _ spread: Double
  ) -> Score {
    let misses = zip(measured, predicted).map { $1 - $0 }
    let squares = misses.reduce(0) { $0 + $1 * $1 }
    let mean = measured.mean
    let variance = measured.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(max(1, measured.count))).squareRoot()
    return Score(
      rSquared: measured.count > 2 && variance > 0 ? 1 - squares / variance : nil, error: error,
      largestError: misses.map { abs($0) }.max() ?? 0,
      rankCorrelation: Correlation.ofRanks(measured, predicted),
      relativeError: spread > 0 ? error / spread : .infinity)
  }
}
