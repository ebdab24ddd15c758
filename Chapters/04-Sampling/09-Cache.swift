import WorkbookCore

func remember(_ notebook: Notebook, _ course: SamplingCourse) throws {
  let contextLength = course.contextLength

  //: ## The KV cache: do not read the text again
  //:
  //: The plain loop hides a waste. To choose token 100, the forward pass reads tokens 1 to 99; to choose
  //: token 101 it reads them again. But attention only looks back. Keys and values can be kept, in the
  //: **KV cache**; then a new token costs one row of work and a look at the kept rows.
  //:
  //: Is it the same model? We feed a text token by token and compare every score with the full forward
  //: pass. They will not agree to the last bit: sums of one row are added up in another order.
  //:
  //: **Predict.** Over a text of $n$ tokens, how does the work of all steps together grow with $n$,
  //: cached and not?
  let sequence = Array(course.heldOut.prefix(contextLength))
  let cache = try course.generator.decoder.makeCache()
  notebook.claim(
    "largest difference between cached and uncached scores",
    try largestDifference(course, sequence, cache), in: 0...1e-3)
  let (plain, cached) = try timesOfOneMore(notebook, course, sequence, cache)
  try notebook.plot(cacheFigure(plain, cached))
  let speedUp = (plain.last?.milliseconds ?? 0) / (cached.last?.milliseconds ?? 1)
  notebook.observe(
    "times cheaper with the cache at the end of the context", speedUp, in: 3...1_000,
    smoke: 1.5...1_000)

  //: Without the cache a step costs about as much as all tokens before it: $n$ steps cost of the order
  //: of $n^2$. With it they cost of the order of $n$, until the look at the kept rows begins to count.
  //:
  //: The cache pays in memory. Each token keeps a key and a value in every layer, $2 \cdot L \cdot d$
  //: numbers; less where heads of queries share keys (chapter 3). For BloombergGPT (70 layers of width
  //: 7,680, Wu et al. 2023) the bill is real:
  notebook.show(cacheTable(course.parameters.configuration))
  let shape = course.parameters.configuration
  notebook.claim(
    "the cache of our model takes just what the formula says",
    cache.byteCount == 2 * shape.layerCount * shape.width * 4 * contextLength)
}
