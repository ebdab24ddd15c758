/// L-BFGS (Liu and Nocedal 1989, doi:10.1007/BF01589116) for functions of at most sixteen numbers.
///
///     let minimum = LimitedMemoryMinimizer().minimize(from: start) { (value($0), gradient($0)) }
///
/// The line search brackets and halves until the weak Wolfe conditions hold, as Lewis and Overton
/// (2013, doi:10.1007/s10107-012-0514-2) advise for functions with kinks: a Huber sum with a small δ
/// nearly has them. Nothing is drawn at random and nothing depends on the clock.
public struct LimitedMemoryMinimizer: Sendable {
  public var iterationLimit = 1_000
  /// Stops where no component of the gradient is larger.
  public var gradientTolerance = 1e-7
  /// Stops after three steps that each lower the value by a smaller share of itself.
  public var valueTolerance = 1e-13
  /// No component moves further than this in one step.
  public var stepLimit = 4.0
  private static let memory = 8

  public init() {}

  public struct Minimum: BitwiseCopyable, Sendable {
    public var point: FitVector
    public var value: Double
    public var gradient: FitVector
    public var iterations: Int
    public var hasConverged: Bool
  }

  public typealias Function = (FitVector) -> (value: Double, gradient: FitVector)

  /// A local minimum near a starting point.
  public func minimize(from start: FitVector, _ function: Function) -> Minimum {
    let first = function(start)
    var best = Minimum(
      point: start, value: first.value, gradient: first.gradient, iterations: 0,
      hasConverged: false)
    guard first.value.isFinite else { return best }
    var pairs: [(s: FitVector, y: FitVector, rho: Double)] = []
    pairs.reserveCapacity(Self.memory + 1)
    var smallSteps = 0
    for iteration in 1...max(1, iterationLimit) {
      guard largest(best.gradient) > gradientTolerance else {
        best.hasConverged = true
        return best
      }
      var direction = -product(pairs, best.gradient)
      var slope = dot(direction, best.gradient)
      if !(slope < 0) {
        pairs.removeAll(keepingCapacity: true)
        direction = -best.gradient
        slope = dot(direction, best.gradient)
      }
      // Without any memory the gradient has no scale: the first step is one of length 0.1.
      var trial = pairs.isEmpty ? 0.1 / max(largest(direction), 1e-300) : 1
      trial = min(trial, stepLimit / max(largest(direction), 1e-300))
      guard let next = search(best, direction, slope, trial, function) else {
        // No step goes down from here: forget the curvature once, then give up.
        if pairs.isEmpty {
          best.hasConverged = smallSteps > 0
          return best
        }
        pairs.removeAll(keepingCapacity: true)
        continue
      }
      let s = next.point - best.point
      let y = next.gradient - best.gradient
      let curvature = dot(s, y)
      if curvature > 1e-14 * (dot(s, s) * dot(y, y)).squareRoot() {
        if pairs.count == Self.memory { pairs.removeFirst() }
        pairs.append((s, y, 1 / curvature))
      }
      let drop = best.value - next.value
      smallSteps = drop <= valueTolerance * abs(best.value) ? smallSteps + 1 : 0
      best = next
      best.iterations = iteration
      if smallSteps == 3 {
        best.hasConverged = true
        return best
      }
    }
    return best
  }

  /// The inverse Hessian's estimate times a vector, by the two-loop recursion.
  private func product(
    _ pairs: [(s: FitVector, y: FitVector, rho: Double)], _ gradient: FitVector
  ) -> FitVector {
    guard let last = pairs.last else { return gradient }
    var q = gradient
    var alphas = FitVector()
    for index in pairs.indices.reversed() {
      alphas[index] = pairs[index].rho * dot(pairs[index].s, q)
      q -= alphas[index] * pairs[index].y
    }
    q *= 1 / (last.rho * dot(last.y, last.y))
    for index in pairs.indices {
      let beta = pairs[index].rho * dot(pairs[index].y, q)
      q += (alphas[index] - beta) * pairs[index].s
    }
    return q
  }

  /// A step for which the weak Wolfe conditions hold; failing that the lowest one found, or nil.
  private func search(
    _ from: Minimum, _ direction: FitVector, _ slope: Double, _ firstTrial: Double,
    _ function: Function
  ) -> Minimum? {
    var (low, high) = (0.0, Double.infinity)
    var trial = firstTrial
    var found: Minimum?
    for _ in 0..<40 {
      let point = from.point + trial * direction
      let (value, gradient) = function(point)
      if !(value <= from.value + 1e-4 * trial * slope) {
        high = trial
      } else {
        found = Minimum(
          point: point, value: value, gradient: gradient, iterations: from.iterations,
          hasConverged: false)
        if dot(gradient, direction) >= 0.9 * slope { return found }
        low = trial
      }
      trial = high.isFinite ? (low + high) / 2 : 2 * low
    }
    return found
  }

  private func dot(_ a: FitVector, _ b: FitVector) -> Double { (a * b).sum() }

  private func largest(_ vector: FitVector) -> Double {
    max(vector.max(), -vector.min())
  }
}
