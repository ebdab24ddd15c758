import WorkbookCore

/// A plan of a mixture as a figure: of two domains the losses by the share of one, of more what was
/// foretold against what was measured, and the shares of the best mixture.
struct MixtureChart {
  private let plan: MixturePlan
  private var law: FittedMixtureLaw { plan.law }

  /// Panels of texts beside that of the weighted loss, and names in a key.
  private static let mostTexts = 5
  private static let mostNames = 6

  init(_ plan: MixturePlan) { self.plan = plan }

  var figure: Figure {
    let varied = law.variedDomains
    return varied.count == 2 ? bySharePanels(varied[0], varied[1]) : byTestPanels
  }

  /// - Parameter interval: how the chart draws one.
  private func subtitle(_ interval: String) -> String {
    "\(law.form.rawValue) law of \(Plural.count(law.table.mixtures.count, "mixture"))"
      + (law.table.stepName.map { ", step \($0)" } ?? "")
      + (law.draws.isEmpty
        ? "" : "; \(interval) hold \(NumberStyle.percent(0).text(law.level)) of the refits")
  }

  // MARK: - Two domains

  private func bySharePanels(_ first: Int, _ second: Int) -> Figure {
    let domain = plan.domains[first]
    let whole = domain.share + plan.domains[second].share
    let low = min(domain.tried.lowerBound, domain.share)
    let high = max(domain.tried.upperBound, domain.share)
    let places = (0...80).map { low + (high - low) * Double($0) / 80 }
    let mixtures = places.map { place in
      var shares = plan.best.shares
      (shares[first], shares[second]) = (place, whole - place)
      return shares
    }
    let tried = law.table.runs.map { $0.shares[first] }
    func panel(
      _ title: String, measured: [Double], _ loss: ([MixtureLaw], [Double]) -> Double
    ) -> Figure.Panel {
      var marks: [Mark] = []
      let ranges = mixtures.map { shares in
        Interval(law.draws.map { loss($0, shares) }, level: law.level)
      }
      if !law.draws.isEmpty {
        marks.append(
          .band(
            x: places, low: ranges.map { $0?.low ?? .nan }, high: ranges.map { $0?.high ?? .nan },
            color: .blue))
      }
      marks += [
        .line(
          "law", x: places, y: mixtures.map { loss(law.laws, $0) }, color: .blue, placement: .hidden
        ),
        .points("measured", x: tried, y: measured, color: .black, placement: .hidden),
        .vertical(domain.share, "best"),
      ]
      return Figure.Panel(
        title, x: Axis("share of \(name(domain.name))", style: .percent(0)), y: Axis("loss"),
        marks: marks)
    }
    let weights = plan.weights
    var panels = [
      panel(
        "weighted",
        measured: law.table.runs.map { run in
          zip(weights, run.losses).reduce(0) { $0 + $1.0 * $1.1 }
        }, { laws, shares in zip(weights, laws).reduce(0) { $0 + $1.0 * $1.1.loss(shares) } })
    ]
    let counted = plan.texts.indices.filter { weights[$0] > 0 }
    for text in counted.prefix(Self.mostTexts) where plan.texts.count > 1 {
      panels.append(
        panel(
          name(plan.texts[text].name), measured: law.table.runs.map { $0.losses[text] },
          { laws, shares in laws[text].loss(shares) }))
    }
    return Figure(
      "mixture",
      title: "The weighted loss is lowest at \(NumberStyle.percent(0).text(domain.share)) "
        + name(domain.name), subtitle: subtitle("bands"), columnCount: min(3, panels.count),
      sharing: .x,
      panels: panels)
  }

  // MARK: - More domains

  private var byTestPanels: Figure {
    Figure(
      "mixture", title: title, subtitle: subtitle("whiskers"), panels: [foretoldPanel, sharesPanel])
  }

  private var title: String {
    let largest = plan.domains.max { $0.share < $1.share }
    let loss = NumberStyle.significant(3).text(plan.best.loss)
    return "The best mixture loses \(loss), with "
      + "\(NumberStyle.percent(0).text(largest?.share ?? 0)) \(name(largest?.name ?? ""))"
  }

  /// Held-out losses against what was foretold of them; without a test those that were fitted to.
  private var foretoldPanel: Figure.Panel {
    let runs = law.table.runs
    let measured =
      law.test?.measured
      ?? plan.texts.indices.map { text in
        runs.map { $0.losses[text] }
      }
    let predicted =
      law.test?.predicted
      ?? law.laws.map { law in
        runs.map { law.loss($0.shares) }
      }
    let ends = (measured + predicted).flatMap { $0 }
    let diagonal = [ends.min() ?? 0, ends.max() ?? 1]
    let isNamed = plan.texts.count <= Self.mostNames
    return Figure.Panel(
      law.test == nil ? "fitted mixtures" : "held-out mixtures", x: Axis("foretold loss"),
      y: Axis("measured loss"),
      marks: [
        .line("equal", x: diagonal, y: diagonal, color: .gray, dash: .dashed, placement: .hidden)
      ]
        + plan.texts.enumerated().map { place, text in
          .points(
            name(text.name), x: predicted[place], y: measured[place], color: isNamed ? nil : .blue,
            placement: isNamed ? .key : .hidden)
        })
  }

  private var sharesPanel: Figure.Panel {
    let hasIntervals = plan.domains.allSatisfy { $0.interval != nil }
    return Figure.Panel(
      "best mixture", x: Axis("share", from: 0, style: .percent(0)),
      y: Axis(categories: plan.domains.map { name($0.name) }),
      marks: [
        .bars(
          "share", plan.domains.map(\.share),
          interval: hasIntervals
            ? (
              plan.domains.map { $0.interval?.lowerBound ?? $0.share },
              plan.domains.map { $0.interval?.upperBound ?? $0.share }
            ) : nil, color: .blue, placement: .hidden)
      ])
  }

  private func name(_ name: String) -> String {
    let line = TerminalText.oneLine(name)
    return line.count > 20 ? line.prefix(19) + "…" : line
  }
}
