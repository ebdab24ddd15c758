import WorkbookCore

extension MixturePlan {
  /// One object: the answer at the top, the law and its tests behind it.
  func json(chart: String?) -> JSONValue {
    [
      "form": .text(law.form.rawValue), "formula": .text(law.form.formula),
      "runs": .integer(law.table.runs.count), "mixtures": .integer(law.table.mixtures.count),
      "step": law.table.stepName.map { .text($0) } ?? .null,
      "parameters": .optional(law.table.runs.first?.parameters), "level": .number(law.level),
      "tolerance": .number(request.tolerance),
      "best": best.json(law.table.domains), "domains": .array(domains.map(\.json)),
      "bestTried": bestTried.map { tried in
        [
          "name": .text(tried.name), "measured": .number(tried.measured),
          "foretold": tried.choice.json(law.table.domains),
        ]
      } ?? .null,
      "gain": gain.map { ["value": .number($0.value), "interval": .pair($0.interval)] } ?? .null,
      "withinTried": withinTried?.json(law.table.domains) ?? .null,
      "distanceFromTried": .number(distance),
      "texts": .array(texts.indices.map(textJSON)), "heldOut": testJSON,
      "forms": .array(law.formTests.map(formJSON)),
      "chart": chart.map { .text($0) } ?? .null,
      "cautions": .array(cautions.map { .text($0) }),
      "notes": .array(law.table.notes.map { .text($0) }),
    ]
  }

  private func textJSON(_ place: Int) -> JSONValue {
    let (text, fitted) = (texts[place], law.laws[place])
    func interval(_ value: (MixtureLaw) -> Double) -> JSONValue {
      .pair(law.interval(of: place, value))
    }
    func rates(_ value: (Int) -> JSONValue) -> JSONValue {
      .object(
        JSONObject(
          members: law.table.domains.enumerated().map { .init($0.element, value($0.offset)) }))
    }
    let closeness = law.closeness[place]
    return [
      "name": .text(text.name), "weight": .number(text.weight), "loss": .number(text.loss),
      "interval": .pair(text.interval), "r2": .number(closeness.rSquared),
      "residual": .number(closeness.deviation), "spread": .number(closeness.spread),
      "heldOut": score(of: place)?.json ?? .null,
      "constants": [
        "c": .number(fitted.floor),
        "k": law.form.hasFloor ? .number(fitted.scale) : .null,
        "t": rates { .number(fitted.rates[$0]) },
      ],
      "intervals": [
        "c": interval { $0.floor }, "k": law.form.hasFloor ? interval { $0.scale } : .null,
        "t": rates { domain in interval { $0.rates[domain] } },
      ],
    ]
  }

  private var testJSON: JSONValue {
    guard let test = law.test, let score else { return .null }
    let (basis, parts): (String, JSONValue) =
      switch test.basis {
      case .marked: ("marked", .null)
      case .each: ("each", .null)
      case .folds(let count): ("folds", .integer(count))
      case .share: ("share", .null)
      }
    return [
      "basis": .text(basis), "parts": parts, "runs": .integer(test.count),
      "notForetold": .integer(test.unforetold), "weighted": score.json,
    ]
  }

  private func formJSON(_ test: MixtureTest) -> JSONValue {
    [
      "form": .text(test.form.rawValue), "runs": .integer(test.count),
      "weighted": test.score(weights: weights, spread: spread).json,
    ]
  }
}

extension MixturePlan.Choice {
  fileprivate func json(_ domains: [String]) -> JSONValue {
    [
      "shares": .object(
        JSONObject(members: zip(domains, shares).map { .init($0, .number($1)) })),
      "loss": .number(loss), "interval": .pair(interval),
    ]
  }
}

extension MixturePlan.Domain {
  fileprivate var json: JSONValue {
    [
      "name": .text(name), "share": .number(share), "interval": .pair(interval),
      "within": .pair(flat), "tried": .pair(tried), "held": .bool(isHeld),
    ]
  }
}

extension MixtureTest.Score {
  fileprivate var json: JSONValue {
    [
      "r2": .optional(rSquared), "error": .number(error), "largestError": .number(largestError),
      "relativeError": .number(relativeError), "rank": .optional(rankCorrelation),
    ]
  }
}
