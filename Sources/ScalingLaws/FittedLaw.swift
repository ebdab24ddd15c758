/// A law as a fit leaves it: constants, how well they are known, and what speaks against them. It is
/// what `scaling fit --json` prints and what `scaling plan --law FILE.json` reads.
///
///     let law = try FittedLaw.read("law.json")
///     law.value("alpha")                   // 0.3473
///     law.intervals["alpha"]               // 0.317...0.373
///     law.draws.compactMap { ChinchillaLaw($0) }
///
/// `draws` are bootstrap refits, each with the constants in the form's order: what is planned from
/// every draw has an interval of its own, in which the constants' errors hang together as they do.
public struct FittedLaw: Equatable, Sendable {
  public let form: LawForm
  /// In the order of `form.constantNames`.
  public let constants: [Double]
  /// What the fit minimised: the sum of the penalties; nil where the file does not say.
  public var objective: Double?
  /// How many runs the law went through.
  public var points: Int?
  /// The smallest and the largest compute among those runs, floating-point operations; a plan says by
  /// it how far it goes beyond them.
  public var computeRange: ClosedRange<Double>?
  /// Where Huber's penalty turns into a line, in ln L; nil for forms fitted otherwise.
  public var delta: Double?
  /// The share of intervals of this kind that hold the truth.
  public var level = 0.9
  /// For each constant, where it may lie; a constant that was held has none.
  public var intervals: [String: ClosedRange<Double>] = [:]
  /// For each constant, how the fit worsens away from its value, where that was looked at.
  public var profiles: [String: LikelihoodProfile] = [:]
  /// Bootstrap refits.
  public var draws: [[Double]] = []
  /// Constants that were given, not fitted.
  public var held: [String] = []
  /// How far the law, fitted to cheap runs, misses dear ones.
  public var holdOuts: [HoldOut] = []
  /// Why not to trust it, a sentence each.
  public var warnings: [String] = []

  /// - Throws: `ScalingError` for too few or too many constants, or one that makes no sense.
  public init(form: LawForm, constants: [Double]) throws(ScalingError) {
    let names = form.constantNames
    guard constants.count == names.count else {
      throw .impossible(
        "the form \(form.rawValue) has \(names.count) constants (\(names.joined(separator: ", "))), "
          + "not \(constants.count)")
    }
    for (name, value) in zip(names, constants) {
      if let problem = Self.problem(form, name, value) { throw .impossible(problem) }
    }
    self.form = form
    self.constants = constants
  }

  /// A constant by its name; nil where the form has none of that name.
  public func value(_ name: String) -> Double? {
    form.constantNames.firstIndex(of: name).map { constants[$0] }
  }

  static func problem(_ form: LawForm, _ name: String, _ value: Double) -> String? {
    guard value.isFinite else { return "\(name) is \(value), not a finite number" }
    if value <= 0, form.positiveNames.contains(name) {
      return "\(name) is \(value); it must be a positive number"
    }
    return nil
  }
}

/// How far a law misses runs that it has not seen: fitted to those up to a compute, held against those
/// above.
public struct HoldOut: Hashable, Sendable {
  /// Floating-point operations; the law has seen no run above.
  public var above: Double
  public var fitted: Int
  public var heldOut: Int
  /// The mean of |ln foretold − ln measured|: a share of the loss.
  public var meanError: Double
  /// The mean of ln foretold − ln measured: positive where the law is too pessimistic.
  public var bias: Double
  /// The largest |ln foretold − ln measured|.
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

extension ChinchillaLaw {
  /// The law of constants in the order E, A, B, α, β, as `FittedLaw` keeps them; further ones are
  /// passed over.
  ///
  /// - Returns: nil for fewer than five.
  public init?(_ constants: [Double]) {
    guard constants.count >= 5 else { return nil }
    self.init(
      E: constants[0], A: constants[1], alpha: constants[3], B: constants[2], beta: constants[4])
  }

  /// E, A, B, α, β.
  public var constants: [Double] {
    [irreducibleLoss, parameterScale, tokenScale, alpha, beta]
  }
}

extension FittedLaw {
  /// The law for fresh tokens, of the two forms that have one.
  public var chinchilla: ChinchillaLaw? {
    switch form {
    case .chinchilla, .dataConstrained: ChinchillaLaw(constants)
    case .kaplan, .isoflop, .envelope: nil
    }
  }

  /// R*_D and R*_N.
  public var repeatedData: RepeatedData? {
    guard form == .dataConstrained else { return nil }
    return RepeatedData(tokenDecay: constants[5], parameterDecay: constants[6])
  }
}
