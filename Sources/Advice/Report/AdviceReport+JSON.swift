import Groundwork

extension AdviceReport {
  /// The report as one object: `recommendation`, `options`, `runs` and what they rest on.
  public var json: JSONValue {
    [
      "recommendation": [
        "option": advice.recommended.map { .text($0.rawValue) } ?? .null,
        "isDecided": .bool(advice.isDecided),
        "open": .array(advice.open.map { .text($0.rawValue) }),
        "sentence": .text(answer),
        "margin": .number(advice.settings.margin),
        "confidence": .number(advice.settings.confidence),
        "compute": .number(advice.compute),
        "computeBasis": .text(advice.computeBasis),
      ],
      "options": .array(advice.options.map(object)),
      "runs": .array(runs.map(object)),
      "forecasts": .array(
        forecasts.entries.map {
          [
            "run": .text($0.run.name), "factor": .number($0.forecast.factor),
            "foretold": .number($0.forecast.median), "low": .number($0.forecast.low),
            "high": .number($0.forecast.high), "measured": .number($0.run.field.bitsPerByte),
            "isHeld": .bool($0.isHeld),
          ]
        }),
      "gap": findings.map(object) ?? .null,
      "text": [
        "fieldBytes": .integer(facts.fieldBytes), "generalBytes": .integer(facts.generalBytes),
        "ownTokens": .number(facts.ownTokens),
        "fieldDocuments": .integer(facts.fieldDocuments.training),
        "fieldHeldOut": .integer(facts.fieldDocuments.heldOut),
      ],
      "seconds": .number(facts.seconds), "isInterrupted": .bool(facts.isInterrupted),
      "leftOut": .array(facts.leftOut.map { .text($0) }),
      "notices": .array(facts.notices.map { .text($0) }),
    ]
  }

  private func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  private func interval(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func object(_ outlook: OptionOutlook) -> JSONValue {
    let bill: JSONValue =
      outlook.bill.map {
        [
          "trainingDollars": .number($0.training),
          "dollarsPerMillionTokens": .number($0.perMillionTokens),
          "peopleDollars": .number($0.people), "threeYearDollars": .number($0.threeYears),
          "acceleratorHours": .number($0.acceleratorHours),
        ]
      } ?? .null
    return [
      "name": .text(outlook.option.rawValue), "title": .text(outlook.option.title),
      "fieldBitsPerByte": number(outlook.field), "generalBitsPerByte": number(outlook.general),
      "interval": interval(outlook.fieldInterval()),
      "evidence": .text(outlook.run == nil ? "not measured" : outlook.evidence.rawValue),
      "basis": .text(outlook.basis), "verdict": .text(outlook.verdict.rawValue),
      "objection": outlook.objection.map { .text($0) } ?? .null,
      "parameters": .number(outlook.parameters), "tokens": .number(outlook.tokens),
      "cost": bill, "run": outlook.run.map { .text($0.name) } ?? .null,
      "odds": number(advice.odds[outlook.option]),
      "backTest": outlook.backTest.map {
        ["isPassed": .bool($0.isPassed), "worstMiss": .number($0.worst)]
      } ?? .null,
    ]
  }

  private func object(_ run: AdviceRun) -> JSONValue {
    [
      "name": .text(run.name), "option": .text(run.option.rawValue),
      "base": run.base.map { .text($0) } ?? .null, "parameters": .number(run.parameters),
      "tokens": .number(run.tokens), "fieldShare": number(run.fieldShare),
      "passages": .integer(run.passages), "compute": .number(run.compute),
      "seconds": .number(run.seconds), "fieldBitsPerByte": number(run.field.bitsPerByte),
      "generalBitsPerByte": number(run.general?.bitsPerByte),
      "interval": interval(run.field.interval()), "isControl": .bool(run.isControl),
      "recitedShare": number(run.recitedShare),
    ]
  }

  private func object(_ findings: GapFindings) -> JSONValue {
    [
      "base": findings.base.map { .text($0) } ?? .null,
      "vocabularies": .array(
        findings.vocabularies.map {
          [
            "name": .text($0.name), "size": .integer($0.size),
            "fieldBytesPerToken": .number($0.fieldBytesPerToken),
            "generalBytesPerToken": .number($0.generalBytesPerToken),
          ]
        }),
      "positions": .array(
        findings.positions.map {
          [
            "from": .integer($0.from), "to": .integer($0.to), "field": .number($0.field),
            "general": .number($0.general),
          ]
        }),
      "terms": .array(
        findings.terms.map {
          [
            "word": .text($0.word), "count": .integer($0.count), "tokens": .integer($0.tokens),
            "bits": number($0.bits),
          ]
        }),
      "senses": .array(
        findings.senses.map {
          [
            "word": .text($0.word), "likeness": .number($0.likeness),
            "fieldBits": number($0.fieldBits), "generalBits": number($0.generalBits),
          ]
        }),
      "excludedPassages": .integer(findings.excludedPassages),
    ]
  }
}
