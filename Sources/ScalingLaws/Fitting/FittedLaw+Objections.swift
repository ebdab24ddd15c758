import RealModule

extension FittedLaw {
  /// The test that says most: that of the largest part of the runs, the marked one first.
  public var test: HoldOut? {
    holdOuts.max {
      ($0.fitted, $0.basis == .marked ? 1 : 0) < ($1.fitted, $1.basis == .marked ? 1 : 0)
    }
  }

  /// Why no plan should rest on it, whatever the budget; the gravest first.
  public var objections: [LawObjection] {
    var result: [LawObjection] = []
    if let test {
      let limit =
        form.foretellsLosses ? LawObjection.missLimit : LawObjection.sizeMissLimit
      if test.meanError > limit {
        result.append(.missed(test, ofLosses: form.foretellsLosses))
      }
    }
    if let floor = value("E"), let loss = domain?.losses.lowerBound, floor > loss {
      result.append(.floorAboveLoss(floor: floor, loss: loss))
    }
    for name in form.exponentNames where !held.contains(name) {
      guard let value = value(name) else { continue }
      if !form.plausibleExponents.contains(value) {
        result.append(.implausible(name: name, value: value))
      } else if isOpen(name) {
        result.append(.notIdentified(name: name, value: value, range: interval(of: name)))
      }
    }
    return result
  }

  /// As the file has it, or by its draws.
  private func interval(of name: String) -> ClosedRange<Double>? {
    intervals[name] ?? (draws.count < 20 ? nil : Interval(draws.map { $0[name] })?.range)
  }

  /// Whether the runs do not determine an exponent: one that may be anything over a factor of ten.
  private func isOpen(_ name: String) -> Bool {
    if let range = interval(of: name) {
      return range.lowerBound <= 0 || range.upperBound > 10 * range.lowerBound
    }
    return profiles[name].map { $0.low == nil || $0.high == nil } ?? false
  }
}

extension LawForm {
  /// The constants that decide which way a budget goes.
  var exponentNames: [String] {
    switch self {
    case .chinchilla, .dataConstrained, .continuedPretraining: ["alpha", "beta"]
    case .kaplan: ["alpha_N", "alpha_D"]
    case .isoflop, .envelope: ["a", "b"]
    }
  }

  /// Published exponents lie between .05 (Kaplan et al. 2020) and .5; beyond these ends a curve hardly
  /// falls, or falls at once.
  var plausibleExponents: ClosedRange<Double> {
    switch self {
    case .chinchilla, .dataConstrained, .continuedPretraining: 0.03...3
    case .kaplan: 0.005...3
    case .isoflop, .envelope: 0.01...2
    }
  }
}

extension HoldOut {
  /// What came of it, a clause.
  ///
  /// - Parameter ofLosses: whether the errors are those of losses, and not those of the best size.
  public func sentence(ofLosses: Bool) -> String {
    let percent = { (error: Double) in "\(SignificantDigits.text(100 * error, 3)) %" }
    let size = { (error: Double) in "a factor of \(SignificantDigits.text(.exp(error), 3))" }
    let miss = ofLosses ? percent : size
    let what = ofLosses ? "the loss" : "the best size"
    let unit = ofLosses ? "run" : "budget"
    let runs = heldOut == 1 ? "a \(unit)" : "\(heldOut) \(unit)s"
    let whose =
      switch basis {
      case .marked: "of \(runs) that it was not shown"
      case .automatic:
        "of the \(heldOut == 1 ? unit : "\(heldOut) \(unit)s") of the largest compute"
      case .asked: "of \(runs) above"
      }
    return
      "fitted to \(fitted) runs of up to \(SignificantDigits.text(above, 3)) operations it missed "
      + "\(what) \(whose) by \(miss(meanError))"
      + (heldOut == 1 ? "" : " in the mean, \(miss(largestError)) at most")
  }
}
