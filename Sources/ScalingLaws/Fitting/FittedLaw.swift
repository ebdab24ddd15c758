/// A law as a fit leaves it: constants, how well they are known, and what speaks against them. It is
/// what `scaling fit --json` prints and what `scaling plan --law FILE.json` reads.
///
///     let law = try FittedLaw.read("law.json")
///     law.value("alpha")                   // 0.3473
///     law.intervals["alpha"]               // 0.317...0.373
///     try law.draws.map { try ChinchillaLaw($0) }
///
/// `draws` are bootstrap refits: what is planned from every draw has an interval of its own, in which
/// the constants' errors hang together as they do.
public struct FittedLaw: Equatable, Sendable {
  public let form: LawForm
  /// By the names of `form.constantNames`, in their order.
  public let constants: LawConstants
  /// What the fit minimised: the sum of the penalties; nil where the file does not say.
  public var objective: Double?
  /// How many runs the law went through.
  public var points: Int?
  /// The smallest and the largest compute among those runs, floating-point operations; a plan says by
  /// it how far it goes beyond them.
  public var computeRange: ClosedRange<Double>?
  /// What the runs were like that it was fitted to and tested by; nil where the file does not say.
  public var domain: RunDomain?
  /// What N counts; nil where the file does not say.
  public var counting: PlanningLaw.Counting?
  /// What the forms of law that the table supports foretold of the same held-out runs.
  public var formTests: [FormTest] = []
  /// Where Huber's penalty turns into a line, in ln L; nil for forms fitted otherwise.
  public var delta: Double?
  /// The share of intervals of this kind that hold the truth.
  public var level = 0.9
  /// For each constant, where it may lie; a constant that was held has none.
  public var intervals: [String: ClosedRange<Double>] = [:]
  /// For each constant, how the fit worsens away from its value, where that was looked at.
  public var profiles: [String: LikelihoodProfile] = [:]
  /// Bootstrap refits.
  public var draws: [LawConstants] = []
  /// Constants that were given, not fitted.
  public var held: [String] = []
  /// How far the law, fitted to cheap runs, misses expensive ones.
  public var holdOuts: [HoldOut] = []
  /// Why not to trust it, a sentence each.
  public var warnings: [String] = []

  /// - Throws: `ScalingError` for constants of other names or in another order than the form's, or one
  ///   that makes no sense.
  public init(form: LawForm, constants: LawConstants) throws(ScalingError) {
    let names = form.constantNames
    guard constants.names == names else {
      throw .impossible(
        "the form \(form.rawValue) has the constants \(names.joined(separator: ", ")), not "
          + constants.names.joined(separator: ", "))
    }
    if let problem = Self.problem(form, constants) { throw .impossible(problem) }
    self.form = form
    self.constants = constants
  }

  /// A constant by its name; nil where the form has none of that name.
  public func value(_ name: String) -> Double? { constants.value(name) }

  /// What is wrong with the first constant that makes no sense.
  static func problem(_ form: LawForm, _ constants: LawConstants) -> String? {
    for (name, value) in zip(constants.names, constants.values) {
      guard value.isFinite else { return "\(name) is \(value), not a finite number" }
      if value <= 0, form.positiveNames.contains(name) {
        return "\(name) is \(value); it must be a positive number"
      }
    }
    return nil
  }
}

extension FittedLaw {
  /// The law for fresh tokens, of the two forms that have one.
  public var chinchilla: ChinchillaLaw? {
    switch form {
    case .chinchilla, .dataConstrained: try? ChinchillaLaw(constants)
    case .kaplan, .isoflop, .envelope, .continuedPretraining: nil
    }
  }

  /// R*_D and R*_N.
  public var repeatedData: RepeatedData? {
    guard form == .dataConstrained else { return nil }
    return try? RepeatedData(constants)
  }
}
