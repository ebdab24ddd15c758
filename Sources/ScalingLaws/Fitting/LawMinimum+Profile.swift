import RealModule

extension LawMinimum {
  /// The profile of a constant; nil where the form has none of that name, or it was held.
  ///
  /// A constant that is moved by its logarithm is followed to a thousandth and a thousandfold.
  public func profile(_ name: String, level: Double = 0.9) -> LikelihoodProfile? {
    guard let place = names.firstIndex(of: name), function.free.contains(place) else { return nil }
    let form = function.residuals
    let center = form.vector(constants)
    let scale = delta * delta
    let curvature = FitCurvature(function, at: center)
    let spread = FitCurvature.scale(residuals, delta: delta, free: function.free.count)
    // Twice the rise of the objective over this is a χ² of one degree of freedom where the constant is
    // held at its true value (Ronchetti 1982). For least squares it is the variance, in units of δ².
    let penalty = spread.penalty / max(spread.inner, 1e-3)
    let limit = objective + 0.5 * scale * penalty * NormalDistribution.chiSquared(level: level)
    let isLogarithmic = form.isLogarithmic[place]
    let reach = isLogarithmic ? 6.9 : 3 * max(1, abs(center[place]))
    let names = Set(
      self.names.indices.filter { !function.free.contains($0) }.map { self.names[$0] })
    var weightless = LawObjective(form, delta: delta, held: names.union([name]))
    weightless.copyWeights(of: function)
    let held = weightless
    func minimum(_ value: Double, from start: FitVector) -> LimitedMemoryMinimizer.Minimum {
      var vector = start
      vector[place] = value
      return LimitedMemoryMinimizer().minimize(from: vector, held.callAsFunction)
    }
    var points: [(coordinate: Double, objective: Double)] = [(center[place], objective)]
    func end(_ sign: Double) -> Double? {
      let error = curvature?.errors[place] ?? 0
      // A third of the standard error: the ends are bisected anyway, the way there shows the valley.
      var step = min(max(error.isFinite ? error / 3 : 0, 1e-3), reach / 8)
      var (inside, start) = (center[place], center)
      while abs(inside - center[place]) < reach {
        let next = inside + sign * step
        let found = minimum(next, from: start)
        points.append((next, found.value * scale))
        if found.value * scale > limit {
          var (near, far) = (inside, next)
          for _ in 0..<12 {
            let middle = 0.5 * (near + far)
            let between = minimum(middle, from: start)
            if between.value * scale > limit { far = middle } else { near = middle }
          }
          return 0.5 * (near + far)
        }
        (inside, start) = (next, found.point)
        step *= 1.3
      }
      return nil
    }
    let (low, high) = (end(-1), end(1))
    func value(_ coordinate: Double) -> Double { isLogarithmic ? .exp(coordinate) : coordinate }
    return LikelihoodProfile(
      name: name, level: level,
      points: points.sorted { $0.coordinate < $1.coordinate }.map {
        .init(value: value($0.coordinate), objective: $0.objective)
      }, low: low.map(value), high: high.map(value))
  }
}
