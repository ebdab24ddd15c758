import WorkbookCore

func weighBloomberg(_ notebook: Notebook) {
  //: ## Fifty billion weights
  //:
  //: BloombergGPT has 50,558,868,480 parameters and was trained on A100 cards of 40 GB (Wu et al. 2023,
  //: appendix A.5). We need not download it to know what it weighs: the library knows its layout, and the
  //: formats know their groups. **Predict.** Which is the first format that fits on one such card?
  let bloomberg = ParameterLayout(.bloombergGPT)
  func byteCount(_ format: NumberFormat) -> Double {
    bloomberg.specifications.reduce(0) { sum, specification in
      sum
        + Double(
          specification.isVector
            ? 4 * specification.count
            : specification.rows * format.bytes(forRowOf: specification.columns))
    }
  }
  let card = 40e9
  var bill = Table([
    .text("format"), .number("bits a weight"), .number("weights", unit: "GB", style: .decimals(1)),
    .number("cards of 40 GB"),
  ])
  for format in NumberFormat.allCases {
    bill.append(
      format.rawValue, format.bitsPerWeight, byteCount(format) / 1e9,
      (byteCount(format) / card).rounded(.up))
  }
  let training = 18 * Double(ModelConfiguration.bloombergGPT.parameterCount.all)
  bill.append(
    "training it (AdamW, mixed precision)", 144, training / 1e9, (training / card).rounded(.up))
  notebook.show(bill)
  notebook.claim(
    "int4 alone fits on one card of 40 GB",
    NumberFormat.allCases.filter { byteCount($0) < card } == [.int4])
  notebook.claim("cards that the state of training fills, at least", training / card, in: 22...23)

  //: The last row counts 18 bytes a parameter: weights in 32 and 16 bits, gradients, and AdamW's two
  //: moments, with not one activation among them. Owning a model and training it are different trades.
  //: And the weights are not all: chapter 4's KV cache wants its place on the same card.
}
