import RealModule

/// Where a form of law fits points best: the lowest minimum of its objective that many starts lead to,
/// and the others.
///
///     let minimum = try LawMinimum.find(.chinchilla(runs), starts: FitStarts.full.vectors)
///     minimum["alpha"]                         // 0.3473
///     minimum.bootstrap(resamples: 1_000)      // as many sets of constants
///
/// The same points give the same constants, whatever the number of threads.
public struct LawMinimum: Sendable {
  /// One of the places where starts have led.
  public struct Candidate: Hashable, Sendable {
    public let constants: LawConstants
    /// Σ Huber of the residuals, in their unit squared.
    public let objective: Double
  }

  public let constants: LawConstants
  /// Σ Huber of the residuals, in their unit squared: the sum.
  public let objective: Double
  /// Predicted less measured, point by point.
  public let residuals: [Double]
  /// The different minima that the starts led to, the lowest first; at most twenty.
  public let candidates: [Candidate]
  public let function: LawObjective

  public var names: [String] { function.residuals.names }
  public var delta: Double { function.delta }

  /// A constant by its name; not a number where the form has none of that name.
  public subscript(name: String) -> Double { constants[name] }

  /// Whether a constant was fitted, not given.
  public func isFree(_ name: String) -> Bool { function.free.contains { names[$0] == name } }

  /// Follows every start to its minimum.
  ///
  /// - Parameters:
  ///   - starts: vectors of the form (`LawResiduals.vector`).
  ///   - held: constants that are known, by name.
  ///   - prefer: among minima for which it is true the lowest is taken, if there is one.
  ///   - threads: how many to use; nil for one a core.
  /// - Throws: `ScalingError` for fewer points than free constants, a useless δ or held constant, or
  ///   points from which no start leads anywhere.
  public static func find(
    _ form: LawResiduals, starts: [FitVector], delta: Double = 1e-3, held: LawConstants = [:],
    threads: Int? = nil, prefer: (LawConstants) -> Bool = { _ in true }
  ) throws(ScalingError) -> LawMinimum {
    let free = form.names.filter { held.value($0) == nil }.count
    guard form.pointCount >= free else {
      throw .tooFewPoints(
        count: form.pointCount, needed: free, purpose: "a law of \(free) constants")
    }
    guard delta > 0, delta.isFinite else { throw .impossible("delta must be a positive number") }
    var vectors = starts
    for (place, name) in form.names.enumerated() {
      guard let value = held.value(name) else { continue }
      guard value.isFinite, value > 0 || !form.isLogarithmic[place] else {
        throw .impossible("\(name) is held at \(value), which is not a positive number")
      }
      for index in vectors.indices {
        vectors[index][place] = form.isLogarithmic[place] ? .log(value) : value
      }
    }
    var seen: Set<FitVector> = []
    vectors = vectors.filter { seen.insert($0).inserted }
    let function = LawObjective(form, delta: delta, held: Set(held.names))
    let ends = ends(of: function, from: vectors, threads: threads)
    let order = ends.indices.filter { ends[$0].value.isFinite }.sorted {
      (ends[$0].value, $0) < (ends[$1].value, $1)
    }
    let sound = order.filter { prefer(form.constants(ends[$0].point)) }
    guard let best = sound.first ?? order.first else {
      throw .impossible("no start led anywhere; are the runs' numbers of a sensible size?")
    }
    return LawMinimum(function, best: ends[best], others: order.map { ends[$0] })
  }

  /// Each start's minimum, in order; which thread found it changes nothing.
  private static func ends(
    of function: LawObjective, from vectors: [FitVector], threads: Int?
  ) -> [LimitedMemoryMinimizer.Minimum] {
    let empty = LimitedMemoryMinimizer.Minimum(
      point: FitVector(), value: .infinity, gradient: FitVector(), iterations: 0,
      hasConverged: false)
    return ParallelMap.map(vectors.count, placeholder: empty, threads: threads) {
      LimitedMemoryMinimizer().minimize(from: vectors[$0], function.callAsFunction)
    }
  }

  private init(
    _ function: LawObjective, best: LimitedMemoryMinimizer.Minimum,
    others: [LimitedMemoryMinimizer.Minimum]
  ) {
    let form = function.residuals
    let scale = function.delta * function.delta
    self.function = function
    constants = form.constants(best.point)
    objective = best.value * scale
    residuals = form.residuals(form.constants(best.point))
    var distinct: [LimitedMemoryMinimizer.Minimum] = []
    for other in others where distinct.count < 20 {
      let isKnown = distinct.contains { known in
        (0..<form.constantCount).allSatisfy {
          abs(known.point[$0] - other.point[$0]) <= 1e-2 * max(1, abs(known.point[$0]))
        }
      }
      if !isKnown { distinct.append(other) }
    }
    candidates = distinct.map {
      Candidate(constants: form.constants($0.point), objective: $0.value * scale)
    }
  }

  init(_ other: LawMinimum, taking candidate: Candidate) {
    function = other.function
    constants = candidate.constants
    objective = candidate.objective
    residuals = other.function.residuals.residuals(candidate.constants)
    candidates = other.candidates
  }

  /// The spread of the residuals: the median of their sizes over 0.6745, which is the standard
  /// deviation if they are normal and outliers are few.
  public var residualSpread: Double {
    let sizes = residuals.map { abs($0) }.sorted()
    return sizes[sizes.count / 2] / 0.6745
  }

  /// Standard errors by the curvature at the minimum, 0 for constants that were given; nil where the
  /// points do not determine them at all.
  public var standardErrors: LawConstants? {
    let form = function.residuals
    guard let errors = FitCurvature(function, at: form.vector(constants))?.errors else {
      return nil
    }
    return LawConstants(
      names: names,
      values: names.indices.map {
        form.isLogarithmic[$0] ? errors[$0] * constants.values[$0] : errors[$0]
      })
  }
}
