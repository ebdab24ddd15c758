/// Least squares of any number of parameters, in which a residual beyond δ counts by its size and not
/// by its square (Huber 1964, doi:10.1214/aoms/1177703732).
///
///     let fit = RobustLeastSquares(delta: 0.02)
///     fit.minimize(losses, from: start, leasts: [0, -.infinity]) { parameters, points in … }
///
/// Levenberg's and Marquardt's steps (Marquardt 1963, doi:10.1137/0111030), each residual weighted as
/// Huber's penalty asks. `LimitedMemoryMinimizer` is for the few constants of a law of sizes, which
/// fit in one vector of the machine, and thousands of starts; here a handful of starts is enough and
/// nothing limits the number of parameters. Nothing is drawn at random.
struct RobustLeastSquares: Sendable {
  var delta: Double
  var iterationLimit = 200
  /// Stops after three steps that each lower the objective by a smaller part of it.
  var tolerance = 1e-12

  /// What a model makes of parameters: a prediction a point, and its slopes by each parameter, point by
  /// point.
  struct Points {
    var predictions: [Double]
    var slopes: [Double]
  }

  struct Minimum {
    var parameters: [Double]
    var points: Points
    /// Σ Huber of the residuals.
    var objective: Double
  }

  /// Fills in predictions and slopes; false where the parameters lie outside the model's domain.
  typealias Model = (_ parameters: [Double], _ points: inout Points) -> Bool

  /// A local minimum near a starting point; nil where the model knows nothing there.
  ///
  /// - Parameter leasts: below which each parameter does not go.
  func minimize(
    _ targets: [Double], from start: [Double], leasts: [Double], _ model: Model
  ) -> Minimum? {
    let (count, size) = (targets.count, start.count)
    var points = Points(
      predictions: Array(repeating: 0, count: count),
      slopes: Array(repeating: 0, count: count * size))
    guard model(start, &points) else { return nil }
    var best = Minimum(
      parameters: start, points: points, objective: objective(targets, points.predictions))
    guard best.objective.isFinite else { return nil }
    var damping = 1e-3
    var smallSteps = 0
    for _ in 0..<iterationLimit {
      var (matrix, gradient) = normalEquations(targets, best.points, size)
      // A parameter at its end that would go beyond stays where it is.
      for place in 0..<size where best.parameters[place] <= leasts[place] && gradient[place] > 0 {
        for other in 0..<size { (matrix[place, other], matrix[other, place]) = (0, 0) }
        (matrix[place, place], gradient[place]) = (1, 0)
      }
      var drop: Double?
      while drop == nil, damping < 1e12 {
        var damped = matrix
        for place in 0..<size { damped[place, place] *= 1 + damping }
        if let step = damped.solution(of: gradient) {
          let next = zip(zip(best.parameters, step), leasts).map { max($0.0 - $0.1, $1) }
          if model(next, &points) {
            let value = objective(targets, points.predictions)
            if value < best.objective {
              drop = best.objective - value
              best = Minimum(parameters: next, points: points, objective: value)
              damping = max(damping * 0.2, 1e-12)
            }
          }
        }
        if drop == nil { damping *= 8 }
      }
      guard let drop else { return best }
      smallSteps = drop <= tolerance * best.objective ? smallSteps + 1 : 0
      if smallSteps == 3 || best.objective < 1e-26 * Double(count) { return best }
    }
    return best
  }

  /// How much each point draws the fit to itself, 0 to 1: the diagonal of the hat matrix; nil where
  /// some parameters can change together.
  func leverages(_ minimum: Minimum) -> [Double]? {
    let size = minimum.parameters.count
    // Equal weights: the question is what the design of the points allows.
    let (matrix, _) = normalEquations(minimum.points.predictions, minimum.points, size)
    guard let inverse = matrix.inverse() else { return nil }
    return minimum.points.predictions.indices.map { index in
      let row = Array(minimum.points.slopes[(index * size)..<((index + 1) * size)])
      return zip(row, inverse.times(row)).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private func objective(_ targets: [Double], _ predictions: [Double]) -> Double {
    var sum = 0.0
    for (target, prediction) in zip(targets, predictions) {
      let size = abs(prediction - target)
      sum += size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta)
    }
    return sum
  }

  private func normalEquations(
    _ targets: [Double], _ points: Points, _ size: Int
  ) -> (matrix: SymmetricMatrix, gradient: [Double]) {
    var lower = [Double](repeating: 0, count: size * size)
    var gradient = [Double](repeating: 0, count: size)
    // Nearly all of a fit's time is spent here: plain pointers, so that the inner loop is vectors.
    points.slopes.withUnsafeBufferPointer { slopes in
      lower.withUnsafeMutableBufferPointer { lower in
        for index in targets.indices {
          let residual = points.predictions[index] - targets[index]
          let weight = abs(residual) <= delta ? 1 : delta / abs(residual)
          for row in 0..<size {
            let weighted = weight * slopes[index * size + row]
            gradient[row] += weighted * residual
            for column in 0...row {
              lower[row * size + column] += weighted * slopes[index * size + column]
            }
          }
        }
      }
    }
    return (SymmetricMatrix(size: size, lower: lower), gradient)
  }
}
