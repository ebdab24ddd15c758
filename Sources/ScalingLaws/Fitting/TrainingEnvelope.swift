import Groundwork
import RealModule

/// The first approach of Hoffmann et al. 2022: the lower envelope of training curves. At each compute
/// the run with the lowest loss so far gives N* and D*; power laws run through them.
///
///     let envelope = try TrainingEnvelope.fit(table.runs)     // several rows a run, along its training
///     envelope.size.exponent                                   // a
///
/// A loss halfway down a schedule is higher than that of a run that ends there (their appendix B):
/// curves whose schedules are all long lean to small models.
public struct TrainingEnvelope: Sendable {
  /// The best of all curves at a compute.
  public struct Point: Hashable, Sendable {
    public let compute: Double
    public let parameters: Double
    public let tokens: Double
    public let loss: Double
  }

  public let points: [Point]
  public let size: PowerLaw
  public let length: PowerLaw
  private let curves: [[TrainingRun]]

  /// a, k_N, b, k_D.
  public var constants: LawConstants { PowerLaw.constants(size: size, length: length) }

  /// - Parameters:
  ///   - rows: losses along training; rows of one name are one curve, with one size.
  ///   - steps: compute values at which the envelope is read, evenly spaced in logarithms; the paper
  ///     takes 1,500.
  /// - Throws: `ScalingError` for fewer than three curves, or an envelope on which no curve but the
  ///   smallest and the largest model's is ever the lowest.
  public static func fit(
    _ rows: [TrainingRun], steps: Int = 1_500
  ) throws(ScalingError) -> TrainingEnvelope {
    var names: [String] = []
    var curves: [String: [TrainingRun]] = [:]
    for row in rows {
      if let problem = row.problem { throw .impossible("run \(row.name): \(problem)") }
      if curves[row.name] == nil { names.append(row.name) }
      curves[row.name, default: []].append(row)
    }
    for name in names {
      guard Set((curves[name] ?? []).map(\.parameters)).count == 1 else {
        throw .impossible("run \(name) changes its number of parameters along its training")
      }
    }
    let sorted = names.map { name in (curves[name] ?? []).sorted { $0.compute < $1.compute } }
    guard Set(sorted.map { $0[0].parameters }).count >= 3 else {
      throw .tooFewPoints(
        count: Set(sorted.map { $0[0].parameters }).count, needed: 3,
        purpose: "an envelope: runs of different sizes")
    }
    return try TrainingEnvelope(sorted, steps: steps)
  }

  private init(_ curves: [[TrainingRun]], steps: Int) throws(ScalingError) {
    let computes = curves.flatMap { $0.map { Double.log($0.compute) } }
    let (low, high) = (computes.min() ?? 0, computes.max() ?? 0)
    var points: [Point] = []
    for step in 0..<steps {
      let compute = low + (high - low) * (Double(step) + 0.5) / Double(steps)
      let there = curves.compactMap { Self.point(on: $0, logCompute: compute) }
      guard let best = there.min(by: { ($0.loss, $0.parameters) < ($1.loss, $1.parameters) }),
        // With a smaller and a larger model beside it the best was found, not run out of.
        there.contains(where: { $0.parameters < best.parameters }),
        there.contains(where: { $0.parameters > best.parameters })
      else { continue }
      points.append(best)
    }
    guard Set(points.map(\.parameters)).count >= 2 else {
      throw .impossible(
        "the envelope has \(Set(points.map(\.parameters)).count) best size(s) between smaller and larger "
          + "ones; give longer curves of more sizes")
    }
    self.curves = curves
    self.points = points
    size = try PowerLaw.fit(x: points.map(\.compute), y: points.map(\.parameters))
    length = try PowerLaw.fit(x: points.map(\.compute), y: points.map(\.tokens))
  }

  /// A curve's point at a compute, by straight lines in logarithms; nil beyond its ends.
  private static func point(on curve: [TrainingRun], logCompute: Double) -> Point? {
    guard let after = curve.firstIndex(where: { Double.log($0.compute) >= logCompute }), after > 0
    else { return nil }
    let (a, b) = (curve[after - 1], curve[after])
    let span = Double.log(b.compute) - .log(a.compute)
    let share = span > 0 ? (logCompute - .log(a.compute)) / span : 1
    func between(_ quantity: (TrainingRun) -> Double) -> Double {
      .exp(Double.log(quantity(a)) * (1 - share) + .log(quantity(b)) * share)
    }
    return Point(
      compute: .exp(logCompute), parameters: b.parameters, tokens: between(\.tokens),
      loss: between(\.loss))
  }

  /// Refits to curves drawn anew with replacement; draws without an envelope are left out.
  ///
  /// - Returns: a, k_N, b, k_D of each draw.
  public func bootstrap(
    resamples: Int, seed: UInt64 = 1, threads: Int? = nil
  ) -> [LawConstants] {
    let curves = curves
    return PowerLaw.bootstrap(resamples: resamples, seed: seed, threads: threads) { stream in
      let drawn = curves.map { _ in curves[stream.index(below: curves.count)] }
      return (try? TrainingEnvelope(drawn, steps: 300))?.constants
    }
  }
}
