import Foundation
import WorkbookCore

//: ## Counting parameters
//:
//: With width $D$, a block has $4D^2$ weights in attention and $8D^2$ in the feed-forward layer,
//: $9D$ biases and $4D$ for the normalizations: $12D^2 + 13D$. The token table has $VD$. GPT-2
//: adds a table of $TD$ positions, and a last normalization of $2D$. BloombergGPT has no position
//: table (ALiBi, chapter 2), but one more normalization behind the embedding.
func parameterCount(_ c: ModelConfiguration) -> Int {
  let d = c.width
  let bottom = c.vocabularySize * d + (c.family == .gpt2 ? c.contextLength * d : 2 * d)
  return bottom + c.layerCount * (12 * d * d + 13 * d) + 2 * d
}

func countParameters(_ notebook: Notebook) throws {
  //: **Predict.** Which part of a model is the largest? For chapter 5's model, for GPT-2 small, for
  //: BloombergGPT?
  let (gpt2, bloomberg) = (countedModels[1].shape, countedModels[2].shape)
  notebook.claim("GPT-2 small has 124,439,808 parameters", parameterCount(gpt2) == 124_439_808)
  notebook.claim(
    "BloombergGPT has 50,558,868,480, as its appendix A says",
    parameterCount(bloomberg) == 50_558_868_480)
  notebook.claim(
    "the library counts the same from its layout",
    countedModels.allSatisfy { $0.shape.parameterCount.all == parameterCount($0.shape) })
  let shares = parameterShares()
  try notebook.plot(parameterFigure(shares))
  notebook.claim("per cent of GPT-2 small in its embeddings", shares.embedding[1], in: 30...33)
  notebook.claim(
    "feed-forward weights for each weight of attention",
    shares.feedForward[2] / shares.attention[2], in: 1.99...2.01)

  //: ## Counting operations
  //:
  //: Every weight of a product is used once for each token: one multiplication, one addition. So a
  //: forward pass costs about $2N$ operations per token for $N$ parameters, and the backward pass
  //: twice that, for it needs a product for $\bar x$ and one for $\bar W$. Together: the famous
  //: $6N$ (Kaplan et al. 2020). The library counts product by product, attention's $T^2$ included.
  //:
  //: **Predict.** BloombergGPT read 569 billion tokens, and its paper gives $2.36 \cdot 10^{23}$
  //: operations. Is that $6ND$?
  let cost = ComputeCost(bloomberg)
  let ruleOfThumb = 6 * Double(bloomberg.parameterCount.all) * 569e9
  notebook.claim(
    "operations over 6N for BloombergGPT", cost.trainingPerToken / cost.sixN, in: 1.0...1.1)
  notebook.claim(
    "BloombergGPT's published operations over 6ND", 2.36e23 / ruleOfThumb, in: 1.3...1.45)
  notebook.claim(
    "BloombergGPT's width over what Levine's rule asks for (see below)",
    Double(bloomberg.width) / (exp(5.039) * exp(0.0555 * Double(bloomberg.layerCount))),
    in: 1...1.05)

  //: Why did BloombergGPT spend a third more? Its 512 GPUs had no room for the **activations**, the
  //: numbers that the layers leave for the way back. So each layer's were thrown away, and computed
  //: a second time (Wu et al. 2023, section 3): one more forward pass, $8N$ in place of $6N$.
  //:
  //: The count $12LD^2$ does not care whether a model is deep or wide. Training does, a little:
  //: Levine et al. (2020) found that each depth has a width beyond which more depth would help,
  //: $D = e^{5.039} \cdot e^{0.0555 L}$. BloombergGPT took 70 layers, asked the rule, and rounded
  //: to what 40 heads of 192 make. But within wide limits the loss depends very little on depth
  //: against width (Kaplan et al. 2020, section 3). What costs is the wrong *size* (chapter 7).
}

/// Per cent of each counted model's parameters.
private func parameterShares() -> (
  embedding: [Double], attention: [Double], feedForward: [Double], vectors: [Double]
) {
  func shares(_ belongs: (ParameterSpecification) -> Bool) -> [Double] {
    countedModels.map { _, shape in
      100 * Double(parameters(of: shape, where: belongs)) / Double(shape.parameterCount.all)
    }
  }
  return (
    shares { $0.role == .embedding }, shares { !$0.isVector && $0.name.contains(".attention.") },
    shares { !$0.isVector && $0.name.contains(".feedForward.") }, shares { $0.isVector }
  )
}

/// Where the parameters of three models sit.
private func parameterFigure(
  _ shares: (embedding: [Double], attention: [Double], feedForward: [Double], vectors: [Double])
) -> Figure {
  let whole = NumberStyle.decimals(0)
  return Figure(
    "parameters",
    title: "Embeddings: \(whole.text(shares.embedding[1]))% of GPT-2 small, "
      + "\(whole.text(shares.embedding[2]))% of BloombergGPT",
    subtitle: "Where the parameters sit", caption: "Gains and biases: under one per cent.",
    size: Figure.Size(width: 800, height: 360),
    x: Axis("share of all parameters", unit: "%", range: 0...100),
    y: Axis("", categories: countedModels.map(\.name)),
    marks: [
      .bars("embeddings", shares.embedding, isStacked: true, valueStyle: .decimals(0)),
      .bars("attention", shares.attention, isStacked: true, valueStyle: .decimals(0)),
      .bars("feed-forward", shares.feedForward, isStacked: true, valueStyle: .decimals(0)),
      .bars("gains and biases", shares.vectors, isStacked: true),
    ])
}
