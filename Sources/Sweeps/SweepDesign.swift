import RealModule

/// Which runs a sweep makes: budgets, the sizes tried at each, and an expensive run held out for the test.
///
///     let design = SweepDesign.lesson
///     let runs = design.runs(dial)            // one list a budget
///     let test = design.heldOutRun(dial)       // 4 times the largest budget
///
/// Small runs are noisy and cheap: the cheapest budgets are run with several seeds, whose mean is as
/// sure as one run of an expensive budget.
public struct SweepDesign: Codable, Hashable, Sendable {
  /// One budget and the sizes tried at it.
  public struct Rung: Codable, Hashable, Sendable {
    /// 6·N·D, floating-point operations of each run.
    public var compute: Double
    /// Notches of the `SweepDial`.
    public var sizes: [Int]
    /// How often each is run, with seeds one apart.
    public var seeds: Int

    public init(compute: Double, sizes: [Int], seeds: Int = 1) {
      self.compute = compute
      self.sizes = sizes
      self.seeds = seeds
    }
  }

  /// From the smallest budget to the largest.
  public var rungs: [Rung]
  /// One run beyond the largest budget, for no fit to see; nil for none.
  public var heldOut: Rung?

  public init(rungs: [Rung], heldOut: Rung? = nil) {
    self.rungs = rungs
    self.heldOut = heldOut
  }

  /// Tokens a parameter around which sizes are chosen where nothing is known yet. Five sizes reach
  /// some sixteen times as many and as few.
  public static let expectedTokensPerParameter = 5.0

  /// A ladder of budgets, each with as many sizes around the one where the best is expected.
  ///
  /// - Parameters:
  ///   - budgets: 6·N·D; the largest has one seed, the others as many as cost no more than a sixth of
  ///     it, at most `seeds`.
  ///   - sizes: notches to try at every budget; nil for `sizeCount` of them around the expected best.
  ///   - holdOutFactor: times the largest budget; nil for no held-out run.
  /// - Throws: `SweepError` for budgets, sizes or a factor that make no sense.
  public init(
    budgets: [Double], dial: SweepDial, sizes: [Int]? = nil, sizeCount: Int = 5, seeds: Int = 4,
    holdOutFactor: Double? = 4
  ) throws(SweepError) {
    let budgets = Set(budgets).sorted()
    guard let largest = budgets.last, let smallest = budgets.first, smallest > 0, largest <= 1e30
    else {
      throw .impossible("a budget is a positive number of operations, such as 1e11")
    }
    let sizes = sizes.map { Set($0).sorted() }
    if let bad = sizes?.first(where: { !SweepDial.notches.contains($0) }) {
      throw .impossible(
        "the size \(bad) is none; the dial goes from \(SweepDial.notches.lowerBound) to "
          + "\(SweepDial.notches.upperBound)")
    }
    guard sizes?.isEmpty != true, sizeCount > 0, seeds > 0 else {
      throw .impossible("give at least one size and one seed")
    }
    if let holdOutFactor, !(holdOutFactor > 1 && holdOutFactor <= 1e6) {
      throw .impossible("\(holdOutFactor) times the largest budget is not beyond it")
    }
    func expected(_ compute: Double) -> Int {
      dial.notch(parameters: (compute / 6 / Self.expectedTokensPerParameter).squareRoot())
    }
    rungs = budgets.map { compute in
      let first = max(0, expected(compute) - sizeCount / 2)
      let affordable = Int((largest / compute / 6).rounded(.up))
      return Rung(
        compute: compute, sizes: sizes ?? Array(first..<first + sizeCount),
        seeds: min(seeds, max(1, affordable)))
    }
    heldOut = holdOutFactor.map {
      let compute = $0 * largest
      let best = expected(compute)
      let size = sizes?.min { abs($0 - best) < abs($1 - best) } ?? best
      return Rung(compute: compute, sizes: [size])
    }
  }

  /// The runs of each budget, by size and seed.
  public func runs(_ dial: SweepDial, seed: UInt64 = 1) -> [[SweepRun]] {
    rungs.map { Self.runs($0, dial, seed: seed) }
  }

  /// The run that is held out.
  public func heldOutRun(_ dial: SweepDial, seed: UInt64 = 1) -> SweepRun? {
    var run = heldOut.flatMap { Self.runs($0, dial, seed: seed).first }
    run?.isHeldOut = true
    return run
  }

  /// All runs, the held-out one last.
  public func allRuns(_ dial: SweepDial, seed: UInt64 = 1) -> [SweepRun] {
    runs(dial, seed: seed).flatMap { $0 } + (heldOutRun(dial, seed: seed).map { [$0] } ?? [])
  }

  private static func runs(_ rung: Rung, _ dial: SweepDial, seed: UInt64) -> [SweepRun] {
    rung.sizes.flatMap { size in
      (0..<max(1, rung.seeds)).map {
        dial.run(size, spending: rung.compute, seed: seed &+ UInt64($0))
      }
    }
  }

  /// The same ladder, sizes and all, for budgets so many times as large.
  public func scaled(by factor: Double) -> SweepDesign {
    var design = self
    for index in design.rungs.indices { design.rungs[index].compute *= factor }
    design.heldOut?.compute *= factor
    return design
  }
}

extension SweepDesign {
  /// Seconds: the machinery, not a law.
  public static let smoke = SweepDesign(
    rungs: [
      Rung(compute: 2e9, sizes: [0, 1, 2, 3]), Rung(compute: 6e9, sizes: [0, 1, 2, 3]),
      Rung(compute: 2e10, sizes: [0, 1, 2, 3]),
    ], heldOut: Rung(compute: 8e10, sizes: [2]))

  /// Under three minutes on two cores of 2022's servers: four budgets over a factor of 30, five sizes
  /// each, and a held-out run of four times the largest budget, a third of the whole cost.
  public static let lesson = SweepDesign(
    rungs: [
      Rung(compute: 4.7e10, sizes: [0, 1, 2, 3, 4], seeds: 4),
      Rung(compute: 1.45e11, sizes: [1, 2, 3, 4, 5], seeds: 2),
      Rung(compute: 4.7e11, sizes: [2, 3, 4, 5, 6]),
      Rung(compute: 1.45e12, sizes: [3, 4, 5, 6, 7]),
    ], heldOut: Rung(compute: 5.8e12, sizes: [6]))

  /// Hours: five budgets over a factor of 300.
  public static let overnight = SweepDesign(
    rungs: [
      Rung(compute: 1e11, sizes: [0, 1, 2, 3, 4], seeds: 8),
      Rung(compute: 4e11, sizes: [1, 2, 3, 4, 5, 6], seeds: 4),
      Rung(compute: 1.7e12, sizes: [2, 3, 4, 5, 6, 7], seeds: 3),
      Rung(compute: 7e12, sizes: [3, 4, 5, 6, 7, 8], seeds: 2),
      Rung(compute: 3e13, sizes: [4, 5, 6, 7, 8, 9]),
    ], heldOut: Rung(compute: 1.2e14, sizes: [7]))
}
