import WorkbookCore

func shareTheWork(_ notebook: Notebook) throws {
  //: ## Many cards: what is cut
  //:
  //: A **card** is an accelerator with a memory of its own. A large model cannot be trained on one. In
  //: mixed precision (below) each parameter takes 18 bytes before the first activation: 2 for the copy
  //: that the products read, 4 for the gradient, 12 for the optimizer. Those 12 are the parameter in 32
  //: bits and two averages. BloombergGPT has 50.6 billion parameters; a card of its cluster had 40 GB.
  try notebook.show(sharding, "sharding")

  //: There are three things to cut, and the largest runs cut all three.
  //:
  //: **The batch** (data parallel): every card has the whole model and a share of the windows; after the
  //: backward pass the gradients are summed over all cards. This is what the threads of this book do. It
  //: cuts activations, not the state. **ZeRO** cuts the state as well (Rajbhandari et al. 2020): where $g$
  //: cards hold the same parameters, each keeps its $1/g$ and fetches the rest when it is needed. Stage 1
  //: cuts the optimizer's 12 bytes, stage 2 also the gradient's 4, stage 3 also the working copy's 2.
  //: **Predict.** Over eight cards: which stage saves the most? At which does BloombergGPT's state fit,
  //: with 128 cards a copy?
  let count = Double(ModelConfiguration.bloombergGPT.parameterCount.all)
  notebook.show(zeroTable(parameterCount: count))
  notebook.claim(
    "stage 3 is the only one with which BloombergGPT's state fits on a card of 40 GB",
    (0...3).filter { count * shardedBytes(stage: $0, cards: 128) < 40e9 } == [3])

  //: BloombergGPT used stage 3, four copies on 512 cards (Wu et al. 2023, section 3).
  //:
  //: **A matrix** (tensor parallel): in a feed-forward part $\mathrm{gelu}(xA)\,B$ the first is cut by
  //: columns and the second by rows. The cards exchange nothing in between, and the parts' outputs are
  //: added up (Shoeybi et al. 2019). Plainly, with two "cards":
  let part = FeedForward(seed: notebook.seed)
  let left = part.output(of: 0..<part.hidden / 2)
  let right = part.output(of: part.hidden / 2..<part.hidden)
  let whole = part.output(of: 0..<part.hidden)
  let gap = zip(whole, zip(left, right)).map { abs($0 - ($1.0 + $1.1)) }.max() ?? 1
  notebook.claim("largest difference between two cards' sum and one card", gap, in: 0...1e-9)

  //: That sum is needed in every layer, so tensor parallel cards sit in one machine.
  //:
  //: **The layers** (pipeline parallel): each card has some of the layers, and hands its output on. With
  //: one batch all but one of $p$ cards wait. So the batch is cut into $m$ parts that follow each other;
  //: cards then wait for $(p-1)/(m+p-1)$ of the time (Huang et al. 2019): 18 % for 8 cards and 32 parts.
  //:
  //: Data parallel comes first, for it is simple; ZeRO when the state does not fit; tensor parallel
  //: inside a machine when a layer does not fit; pipeline parallel across machines.
}
