import WorkbookCore

func compareWithKaplan(
  _ notebook: Notebook, _ points: [TrainingRun], _ fitted: SweepLaw,
  exponentInterval: Interval?
) throws {
  let (fitter, exponent) = (fitted.fitter, fitted.exponent)
  let two = NumberStyle.decimals(2)

  //: ## Kaplan against Chinchilla
  //:
  //: In 2020 Kaplan et al. found that the best size grows as $C^{0.73}$. Two years later Hoffmann et al.
  //: found $C^{0.50}$. A tenfold budget wants 5.4 times the parameters by one, 3.2 times by the other.
  //: GPT-3 was built by the first. Who is right, and how can two careful groups differ so?
  //:
  //: Porian et al. (2024) went from one to the other **step by step**, changing one thing at a time and
  //: measuring again. These are their exponents, on two texts.
  let steps = [
    "as Kaplan et al.", "count the head's operations", "shorter warm-up", "schedule fits the run",
    "tuned for every size",
  ]
  let refinedWeb = [0.834, 0.701, 0.604, 0.571, 0.497]
  let openWebText = [0.870, 0.700, 0.602, 0.569, 0.518]

  //: The first step is a matter of book-keeping: what is counted as a parameter. **Your own runs can
  //: show it**, without any training. Take the same losses. Count $N$ without the embeddings, as Kaplan
  //: et al. do, and $C = 6ND$ with this $N$. Fit again. **Predict**: up or down? Small models are mostly
  //: vocabulary: their $N$ shrinks most.
  func recounted(_ count: (TrainingRun) -> Double?) -> [TrainingRun] {
    points.compactMap { run in
      count(run).map { TrainingRun(run.name, parameters: $0, tokens: run.tokens, loss: run.loss) }
    }
  }
  let withoutEmbeddings = RunTable(recounted(\.nonEmbeddingParameters))
  let kaplanFit = try fitter.minimum(for: withoutEmbeddings)
  let kaplanExponent = try ChinchillaLaw(kaplanFit.constants).parameterComputeExponent
  let kaplanInterval = Interval(
    try fitter.bootstrap(
      kaplanFit, of: withoutEmbeddings, resamples: notebook.pick(smoke: 40, lesson: 500),
      seed: notebook.seed
    ).map { try ChinchillaLaw($0).parameterComputeExponent })
  let ownLow = [kaplanInterval?.low ?? kaplanExponent, exponentInterval?.low ?? exponent]
  let ownHigh = [kaplanInterval?.high ?? kaplanExponent, exponentInterval?.high ?? exponent]
  try notebook.plot(
    Figure(
      "kaplan",
      title: "Without the embeddings the same runs say "
        + "\(two.text(kaplanExponent)) in place of \(two.text(exponent))",
      subtitle:
        "a of N* ∝ C^a. Left: from Kaplan to Chinchilla, step by step. Right: your own runs",
      caption:
        "Left: Porian et al. 2024 (arXiv 2406.19146). Right: whiskers are 90 % of bootstrap fits.",
      size: .init(width: 1000, height: 520),
      panels: [
        Figure.Panel(
          "published, step by step", x: Axis("a", range: 0...1), y: Axis(categories: steps),
          marks: [
            .bars("RefinedWeb", refinedWeb, color: .blue, valueStyle: .decimals(2)),
            .bars("OpenWebText2", openWebText, color: .orange, valueStyle: .decimals(2)),
          ]),
        Figure.Panel(
          "this sweep, counted twice", x: Axis("a", range: 0...1),
          y: Axis(categories: ["without embeddings", "all parameters"]),
          marks: [
            .bars(
              "", [kaplanExponent, exponent], interval: (low: ownLow, high: ownHigh), color: .green)
          ]),
      ]))
  notebook.claim(
    "how much the exponent rises when embeddings are left out", kaplanExponent - exponent,
    in: 0.05...0.6, smoke: -1...1, scope: .builtInCorpus)
  notebook.claim(
    "the published steps go down, on both texts",
    zip(refinedWeb, refinedWeb.dropFirst()).allSatisfy { $0 > $1 }
      && zip(openWebText, openWebText.dropFirst()).allSatisfy { $0 > $1 })

  //: So nobody was careless, and nobody was simply wrong. What is counted, a warm-up too
  //: long for small models, settings tuned at one size: each pushed the same way.
  //: (Without the vocabulary small models shrink most, so $N$ seems to grow faster.) The
  //: schedule did least, 0.03 on either text. Against a hypothesis of Hoffmann et al.,
  //: Porian et al. conclude that a careful decay of the learning rate is not essential
  //: for their law. It changes losses, as approach 1 showed; the exponent hardly.
  //:
  //: An exponent is a property of a whole procedure. Before you use one, ask what it counts.
}
