import WorkbookCore

func shrinkTheCache(_ notebook: Notebook, _ existing: ExistingModel) throws {
  //: ## The cache in fewer bits
  //:
  //: Chapter 4 kept the keys and values of all tokens in a cache, and saw that they soon weigh more
  //: than one would think. They are read whole for every new token, so they too are better small.
  //: **Predict.** Keys and values in 16 and in 8 bits: what does the text say?
  let results = try CachePrecision.allCases.map { precision in
    let isWhole = precision == .float32
    return (
      precision: precision,
      loss: isWhole
        ? existing.unrounded : try existing.loss(existing.original, cache: precision)
    )
  }
  notebook.show(cacheTable(results, existing))
  for (precision, loss) in results where precision != .float32 {
    notebook.claim(
      "loss added by keys and values in \(precision.rawValue), relative",
      loss / existing.unrounded - 1, in: precision == .float16 ? -0.002...0.002 : -0.005...0.02)
  }

  //: Sixteen bits are the rule in practice, and eight are common where contexts are long.
}
