import WorkbookCore

func weighBloomberg(_ notebook: Notebook) {
  //: ## Fifty billion weights
  //:
  //: BloombergGPT has 50,558,868,480 parameters and was trained on A100 cards of 40 GB (Wu et al.
  //: 2023, appendix A.5). We need not download it to know what it weighs: the library knows its
  //: layout, and the formats know their groups. **Predict.** Which is the first format that fits on
  //: one such card? And how many cards does the state of its training fill?
  let bloomberg = ParameterLayout(.bloombergGPT)
  func byteCount(_ format: NumberFormat) -> Double {
    bloomberg.specifications.reduce(0) { sum, part in
      sum
        + Double(
          part.isVector ? 4 * part.count : part.rows * format.bytes(forRowOf: part.columns))
    }
  }
  let card = 40e9
  let training = 18 * Double(ModelConfiguration.bloombergGPT.parameterCount.all)
  notebook.show(
    cardTable(
      NumberFormat.allCases.map { ($0.rawValue, $0.bitsPerWeight, byteCount($0)) }
        + [("training it (AdamW, mixed precision)", 144, training)], card: card))
  notebook.claim(
    "int4 alone fits on one card of 40 GB",
    NumberFormat.allCases.filter { byteCount($0) < card } == [.int4])
  notebook.claim("cards that the state of training fills, at least", training / card, in: 22...23)

  //: The last row counts 18 bytes a parameter: weights in 32 and 16 bits, gradients, and AdamW's
  //: two moments, with not one activation among them. Running a model and training it ask for
  //: different machines. And the weights are not all: chapter 4's cache wants its place on the same
  //: card.
}
