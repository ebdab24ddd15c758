import RealModule

/// The numbers that a minimiser moves: at most sixteen constants, the rest zero.
public typealias FitVector = SIMD16<Double>

/// A form of law over a table of points: what it predicts, less what was measured, and how that
/// changes with each constant. It is all that a fit knows of a form.
///
///     let form = LawResiduals.chinchilla(runs)
///     form.residuals(ChinchillaLaw.epoch.constants)   // ln predicted − ln measured, run by run
///
/// Eight points are computed at a time. Constants that must be positive are moved by their
/// logarithms; `vector` and `constants` translate.
public struct LawResiduals: Sendable {
  /// Residuals of eight neighbouring points; `slopes` receives their derivatives by each element of
  /// the vector.
  public typealias Block =
    @Sendable (
      _ index: Int, _ vector: FitVector, _ slopes: UnsafeMutablePointer<SIMD8<Double>>
    ) -> SIMD8<Double>

  /// The constants' names, in order.
  public let names: [String]
  /// Which of them are moved by their logarithms.
  public let isLogarithmic: [Bool]
  public let pointCount: Int
  let block: Block

  /// - Precondition: at most sixteen constants.
  init<Place: LawConstantPlace>(
    _ places: Place.Type, logarithmic: [Place], pointCount: Int, block: @escaping Block
  ) {
    names = Place.names
    precondition(names.count <= FitVector.scalarCount, "a form has at most 16 constants")
    let logarithmic = Set(logarithmic.map(\.rawValue))
    isLogarithmic = names.indices.map { logarithmic.contains($0) }
    self.pointCount = pointCount
    self.block = block
  }

  public var constantCount: Int { names.count }
  var blockCount: Int { (pointCount + 7) / 8 }

  /// What the minimiser moves for given constants; those that the form does not have are passed over.
  public func vector(_ constants: LawConstants) -> FitVector {
    var vector = FitVector()
    for (place, name) in names.enumerated() {
      vector[place] = isLogarithmic[place] ? .log(constants[name]) : constants[name]
    }
    return vector
  }

  /// The constants of a vector.
  public func constants(_ vector: FitVector) -> LawConstants {
    LawConstants(
      names: names,
      values: names.indices.map {
        isLogarithmic[$0] ? max(.exp(vector[$0]), .leastNormalMagnitude) : vector[$0]
      })
  }

  /// Predicted less measured, point by point; in ln L for laws of losses.
  public func residuals(_ constants: LawConstants) -> [Double] {
    slopes(vector(constants)).map(\.residual)
  }

  /// Each point's residual and its derivatives by the elements of the vector.
  func slopes(_ vector: FitVector) -> [(residual: Double, slopes: [Double])] {
    var result: [(residual: Double, slopes: [Double])] = []
    result.reserveCapacity(blockCount * 8)
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: constantCount) { buffer in
      guard let slopes = buffer.baseAddress else { return }
      slopes.initialize(repeating: SIMD8(), count: constantCount)
      for index in 0..<blockCount {
        let residuals = block(index, vector, slopes)
        for lane in 0..<8 {
          result.append((residuals[lane], (0..<constantCount).map { slopes[$0][lane] }))
        }
      }
    }
    return Array(result.prefix(pointCount))
  }
}

/// A column of a table, eight numbers at a time; the last number fills the last eight up.
struct Column: Sendable {
  let blocks: [SIMD8<Double>]

  init(_ values: [Double]) {
    blocks = stride(from: 0, to: values.count, by: 8).map { start in
      var block = SIMD8<Double>()
      for lane in 0..<8 { block[lane] = values[min(start + lane, values.count - 1)] }
      return block
    }
  }

  /// The logarithms of a quantity of the runs.
  init(log quantity: (TrainingRun) -> Double, _ runs: [TrainingRun]) {
    self.init(runs.map { .log(quantity($0)) })
  }

  @inline(__always)
  subscript(index: Int) -> SIMD8<Double> { blocks[index] }
}

/// ln Σ exp of a few terms and each term's share in the sum, without overflow.
enum LogSumExp {
  @inline(__always)
  static func of(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>
  ) -> (value: SIMD8<Double>, a: SIMD8<Double>, b: SIMD8<Double>) {
    let top = VectorMath.max(a, b)
    let (x, y) = (VectorMath.exp(a - top), VectorMath.exp(b - top))
    let sum = x + y
    let share = 1 / sum
    return (top + VectorMath.log(sum), x * share, y * share)
  }

  @inline(__always)
  static func of(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>, _ c: SIMD8<Double>
  ) -> (value: SIMD8<Double>, a: SIMD8<Double>, b: SIMD8<Double>, c: SIMD8<Double>) {
    let top = VectorMath.max(VectorMath.max(a, b), c)
    let (x, y) = (VectorMath.exp(a - top), VectorMath.exp(b - top))
    let z = VectorMath.exp(c - top)
    let sum = x + y + z
    let share = 1 / sum
    return (top + VectorMath.log(sum), x * share, y * share, z * share)
  }
}
