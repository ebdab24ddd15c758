import ScalingLaws

/// What one assumption, held at an end of its range, makes of an answer.
///
///     assumptions.sensitivities(question).map { "\($0.what): \($0.odds.family.title)" }
public struct DecisionSensitivity: Hashable, Sendable {
  /// The assumption and where it is held, in words.
  public let what: String
  public let odds: DecisionOdds
}

extension DecisionAssumptions {
  /// The answer with one thing after another held at an end of its range, everything else as it is.
  ///
  /// - Parameter count: of the draws for each.
  public func sensitivities(_ question: DecisionQuestion, count: Int = 60)
    -> [DecisionSensitivity]
  {
    func held(_ what: String, _ change: (inout DecisionAssumptions) -> Void)
      -> DecisionSensitivity
    {
      var changed = self
      change(&changed)
      return DecisionSensitivity(what: what, odds: changed.odds(question, count: count))
    }
    func ends(
      _ what: String, _ path: WritableKeyPath<DecisionAssumptions, ClosedRange<Double>>
    ) -> [DecisionSensitivity] {
      let range = self[keyPath: path]
      return [("low", range.lowerBound), ("high", range.upperBound)].map { name, value in
        held("\(what) \(name)") { $0[keyPath: path] = value...value }
      }
    }
    let lawNames = ["Hoffmann's law", "Besiroglu's law", "Muennighoff's law"]
    let byLaw = zip(lawNames, [ChinchillaLaw.hoffmann, .epoch, .muennighoff]).map { name, law in
      held(name) { $0.laws = [law] }
    }
    return ends("exchange rate", \.exchange) + ends("gain of continuing", \.adaptationFactor)
      + ends("gain of passages", \.contextFactor) + ends("adapter's share", \.adapterShare)
      + ends("forgetting", \.forgetting)
      + [
        held("no error of form") { $0.formError = 0 },
        held("error of form doubled") { $0.formError *= 2 },
        held("margin doubled") { $0.margin *= 2 },
        held("field alone counts") { $0.fieldWeight = 1 },
        held("both texts count alike") { $0.fieldWeight = 0.5 },
      ] + byLaw
  }
}
