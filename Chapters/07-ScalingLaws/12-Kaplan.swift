import WorkbookCore

func compareWithKaplan(
  _ notebook: Notebook, _ points: [TrainingRun], _ fitted: SweepLaw, _ laws: [ChinchillaLaw]
) throws {
  let (fitter, exponent) = (fitted.fitter, fitted.exponent)

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
  //: et al. do, and $C = 6ND$ with this $N$. Fit again.
  //:
  //: **Predict.** Does the exponent go up or down? Small models are mostly vocabulary: their $N$ shrinks
  //: most.
  let recounted = RunTable(
    points.compactMap { run in
      run.nonEmbeddingParameters.map {
        TrainingRun(run.name, parameters: $0, tokens: run.tokens, loss: run.loss)
      }
    })
  let minimum = try fitter.minimum(for: recounted)
  let without = try ChinchillaLaw(minimum.constants).parameterComputeExponent
  let draws = try fitter.bootstrap(
    minimum, of: recounted, resamples: notebook.pick(smoke: 40, lesson: 500), seed: notebook.seed
  ).map { try ChinchillaLaw($0).parameterComputeExponent }
  try notebook.plot(
    kaplanFigure(
      steps: steps, refinedWeb: refinedWeb, openWebText: openWebText,
      without: (without, Interval(draws)),
      with: (exponent, Interval(laws.map(\.parameterComputeExponent)))))
  notebook.claim(
    "how much the exponent rises when embeddings are left out", without - exponent,
    in: 0.05...0.6, smoke: -1...1, scope: .builtInCorpus)
  notebook.claim(
    "the published steps go down, on both texts",
    [refinedWeb, openWebText].allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0 > $1 } })

  //: So nobody was careless, and nobody was simply wrong. What is counted, a warm-up too
  //: long for small models, settings tuned at one size: each pushed the same way.
  //: (Without the vocabulary small models shrink most, so $N$ seems to grow faster.) The
  //: schedule did least, 0.03 on either text. Against a hypothesis of Hoffmann et al.,
  //: Porian et al. conclude that a careful decay of the learning rate is not essential
  //: for their law. It changes losses, as approach 1 showed; the exponent hardly.
  //:
  //: An exponent is a property of a whole procedure. Before you use one, ask what it counts.
}
