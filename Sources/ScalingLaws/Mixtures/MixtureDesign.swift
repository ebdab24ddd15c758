import Groundwork
import RealModule

/// The mixtures of a table as a fit of one form sees them: which rates can be told, and the numbers that
/// go with them.
struct MixtureDesign: Sendable {
  let form: MixtureForm
  let domainCount: Int
  /// Domains whose shares differ between runs.
  let varied: [Int]
  /// The domains that have a rate of their own in the fit. Where shares sum to 1, that of the most varied
  /// one is 0, and the others' are differences from it.
  let columns: [Int]
  /// Each run's shares in their form, less the mean mixture's, of the columns alone, run by run.
  let rows: [Double]
  let runCount: Int
  /// The mean over the runs of each domain's share in its form.
  private let centers: [Double]

  /// What must be left of a domain's shares when all others are known, as a standard deviation: a rate
  /// that rests on less than a thousandth of the text is none.
  private static let leastSpread = 1e-3
  /// Exponents of a run beyond it are no law: a loss would change by e⁴⁰ over the mixtures tried.
  static let largestExponent = 40.0

  var columnCount: Int { columns.count }
  var constantCount: Int { form.constantCount(varied: varied.count) }

  /// - Throws: `MixtureLawError` for too few different mixtures, or domains that cannot be told apart.
  init(_ form: MixtureForm, _ table: MixtureTable) throws(MixtureLawError) {
    self.form = form
    let (runs, domains) = (table.runs, table.domains)
    domainCount = domains.count
    runCount = runs.count
    guard !runs.isEmpty else { throw .impossible("all runs are held out: none is left to fit to") }
    varied = table.variedDomains
    let (count, constants) = (
      table.mixtures.count, form.constantCount(varied: max(2, varied.count))
    )
    guard varied.count > 1, count >= constants else {
      throw .tooFewMixtures(
        count: count, needed: constants + 1, constants: constants, form: form)
    }
    let features = runs.map { run in run.shares.map(form.feature) }
    let centers = domains.indices.map { domain in features.map { $0[domain] }.mean }
    self.centers = centers
    func variance(_ domain: Int) -> Double {
      features.map { ($0[domain] - centers[domain]) * ($0[domain] - centers[domain]) }.mean
    }
    var columns = varied
    if !form.takesLogarithms {
      // Without the most varied one the others are least dependent on each other.
      let last = varied.max { (variance($0), $1) < (variance($1), $0) }
      columns.removeAll { $0 == last }
    }
    self.columns = columns
    rows = features.flatMap { feature in columns.map { feature[$0] - centers[$0] } }
    try requireSeparable(domains)
  }

  /// A column's part that the others do not foretell, as a standard deviation: 1 over the inverse's
  /// diagonal.
  private func requireSeparable(_ names: [String]) throws(MixtureLawError) {
    let size = columnCount
    var matrix = SymmetricMatrix(size: size)
    for run in 0..<runCount { matrix.addSquare(of: Array(rows[(run * size)..<((run + 1) * size)])) }
    func spread(_ column: Int, _ inverse: SymmetricMatrix) -> Double {
      (1 / inverse[column, column] / Double(runCount)).squareRoot()
    }
    let inverse = matrix.inverse()
    let weak = columns.indices.filter { column in
      inverse.map { spread(column, $0) < Self.leastSpread } ?? true
    }
    guard !weak.isEmpty else { return }
    throw .inseparable((weak.count > 1 ? weak.map { columns[$0] } : varied).map { names[$0] })
  }

  /// A law of what a fit found: the constants of the form and the columns' rates.
  func law(floor: Double, logScale: Double, slopes: [Double]) -> MixtureLaw {
    var rates = [Double](repeating: 0, count: domainCount)
    for (place, domain) in columns.enumerated() { rates[domain] = slopes[place] }
    var mean = varied.reduce(0) { $0 + rates[$1] * centers[$1] }
    if !form.takesLogarithms {
      // Whatever number is added to all rates: that with which the mean mixture's exponent is 0.
      let shift = mean / varied.reduce(0) { $0 + centers[$1] }
      for domain in varied { rates[domain] -= shift }
      mean = 0
    }
    return form.hasFloor
      ? MixtureLaw(form, floor: floor, scale: .exp(logScale - mean), rates: rates)
      : MixtureLaw(form, floor: floor - mean, rates: rates)
  }
}

extension MixtureDesign {
  /// Fills in what parameters foretell of the runs: of forms with a floor c, ln k and the columns' rates,
  /// of the others the mean's loss and the rates.
  func evaluate(_ parameters: [Double], _ points: inout RobustLeastSquares.Points) -> Bool {
    let (size, lead) = (parameters.count, form.hasFloor ? 2 : 1)
    var isInside = true
    points.slopes.withUnsafeMutableBufferPointer { slopes in
      for run in 0..<runCount {
        var exponent = 0.0
        for column in 0..<columnCount {
          exponent += parameters[lead + column] * rows[run * columnCount + column]
        }
        if abs(exponent) > Self.largestExponent, form.hasFloor { isInside = false }
        let factor = form.hasFloor ? Double.exp(parameters[1] + exponent) : 1
        points.predictions[run] = parameters[0] + (form.hasFloor ? factor : exponent)
        let row = run * size
        slopes[row] = 1
        if form.hasFloor { slopes[row + 1] = factor }
        for column in 0..<columnCount {
          slopes[row + lead + column] = factor * rows[run * columnCount + column]
        }
      }
    }
    return isInside
  }

  /// No loss falls below zero, so the floor does not; all else is free.
  var leasts: [Double] {
    let size = (form.hasFloor ? 2 : 1) + columnCount
    return [form.hasFloor ? 0 : -.infinity] + Array(repeating: -.infinity, count: size - 1)
  }

  /// The places from which a fit sets out. With the floor known, ln(L − c) is a plane in the shares:
  /// floors from just below the lowest loss to zero, each with its plane.
  func starts(_ losses: [Double]) -> [[Double]] {
    guard form.hasFloor else { return [flatStart(losses)] }
    return (Self.floorDepths.compactMap { floor(losses, depth: $0) } + [0])
      .map { start(floor: $0, losses) }
  }

  /// The one in the middle of them.
  func middleStart(_ losses: [Double]) -> [Double] {
    form.hasFloor ? start(floor: floor(losses, depth: 0.3) ?? 0, losses) : flatStart(losses)
  }

  /// How far floors lie below the lowest loss, in units of the losses' spread.
  private static let floorDepths = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]

  /// Nil for one below zero.
  private func floor(_ losses: [Double], depth: Double) -> Double? {
    let (low, high) = (losses.min() ?? 0, losses.max() ?? 0)
    let floor = low - depth * (high - low)
    return floor > 0 ? floor : nil
  }

  private func flatStart(_ losses: [Double]) -> [Double] {
    [losses.mean] + Array(repeating: 0, count: columnCount)
  }

  /// The floor and the plane through ln(L − c), each run weighted by (L − c)²: a difference of logarithms
  /// counts as the difference of losses that it is.
  private func start(floor: Double, _ losses: [Double]) -> [Double] {
    let size = 1 + columnCount
    var matrix = SymmetricMatrix(size: size)
    var sums = [Double](repeating: 0, count: size)
    for (run, loss) in losses.enumerated() {
      let excess = loss - floor
      let row = [1] + Array(rows[(run * columnCount)..<((run + 1) * columnCount)])
      matrix.addSquare(of: row.map { $0 * excess })
      for place in 0..<size { sums[place] += excess * excess * row[place] * .log(excess) }
    }
    let flat = [Double.log(losses.mean - floor)] + Array(repeating: 0, count: columnCount)
    let plane = matrix.solution(of: sums) ?? flat
    return [floor] + (plane.allSatisfy(\.isFinite) ? plane : flat)
  }
}
