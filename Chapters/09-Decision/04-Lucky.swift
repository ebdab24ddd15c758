import WorkbookCore

func askWhetherLucky(_ notebook: Notebook, _ measured: Findings) throws {
  //: ## Better, or lucky?
  //:
  //: An exit test compares two models on held-out text. Say, one table has read your text alone, another one
  //: half of it and as much general text. Would other pages than these say the same of them?
  //:
  //: The **bootstrap** (Efron 1979) asks the pages themselves. Let $a_i$ and $b_i$ be the bits per byte of the
  //: two models on piece $i$ of $n$, and $d_i = a_i - b_i$. Draw $n$ pieces $s_1 \dots s_n$ with replacement:
  //:
  //: $$\Delta^* = \frac1n \sum_{i=1}^{n} d_{s_i}$$
  //:
  //: Do that 2,000 times, sort, and cut off a fortieth at both ends: 95 % lie between. The
  //: bootstrap is **paired** because one draw serves both models: $d_i$ is formed before the draw.
  let (own, mixed) = measured.pieces(of: 500)  // bits per byte of each piece, by both tables
  func interval(_ draw: (inout RandomStream) -> Double) -> (low: Double, high: Double) {
    var stream = RandomStream(seed: notebook.seed)
    let means = (0..<2_000).map { _ in
      own.reduce(0.0) { sum, _ in sum + draw(&stream) } / Double(own.count)
    }.sorted()
    return (means[50], means[1_949])
  }
  func index(_ stream: inout RandomStream) -> Int { stream.index(below: own.count) }
  let differences = zip(own, mixed).map { $0 - $1 }
  let paired = interval { differences[index(&$0)] }
  let apart = interval { own[index(&$0)] - mixed[index(&$0)] }

  //: `apart` draws pages for each model on its own, which looks just as honest. **Predict.** Both intervals are
  //: about the same difference, on the same pages. Which one is wider, and does either hold zero?
  notebook.show(
    table([
      ("paired", paired.low, paired.high), ("each model by itself", apart.low, apart.high),
    ]))
  if own.count >= 20 {
    notebook.claim(
      "the interval of two separate draws is wider than the paired one, times",
      (apart.high - apart.low) / (paired.high - paired.low), in: 1.2...40, scope: .builtInCorpus)
  }

  //: Judge by the paired one. A hard page is hard for both models: in their difference its hardness
  //: cancels, in two separate draws it does not. Draw **documents** where you have many: pieces of
  //: one document are not independent, and an interval from pieces is too narrow. `advise` draws documents.
}
