import Groundwork

extension AdviceReport {
  /// The report as one object: `recommendation`, `options`, `runs` and what they rest on.
  public var json: JSONValue {
    [
      "recommendation": [
        "option": .optional(advice.recommended?.name),
        "isDecided": .bool(advice.isDecided),
        "open": .array(advice.open.map { .text($0.name) }),
        "notMeasured": .array(advice.unasked.map { .text($0.name) }),
        "sentence": .text(answer),
        "margin": .number(advice.settings.margin),
        "confidence": .number(advice.settings.confidence),
        "compute": .number(advice.compute),
        "computeBasis": .text(advice.computeBasis),
      ],
      "options": .array(advice.options.map(object)),
      "combinations": .array(advice.combinations.map(object)),
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
      "name": .text(outlook.choice.name), "title": .text(outlook.choice.title),
      "fieldBitsPerByte": .optional(outlook.field),
      "generalBitsPerByte": .optional(outlook.general),
      "interval": .pair(outlook.fieldInterval()),
      "evidence": .text(outlook.run == nil ? "not measured" : outlook.evidence.rawValue),
      "basis": .text(outlook.basis), "verdict": .text(outlook.verdict.rawValue),
      "objection": .optional(outlook.objection),
      "parameters": .number(outlook.parameters), "tokens": .number(outlook.tokens),
      "cost": bill, "run": .optional(outlook.run?.name),
      "odds": .optional(advice.odds[outlook.choice]),
      "replay": .optional(outlook.replay),
      "backTest": outlook.backTest.map {
        ["isPassed": .bool($0.isPassed), "worstMiss": .number($0.worst)]
      } ?? .null,
    ]
  }

  private func object(_ run: AdviceRun) -> JSONValue {
    [
      "name": .text(run.name), "option": .text(run.option.rawValue),
      "window": .optional(run.window?.rawValue),
      "base": .optional(run.base), "parameters": .number(run.parameters),
      "tokens": .number(run.tokens), "fieldShare": .optional(run.fieldShare),
      "passages": .integer(run.passages), "compute": .number(run.compute),
      "seconds": .number(run.seconds), "fieldBitsPerByte": .optional(run.field.bitsPerByte),
      "generalBitsPerByte": .optional(run.general?.bitsPerByte),
      "interval": .pair(run.field.interval()), "isControl": .bool(run.isControl),
      "recitedShare": .optional(run.recitedShare),
    ]
  }

  private func object(_ findings: GapFindings) -> JSONValue {
    [
      "base": .optional(findings.base),
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
            "bits": .optional($0.bits),
          ]
        }),
      "senses": .array(
        findings.senses.map {
          [
            "word": .text($0.word), "likeness": .number($0.likeness),
            "fieldBits": .optional($0.fieldBits), "generalBits": .optional($0.generalBits),
          ]
        }),
      "excludedPassages": .integer(findings.excludedPassages),
    ]
  }
}
