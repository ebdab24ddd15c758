import Groundwork

/// Two rungs together: a given model that was trained on the field, with the field's text in its window.
extension OutlookMaker {
  /// A combination's runs, the shortest training first.
  private func windowed(_ choice: AdviceChoice) -> [AdviceRun] {
    runs.filter {
      $0.choice == choice && $0.base == base && !$0.isControl && $0.seed == settings.seed
        && $0.replay == AdviceSettings.usualReplay
    }.sorted { $0.tokens < $1.tokens }
  }

  /// The same model without anything in its window.
  private func twin(_ run: AdviceRun) -> AdviceRun? {
    candidates(run.option).first {
      $0.tokens == run.tokens && $0.seed == run.seed && $0.fieldShare == run.fieldShare
    }
  }

  /// What the window gives, before training and after each length.
  func windowGain(_ choice: AdviceChoice) -> WindowGain {
    let windowed = windowed(choice)
    var points = windowed.compactMap { run in
      twin(run).map {
        WindowGain.Point(
          tokens: run.tokens, gain: $0.field.bitsPerByte - run.field.bitsPerByte)
      }
    }
    let before = candidates(choice.window ?? .retrieved).first {
      $0.passages == windowed.first?.passages
    }
    if let asIs, let before {
      points.append(.init(tokens: 0, gain: asIs.field.bitsPerByte - before.field.bitsPerByte))
    }
    return WindowGain(points)
  }

  func together(_ choice: AdviceChoice) -> OptionOutlook {
    guard let last = windowed(choice).last, let alone = twin(last) else {
      return OptionOutlook(choice)
    }
    let single = outlook(choice.option)
    let passages = Plural.count(last.passages, "passage")
    let change = last.field.change(from: alone.field)
    let measured =
      "with \(passages) in its window it was \(Self.bits(-change.mean)) better after "
      + "\(Self.count(last.tokens)) tokens"
    // What one measured is compared with what one measured of the same training.
    guard single.evidence == .extrapolated || single.tokens != last.tokens else {
      var result = OptionOutlook(choice, asMeasuredIn: last, basis: measured)
      result.isUnfinished = single.isUnfinished
      return result
    }
    let gain = windowGain(choice)
    let test = gain.backTest
    var result = OptionOutlook(choice)
    result.run = last
    result.backTest = test
    (result.parameters, result.tokens) = (single.parameters, single.tokens)
    (result.compute, result.replay) = (single.compute, single.replay)
    guard let test, test.isPassed else {
      result.basis =
        measured
        + (test.map { "; its earlier gains missed the last by \(Self.bits($0.worst)): no forecast" }
          ?? "; too few such runs to foretell more")
      return result
    }
    result.evidence = .extrapolated
    let factors = gain.factors(at: single.tokens, count: change.draws.count)
    result.fieldDraws = zip(single.fieldDraws, zip(change.draws, factors)).map { $0 + $1.0 * $1.1 }
    result.generalDraws = single.generalDraws
    result.basis =
      "\(measured); what that becomes is foretold from \(Plural.count(gain.points.count, "length"))"
      + " of training, back-test missed by \(Self.bits(test.worst)); on “\(choice.option.title)”"
    return result
  }
}
