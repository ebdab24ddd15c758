import WorkbookCore

func shrinkTheCache(_ notebook: Notebook, _ existing: ExistingModel) throws {
  let original = existing.original
  let unrounded = existing.unrounded
  func itsBitsPerByte(
    _ weights: any WeightSource, cache: CachePrecision
  ) throws -> Double { try existing.bitsPerByte(weights, cache) }

  //: ## The cache in fewer bits
  //:
  //: Chapter 4 kept the keys and values of all tokens, and saw that they soon weigh more than one would
  //: think. They are read whole for every new token, so they too are better small. **Predict.** Keys and
  //: values in 16 and in 8 bits: what does the text say?
  var cacheTable = Table([
    .text("keys and values"), .number("a token", style: .bytes),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  var cacheAdded: [Double] = []
  for precision in CachePrecision.allCases {
    let loss = try itsBitsPerByte(original, cache: precision)
    let c = original.configuration
    cacheAdded.append(loss / unrounded - 1)
    cacheTable.append(
      precision.rawValue,
      2 * c.layerCount * c.keyValueHeadCount * precision.byteCount(headWidth: c.headWidth), loss,
      loss - unrounded)
  }
  notebook.show(cacheTable)
  notebook.claim(
    "loss added by keys and values in 16 bits, relative", cacheAdded[1], in: -0.002...0.002)
  notebook.claim(
    "loss added by keys and values in 8 bits, relative", cacheAdded[2], in: -0.005...0.02)

  //: Sixteen bits are the rule in practice, and eight are common where contexts are long.
}
