import WorkbookCore

func refitChinchilla(_ notebook: Notebook, _ fitter: LawFitter) throws {
  //: ## Chinchilla's own runs
  //:
  //: Now the real thing. Hoffmann et al. published no table of their runs. Besiroglu et al. (2024) read
  //: 245 of them off a figure. `./workbook data get chinchilla` fetches these points, 23 kB, and this
  //: section then fits them before your eyes. Without them it goes on with the published constants.
  let sixty = NumberStyle.significant(4)
  func chinchillaRuns() throws -> RunTable? {
    let set = try DataSet.named("chinchilla")
    guard let cache = try? DataSetCache.standard(), let file = set.files.first,
      cache.presentCount(set) > 0
    else { return nil }
    return try RunTable(chinchillaPoints: try cache.bytes(of: file), path: cache.path(of: file))
  }
  let fetched = try chinchillaRuns()
  var atlas = ChinchillaLaw.epoch
  if let fetched {
    let kept = fetched.droppingLargestLosses(5)
    let refit = try fitter.minimum(for: kept)
    let greedy = try ChinchillaLaw(fitter.minimum(for: fetched).constants)
    atlas = try ChinchillaLaw(refit.constants)
    let spread = try fitter.bootstrap(
      refit, of: kept, resamples: notebook.pick(smoke: 20, lesson: 300), seed: notebook.seed
    ).map { try ChinchillaLaw($0).parameterComputeExponent }
    var table = Table([
      .text("law"), .number("runs"), .number("E", style: .significant(5)),
      .number("A", style: .significant(4)), .number("B", style: .significant(4)),
      .number("α", style: .significant(4)), .number("β", style: .significant(4)),
      .number("objective on the 240", style: .significant(4)),
    ])
    func add(_ name: String, _ runs: Int, _ law: ChinchillaLaw) {
      table.append(
        name, runs, law.irreducibleLoss, law.parameterScale, law.tokenScale, law.alpha, law.beta,
        plainObjective(law, kept.runs))
    }
    add("fitted here, without the five largest losses", 240, atlas)
    add("fitted here, all", 245, greedy)
    add("Besiroglu et al.", 240, .epoch)
    add("Hoffmann et al.", 245, .hoffmann)
    notebook.show(table)
    notebook.claim("E of the 240 points", atlas.irreducibleLoss, in: 1.808...1.827)
    notebook.claim("β of the 240 points", atlas.beta, in: 0.3654...0.3690)
    notebook.claim("β of all 245 points: five runs move it", greedy.beta, in: 0.44...0.47)
    notebook.claim(
      "the published law's objective on these points, over the best",
      plainObjective(.hoffmann, kept.runs) / refit.objective, in: 1.05...100)
    let interval = Interval(spread)
    notebook.show(
      "a of N* ∝ C^a: \(sixty.text(atlas.parameterComputeExponent)), 90 % of bootstrap fits from "
        + "\(sixty.text(interval?.low ?? .nan)) to \(sixty.text(interval?.high ?? .nan))")
    notebook.show(try compareDescents(kept.runs, refit).table)
  } else {
    notebook.show(
      "the points are not here; ./workbook data get chinchilla fetches them, and this section refits "
        + "them")
  }

  //: Five points of 245 move $\beta$ by a quarter. Two of the most careful groups in the field differ by
  //: a factor of five in $B$, from the same figure. Yet the curves lie close together where the runs
  //: are. Weak identification is not the small reader's misfortune alone.
  let atlasComputes = 3e18...3e24
  let flagship = PublishedModel.chinchilla
  let overlay = fetched?.droppingLargestLosses(5).runs ?? []
  var atlasFigure = Figure(
    "chinchilla",
    title: "For Chinchilla's budget the law of its own runs wants "
      + NumberStyle.suffix.text(
        atlas.computeOptimal(compute: flagship.compute).parameters)
      + " parameters",
    subtitle: "Grey: equal loss (nats a token) by the law of Besiroglu et al.; blue: its frontier"
      + (overlay.isEmpty ? "" : "; points: the runs"),
    caption: "Chinchilla: Hoffmann et al. 2022, table 1."
      + (overlay.isEmpty ? "" : " Runs: Besiroglu et al. 2024."), size: .tall,
    x: Axis("operations", unit: "6ND", scale: .log), y: Axis("parameters", scale: .log),
    marks: landscape(
      atlas, budgets: [1e19, 1e20, 1e21, 1e22, 1e23, 1e24], computes: atlasComputes,
      label: .decimals(2))
      + [
        .points(
          x: [flagship.compute], y: [flagship.parameters],
          color: .vermilion, placement: .hidden),
        .note(
          "Chinchilla",
          at: (1.6 * flagship.compute, 0.36 * flagship.parameters),
          alignment: .right, color: .vermilion),
      ])
  if !overlay.isEmpty {
    atlasFigure.panels[0].marks.insert(
      .points(
        x: overlay.map(\.compute), y: overlay.map(\.parameters), color: .black, placement: .hidden),
      at: 0)
    // Other people's points stay in the cache: only the picture is published.
    atlasFigure.publishesData = false
  }
  try notebook.plot(atlasFigure)
  notebook.claim(
    "Chinchilla's size over what the law of its own runs wants for its budget",
    flagship.parameters
      / atlas.computeOptimal(compute: flagship.compute).parameters, in: 0.2...1.2)
}
