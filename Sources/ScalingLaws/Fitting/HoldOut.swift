import Groundwork

/// How far a law misses runs that it has not seen: fitted to those up to a compute, held against those
/// above.
public struct HoldOut: Hashable, Sendable {
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

  public init(
    above: Double, fitted: Int, heldOut: Int, meanError: Double, bias: Double, largestError: Double
  ) {
    self.above = above
    self.fitted = fitted
    self.heldOut = heldOut
    self.meanError = meanError
    self.bias = bias
    self.largestError = largestError
  }
}

extension HoldOut {
  var json: JSONValue {
    [
      "above": .number(above), "fitted": .integer(fitted), "heldOut": .integer(heldOut),
      "meanError": .number(meanError), "bias": .number(bias), "largestError": .number(largestError),
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
    self.init(
      above: try number("above"), fitted: try count("fitted"), heldOut: try count("heldOut"),
      meanError: try number("meanError"), bias: try number("bias"),
      largestError: try number("largestError"))
  }
}
