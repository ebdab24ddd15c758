import Groundwork

/// How far a law misses runs that it has not seen: fitted to those up to a compute, held against those
/// above.
public struct HoldOut: Hashable, Sendable {
  /// Who said which runs the law must not see.
  public enum Basis: String, Hashable, Sendable {
    /// The table: its column `held_out`.
    case marked
    /// Nobody: the runs of the largest compute were taken.
    case automatic
    /// Who asked for the fit.
    case asked
  }

  /// Floating-point operations; the law has seen no run above.
  public var above: Double
  public var fitted: Int
  public var heldOut: Int
  /// The mean of |ln predicted − ln measured|: a share of the loss.
  public var meanError: Double
  /// The mean of ln predicted − ln measured: positive where the law is too pessimistic.
  public var bias: Double
  /// The largest |ln predicted − ln measured|.
  public var largestError: Double
  public var basis = Basis.asked

  public init(
    above: Double, fitted: Int, heldOut: Int, meanError: Double, bias: Double,
    largestError: Double, basis: Basis = .asked
  ) {
    self.above = above
    self.fitted = fitted
    self.heldOut = heldOut
    self.meanError = meanError
    self.bias = bias
    self.largestError = largestError
    self.basis = basis
  }

  /// - Parameter errors: ln predicted − ln measured; at least one.
  init(above: Double, fitted: Int, errors: [Double], basis: Basis) {
    let sizes = errors.map { abs($0) }
    self.init(
      above: above, fitted: fitted, heldOut: errors.count, meanError: sizes.mean,
      bias: errors.mean, largestError: sizes.max() ?? 0, basis: basis)
  }
}

extension HoldOut {
  var json: JSONValue {
    [
      "basis": .text(basis.rawValue), "above": .number(above), "fitted": .integer(fitted),
      "heldOut": .integer(heldOut), "meanError": .number(meanError), "bias": .number(bias),
      "largestError": .number(largestError),
    ]
  }

  init(json: JSONValue) throws(ScalingError) {
    guard let object = json.object else {
      throw .impossible("holdOut holds \(json.kind) where an object should be")
    }
    func number(_ name: String) throws(ScalingError) -> Double {
      guard let value = try FittedLaw.member(object, name, "a number", \.number) else {
        throw .impossible("a member of holdOut lacks \(name)")
      }
      return value
    }
    func count(_ name: String) throws(ScalingError) -> Int {
      guard let value = try FittedLaw.member(object, name, "a whole number", \.integer) else {
        throw .impossible("a member of holdOut lacks \(name)")
      }
      return value
    }
    let basis = try FittedLaw.member(object, "basis", "a string", \.text) ?? Basis.asked.rawValue
    guard let basis = Basis(rawValue: basis) else {
      throw .impossible(
        "the basis of a holdOut is \"\(basis.prefix(40))\"; it is marked, automatic or asked")
    }
    let (meanError, largestError) = (try number("meanError"), try number("largestError"))
    guard meanError >= 0, meanError <= largestError * (1 + 1e-9), largestError.isFinite else {
      throw .impossible(
        "a holdOut's meanError is \(meanError) and its largestError \(largestError); both are at "
          + "least 0, and the mean is not above the largest")
    }
    self.init(
      above: try number("above"), fitted: try count("fitted"), heldOut: try count("heldOut"),
      meanError: meanError, bias: try number("bias"), largestError: largestError, basis: basis)
  }
}
