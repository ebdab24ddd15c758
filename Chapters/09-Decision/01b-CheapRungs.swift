import WorkbookCore

func teachCheapRungs(_ notebook: Notebook) throws {
  //: ## What the cheap rungs do
  //:
  //: Rung 2 puts text of the field before the question, as chapter 0 did. Rung 3 looks for the text that the
  //: question needs: **retrieval**. Documents are cut into passages and indexed; for each question the best few
  //: go into the window. Best by what? The usual first answer is **BM25** (Robertson and Zaragoza 2009). Let
  //: each word $w$ of the question stand $f_w$ times in the passage. Then the passage's score is
  //:
  //: $$\sum_w \ln\frac{N - n_w + \frac12}{n_w + \frac12} \cdot
  //: \frac{f_w\,(k_1 + 1)}{f_w + k_1\,(1 - b + b\,\ell / \bar\ell)}.$$
  //:
  //: $N$ is the number of passages, $n_w$ of how many the word is part, $\ell$ the passage's length in words and
  //: $\bar\ell$ the mean length; $k_1 = 1.2$ and $b = 0.75$. A rare word counts most (one that half of the
  //: passages have, next to nothing), a second mention less than the first, and a long passage must earn its
  //: length.
  let passages = [
    "The tenant pays the rent on the first day of the month.",
    "The landlord may enter the flat after notice of one day.",
    "The deposit is returned thirty days after the lease ends.",
    "Pets live in the flat only with consent in writing.",
    "The lease ends when either side gives notice of three months.",
    "Late rent bears interest of five percent per year.",
  ]
  func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }
  let texts = passages.map(words)
  let meanLength = texts.map { Double($0.count) }.mean
  func score(_ number: Int, _ question: String) -> Double {
    let text = texts[number]
    return Set(words(question)).sorted().reduce(0) { sum, word in
      let having = Double(texts.count { $0.contains(word) })
      let rarity = Double.log((Double(texts.count) - having + 0.5) / (having + 0.5))
      let mentions = Double(text.count { $0 == word })
      let length = 0.25 + 0.75 * Double(text.count) / meanLength
      return sum + max(rarity, 1e-6) * mentions * 2.2 / (mentions + 1.2 * length)
    }
  }

  //: **Predict.** Two questions: *When is the deposit returned?* and *May I keep a dog?* Which passage comes
  //: first for each?
  let index = try PassageIndex(
    documents: passages.enumerated().map { Document(name: "\($0)", text: $1) },
    cutter: PassageCutter(byteCount: 1_024))
  var firsts = Table([
    .text("question"), .text("first passage"), .number("score", style: .decimals(2)),
  ])
  var difference = 0.0
  for question in ["When is the deposit returned?", "May I keep a dog?"] {
    let ranked = try index.best(for: Array(question.utf8), count: passages.count)
    for found in ranked {
      difference = max(difference, abs(found.score - score(found.number, question)))
    }
    if let first = ranked.first { firsts.append(question, passages[first.number], first.score) }
  }
  notebook.show(firsts)
  notebook.claim(
    "largest difference between BM25 by hand and the library's", difference, in: 0...1e-9)

  //: BM25 knows words, not meanings. No passage says *dog*, so the one with *may* is offered, and *pets* is not
  //: found. Vectors made by an encoder (chapter 3) find such neighbours, at more cost; where Ram et al. (2023)
  //: tried both for language models, BM25 came out ahead. And mind the **leak**: a passage that stands in the
  //: held-out text itself gives the answer away. `advise` retrieves by BM25, behind a guard against that.
  //:
  //: Rung 4 trains an **adapter**. A matrix $W$ of the model stays as it is. Beside it stands a product of two
  //: thin ones, and only these are trained (LoRA, Hu et al. 2021):
  //:
  //: $$W' = W + \frac{\alpha}{r}\,B A, \qquad A: (r, \text{inputs}), \quad B: (\text{outputs}, r).$$
  //:
  //: The **rank** $r$ is small, 16 say, and $\alpha$ a constant, $2r$ say. $B$ begins at zero, so training begins
  //: with the model as it is. What is frozen needs no gradient and no averages of AdamW, and may be kept in 4
  //: bits. Here is an adapter beside every matrix of a small model; after training one adds it to the weights.
  let shape = ModelConfiguration(
    vocabularySize: 64, contextLength: 16, width: 32, layerCount: 1, headCount: 4)
  let (model, merged) = (try ParameterStore<Float>(shape), try ParameterStore<Float>(shape))
  for store in [model, merged] { store.initialize(seed: notebook.seed) }
  let adapter = try Adapter<Float>(
    shape, AdapterSettings(rank: 4, alpha: 8, targets: try shape.adapterTargets(["all"])))
  adapter.initialize(seed: notebook.seed)
  adapter.merge(into: merged)
  notebook.claim(
    "an adapter that has learned nothing changes nothing",
    model.values.array == merged.values.array)
  for i in 0..<adapter.parameters.values.count { adapter.parameters.values[i] = Float(i % 7) / 100 }
  adapter.merge(into: merged)
  notebook.claim(
    "largest difference between W + (α/r)·B·A, number by number, and the library's",
    plainDifference(model, merged, adapter), in: 0...1e-5)

  //: **Predict.** An adapter of rank 16 beside every matrix of BloombergGPT's layers: which share of the model's
  //: parameters is that?
  let bloomberg = ModelConfiguration.bloombergGPT
  let trained = bloomberg.adapterSites.reduce(0) { $0 + 16 * ($1.inputs + $1.outputs) }
  notebook.claim(
    "the adapter's numbers, by the model's",
    Double(trained) / Double(bloomberg.parameterCount.all), in: 0.0025...0.003)

  //: A quarter of a percent. It learns less, and forgets less. After four readings of code Llama-2-7B solved
  //: 47 % of HumanEval's tasks with all weights trained, and 36 % with an adapter of rank 16; its average on
  //: tasks that it could do before came to 0.51 and to 0.65. At rank 256 the gap on code was closed (Biderman
  //: et al. 2024).
}

/// The largest difference between the matrices of a merged model and W + (α/r)·B·A by three loops.
private func plainDifference(
  _ model: ParameterStore<Float>, _ merged: ParameterStore<Float>, _ adapter: Adapter<Float>
) -> Double {
  let (rank, scale) = (adapter.settings.rank, adapter.settings.scale)
  var largest = 0.0
  for site in adapter.sites {
    guard let a = adapter.parameters[site.downName], let b = adapter.parameters[site.upName],
      let before = model[site.parameter], let after = merged[site.parameter]
    else { return .infinity }
    for row in 0..<site.outputs {
      for column in 0..<site.inputs {
        let product = (0..<rank).reduce(0.0) {
          $0 + Double(b[row * rank + $1]) * Double(a[$1 * site.inputs + column])
        }
        let place = (site.firstRow + row) * site.inputs + column
        largest = max(largest, abs(Double(before[place]) + scale * product - Double(after[place])))
      }
    }
  }
  return largest
}
