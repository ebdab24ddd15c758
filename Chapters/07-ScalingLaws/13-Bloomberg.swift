import Foundation
import WorkbookCore

func sizeBloomberg(_ notebook: Notebook) throws {
  //: ## Fifty billion
  //:
  //: Bloomberg had 1.3 million hours of A100 cards. They kept a quarter back for computing activations
  //: twice. At 100 TFLOP/s a card that leaves $C = 3.51\cdot 10^{23}$ operations. They did not fit a law
  //: of their own: they drew straight lines through the optima that Hoffmann et al. print in table 3 and
  //: table A3 (Wu et al. 2023, section 2.3). The library does the same from the same two tables.
  var sizing = Table([
    .text("lines through"), .number("parameters", unit: "billions", style: .decimals(3)),
    .number("tokens", unit: "billions", style: .decimals(1)),
  ])
  var wanted: [Double] = []
  for lines in try BloombergSizing.bothApproaches() {
    wanted.append(lines.parameters / 1e9)
    sizing.append(
      "\(lines.approach.tableName) (\(lines.approach.name))", lines.parameters / 1e9,
      lines.tokens / 1e9)
  }
  notebook.show(sizing)
  notebook.claim(
    "the sizes are the paper's 52.993 and 49.753 billion, to two thousandths of a billion",
    abs((wanted.max() ?? 0) - 52.993) <= 0.002 && abs((wanted.min() ?? 0) - 49.753) <= 0.002)

  //: And so did others. Put every model that tells both numbers on one plane, compute against tokens,
  //: with what two laws want. Below the lines a model read too little for its compute: it is too large.
  let published = PublishedModel.all
  let range = (0...43).map { 1e22 * pow(10, Double($0) / 15) }
  func bestTokens(_ law: ChinchillaLaw) -> [Double] {
    range.map { law.computeOptimal(compute: $0).tokens }
  }
  let bloomberg = PublishedModel.bloombergGPT
  let shares = [ChinchillaLaw.hoffmann, .epoch].map { law in
    bloomberg.tokens / law.computeOptimal(compute: bloomberg.compute).tokens
  }
  let whole = NumberStyle.percent(0)
  // Names stand beside their points, where no line and no other name is.
  func place(_ model: PublishedModel) -> Mark {
    let isLeft = [
      .opt66B, .gpt3, .llama13B, .llama65B, .llama31With8B, .llama31With70B, .qwen3With32B,
    ].contains(model)
    let (shift, drop): (Double, Double) =
      switch model {
      case .neoX20B: (1.08, 0.84)
      case .chinchilla: (1.08, 0.92)
      case .llama65B: (0.99, 1.3)
      default: (isLeft ? 0.93 : 1.08, 1)
      }
    return .note(
      model.name, at: (model.compute * shift, model.tokens * drop),
      alignment: isLeft ? .right : .left, color: .vermilion)
  }
  try notebook.plot(
    Figure(
      "bloomberg",
      title: "BloombergGPT read \(whole.text(shares.min() ?? 0)) to "
        + "\(whole.text(shares.max() ?? 0)) of the best number of tokens for its compute",
      subtitle: "Lines: the best number of tokens for a budget by two fits to the same runs",
      caption:
        "Models: \(bloomberg.source); Hoffmann et al. 2022, table 1; Wu et al. 2023, table 6; "
        + "Touvron et al. 2023, table 2; of later models their reports (chapter 9). Operations as 6ND.",
      size: .tall,
      x: Axis("operations", unit: "6ND", scale: .log), y: Axis("tokens", scale: .log),
      marks: [
        .line("Hoffmann et al.", x: range, y: bestTokens(.hoffmann), color: .blue),
        .line("Besiroglu et al.", x: range, y: bestTokens(.epoch), color: .green),
        .points(
          x: published.map(\.compute), y: published.map(\.tokens), color: .vermilion,
          placement: .hidden),
      ]
        + published.map(place)))
  notebook.claim(
    "the two laws' best lengths for one and the same budget, one over the other",
    (shares.max() ?? 0) / (shares.min() ?? 1), in: 1.2...3)
  let served = PublishedModel.llama13B
  notebook.claim(
    "LLaMA-13B's tokens over the longer of the two best lengths for its compute",
    served.tokens / ChinchillaLaw.hoffmann.computeOptimal(compute: served.compute).tokens,
    in: 1.1...2)

  //: GPT-3, Gopher and BLOOM were built on too little text for their size. LLaMA-13B stands on the
  //: other side, with more text than either law wants (Touvron et al. 2023), and later models with far
  //: more. No mistake: the law counts training alone, and LLaMA was built to be **used**. A smaller
  //: model costs less with every answer. `scaling plan --inference-tokens` finds where that pays.
  //:
  //: BloombergGPT was sized by the law. And yet it read 569 billion tokens, half of what the law
  //: wanted. Two things kept it there. There were only 709 billion tokens, for half of the text was
  //: to be finance. And not even those were read once: the run was stopped after about four fifths
  //: of them, when the loss on the development text no longer fell and the budget for training was
  //: nearly spent (Wu et al. 2023, section 4 and appendix C).
}
