import Groundwork

extension MixturePlan {
  /// Shares that differ by less lie at the same place: half a hundredth of the text.
  static let edge = 0.005
  /// The part of the losses' spread by which held-out mixtures may be missed.
  static let missLimit = 0.1
  /// From so many held-out runs on, forms are compared.
  private static let fewestCompared = 5
  /// From so many mixtures a constant on, a law is no longer called one of few.
  private static let mixturesPerConstant = 2

  /// What to keep in mind before the mixture is used, the gravest first, a sentence each.
  public var cautions: [String] {
    testCautions + placeCautions + gainCautions + constantCautions + tableCautions
  }

  /// The largest less the smallest weighted loss that was measured.
  public var spread: Double {
    let sums = law.table.runs.map { run in
      zip(weights, run.losses).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return (sums.max() ?? 0) - (sums.min() ?? 0)
  }

  /// What the form foretold of each text's losses on held-out mixtures; nil without a test.
  public func score(of text: Int) -> MixtureTest.Score? {
    law.test?.score(of: text, spread: law.closeness[text].spread)
  }

  /// What the form foretold of the weighted losses on held-out mixtures; nil without a test.
  public var score: MixtureTest.Score? { law.test?.score(weights: weights, spread: spread) }

  private var testCautions: [String] {
    guard let test = law.test else {
      return ["nothing has tested the law: too few mixtures are left when some are held out"]
    }
    var result: [String] = []
    if test.unforetold > 0 {
      result.append(
        "\(Plural.count(test.unforetold, "run")) could not be foretold: without \(test.unforetold == 1 ? "it" : "them") "
          + "the others tell no law")
    }
    let missed = texts.indices.filter {
      texts[$0].weight > 0 && score(of: $0)?.relativeError ?? 0 > Self.missLimit
    }
    if !missed.isEmpty {
      let list = missed.prefix(3).map { place in
        "\(short(texts[place].name)) by \(percent(score(of: place)?.relativeError ?? 0))"
      }
      result.append(
        "held-out mixtures were missed by more than \(percent(Self.missLimit)) of the losses' spread: "
          + list.joined(separator: ", ") + more(missed.count, shown: 3))
    }
    let own = score?.error ?? .infinity
    let others = law.formTests.filter { $0.form != law.form && $0.count == test.count }
    let better = others.map { ($0.form, $0.score(weights: weights, spread: spread).error) }
      .min { $0.1 < $1.1 }
    if let better, better.1 < 0.9 * own, test.count >= Self.fewestCompared {
      result.append(
        "the \(better.0.rawValue) form foretold held-out mixtures better: it missed the weighted loss "
          + "by \(digits(better.1)), this one by \(digits(own))")
    }
    return result
  }

  private var placeCautions: [String] {
    var result: [String] = []
    let outside = domains.filter {
      $0.share < $0.tried.lowerBound - Self.edge || $0.share > $0.tried.upperBound + Self.edge
    }
    if !outside.isEmpty {
      let list = outside.prefix(3).map {
        "\(short($0.name)) at \(percent($0.share)) (tried: \(percent($0.tried.lowerBound)) to "
          + "\(percent($0.tried.upperBound)))"
      }
      result.append(
        "the best mixture lies outside what was tried: " + list.joined(separator: ", ")
          + more(outside.count, shown: 3) + "; train one nearer to it before you rely on it")
    } else if distance > 2 * Self.edge {
      result.append(
        "no mixture of the tried ones comes nearer to the best than \(percent(distance)) of the text "
          + "in some share: each share was tried, but not together")
    }
    let edges = domains.enumerated().filter { place, domain in
      // What a limit brings about, its own or another domain's, says nothing of the law; and beyond
      // nothing and all there is no share.
      let reach = bounds.reach(place)
      let isLimit =
        domain.share <= reach.lowerBound + 1e-6 || domain.share >= reach.upperBound - 1e-6
      return !domain.isHeld && !isLimit
        && (abs(domain.share - domain.tried.lowerBound) <= Self.edge
          || abs(domain.share - domain.tried.upperBound) <= Self.edge)
    }.map(\.element)
    if !edges.isEmpty {
      result.append(
        "the best share of \(edges.prefix(3).map { short($0.name) }.joined(separator: ", "))"
          + "\(more(edges.count, shown: 3)) is the outermost that was tried: the lowest loss may lie "
          + "beyond")
    }
    return result
  }

  private var gainCautions: [String] {
    guard let gain, let bestTried else { return [] }
    let error = score?.error ?? 0
    let isUnsure = gain.value < error || gain.interval.map { $0.lowerBound <= 0 } ?? false
    guard isUnsure, gain.value > 1e-6 else { return [] }
    return [
      "as far as the law can tell, the best tried mixture"
        + (bestTried.name.isEmpty ? "" : ", \(short(bestTried.name)),")
        + " may be as good: the best one is foretold to lose \(digits(gain.value)) less"
        + (gain.value < error
          ? ", and held-out mixtures were missed by \(digits(error))"
          : ", or nothing, by its interval")
    ]
  }

  private var constantCautions: [String] {
    var result: [String] = []
    let (count, constants) = (law.table.mixtures.count, law.constantCount)
    if count < Self.mixturesPerConstant * constants {
      result.append(
        "\(count) mixtures are few for \(constants) constants a text; "
          + "\(Self.mixturesPerConstant * constants) or more tell them better")
    }
    if law.form.hasFloor {
      let bare = texts.indices.filter { law.laws[$0].floor < 1e-6 * texts[$0].loss }
      if !bare.isEmpty {
        result.append(
          "the floor of \(bare.prefix(3).map { short(texts[$0].name) }.joined(separator: ", "))"
            + "\(more(bare.count, shown: 3)) would lie below zero and is held there: these mixtures do "
            + "not show where the loss would end")
      }
    }
    result += outliers
    let open = openRates
    if !open.isEmpty {
      let list = open.prefix(3).map {
        "\(short(domains[$0.domain].name)) on \(short(texts[$0.text].name))"
      }
      result.append(
        "rates that these mixtures leave open: " + list.joined(separator: ", ")
          + more(open.count, shown: 3))
    }
    return result
  }

  /// Runs that lie far off a law that the others are near: a spike of the loss, or a slip of the pen.
  private var outliers: [String] {
    var found: [String] = []
    for (place, text) in texts.enumerated() where text.weight > 0 {
      let residuals = law.closeness[place].residuals
      let sizes = residuals.map { abs($0) }.sorted()
      // The median over 0.6745 is the deviation of the others, however far off one is.
      let deviation = max(sizes[sizes.count / 2] / 0.6745, 0.004)
      for (run, residual) in residuals.enumerated() where abs(residual) > 5 * deviation {
        let name = law.table.runs[run].name
        found.append(
          "\(name.isEmpty ? "run \(run + 1)" : short(name)) by \(digits(residual)) on \(short(text.name))"
        )
      }
    }
    return found.isEmpty
      ? []
      : [
        "runs that lie off the law, and count for little in it: "
          + found.prefix(3).joined(separator: ", ") + more(found.count, shown: 3)
      ]
  }

  /// Rates of which the interval is so wide that a domain might cost or gain, over the shares that were
  /// tried, as much as all that was measured.
  private var openRates: [(text: Int, domain: Int)] {
    texts.indices.filter { texts[$0].weight > 0 }.flatMap { text in
      law.variedDomains.filter { domain in
        let reach = domains[domain].tried
        let effect = law.interval(of: text) {
          $0.scale * $0.rates[domain]
            * ($0.form.feature(reach.upperBound) - $0.form.feature(reach.lowerBound))
        }
        guard let effect else { return false }
        return effect.upperBound - effect.lowerBound > 2 * law.closeness[text].spread
      }.map { (text, $0) }
    }
  }

  private var tableCautions: [String] {
    var result: [String] = []
    for domain in domains where domain.isHeld {
      result.append(
        "\(short(domain.name)) was \(percent(domain.share)) in every run and stays there: what another "
          + "share of it does is not known")
    }
    for (place, text) in texts.enumerated() {
      guard let own = law.table.domains.firstIndex(of: text.name), law.table.runs.count > 2 else {
        continue
      }
      let runs = law.table.runs
      if Correlation.linear(runs.map { $0.shares[own] }, runs.map { $0.losses[place] }) > 0.5 {
        result.append(
          "the loss on \(short(text.name)) rises with the share of \(short(text.name)): are the domains "
            + "in the right order?")
      }
    }
    let tokens = law.table.runs.compactMap(\.tokens)
    if let least = tokens.min(), let most = tokens.max(), most > 1.01 * least {
      result.append(
        "the runs read between \(digits(least)) and \(digits(most)) tokens: what more reading does is "
          + "taken for the mixture's doing")
    }
    return result
  }

  private func short(_ name: String) -> String { TerminalText.oneLine(name) }
  private func percent(_ share: Double) -> String { SignificantDigits.text(100 * share, 3) + " %" }
  private func digits(_ value: Double) -> String { SignificantDigits.text(value, 3) }
  private func more(_ count: Int, shown: Int) -> String {
    count > shown ? " and \(count - shown) more" : ""
  }
}
