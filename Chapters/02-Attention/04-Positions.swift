import Foundation
import WorkbookCore

func findPositions(_ notebook: Notebook) throws {
  //: ## Where am I? ALiBi
  //:
  //: The scores compare words with words. Nothing in them says *where* a word stands. **ALiBi**
  //: (attention with linear biases; Press, Smith and Lewis 2022) takes
  //: $\text{slope} \cdot \text{distance}$ from each score, so that what is far counts less. That is
  //: the `slope` in the loops above. Each head has a slope of its own: some look around the corner,
  //: some across the page.
  //:
  //: **Predict.** Shuffle all the words before the last one. What happens to the last one's output,
  //: without slopes and with them?
  var draws = RandomStream(seed: notebook.seed).fork("positions")
  let time = notebook.pick(smoke: 128, lesson: 256)
  let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: 32)
  let rows = (0..<time).map { _ in draws.normals(shape.rowWidth) }
  let shuffled = rows.dropLast().shuffled(using: &draws) + rows.suffix(1)
  func change(_ slopes: [Double]?) -> Double {
    let pairs = zip(
      library(rows, shape, slopes: slopes).output.suffix(shape.outputWidth),
      library(shuffled, shape, slopes: slopes).output.suffix(shape.outputWidth))
    return Double(pairs.map { abs($0 - $1) }.max() ?? 0)
  }
  notebook.claim(
    "without positions, shuffling changes the last output by", change(nil), in: 0...1e-5)
  notebook.claim(
    "with ALiBi, by", change(AttentionShape.alibiSlopes(headCount: 4)), in: 0.05...10)
  let halving = compareSlopes(notebook)  // the library's slopes with the paper's formula
  try notebook.plot(slopeFigure(halving: halving))

  //: Without positions nothing happens: a sum does not care about the order of its terms. That is
  //: so for **one** layer. Haviv et al. (2022) trained deep models without any positions, and found
  //: that their layers know them all the same; that the causal mask gives them away is a conjecture.
  //:
  //: GPT-2 learns a vector for each position and adds it to the word's; it has no vector for
  //: position 1,025. ALiBi has a value at every distance, also beyond the 2,048 tokens of
  //: BloombergGPT's training. That a model is any good out there does not follow; Press et al.
  //: measured it. And the distance in the chart is not a horizon: a word far beyond it still gets a
  //: large share, if its score is large enough to outweigh the bias.
}

/// Holds the library's slopes of BloombergGPT's heads against its paper; the distance at which each halves
/// a weight.
private func compareSlopes(
  _ notebook: Notebook, line: Int = #line, file: String = #fileID
) -> [Double] {
  let headCount = ModelConfiguration.bloombergGPT.headCount
  let paper = (1...headCount).map { bloombergSlope($0, of: headCount) }
  notebook.claim(
    "largest difference between BloombergGPT's slopes and the library's",
    zip(paper, AttentionShape.alibiSlopes(headCount: headCount)).map { abs($0 - $1) }.max() ?? 1,
    in: 0...1e-12, file: file, line: line)
  return paper.map { log(2) / $0 }
}

/// The slope of a head, counted from 1 (Wu et al. 2023, section 3).
private func bloombergSlope(_ n: Int, of heads: Int) -> Double {
  let power = pow(2, floor(log2(Double(heads))))
  let index = Double(n - 1)
  let place = 1 + index.truncatingRemainder(dividingBy: power) - 0.5 * floor(index / power)
  return pow(2, -8 * place / power)
}

/// The distance at which ALiBi alone halves a weight, for each head.
private func slopeFigure(halving: [Double]) -> Figure {
  let farthest = NumberStyle.decimals(0).text(halving.max() ?? 0)
  let nearest = NumberStyle.decimals(1).text(halving.min() ?? 0)
  return Figure(
    "alibi",
    title: "BloombergGPT's heads halve a word's weight after \(nearest) to \(farthest) tokens",
    subtitle: "Distance at which ALiBi alone halves the weight, for each of \(halving.count) heads",
    x: Axis("head", range: 0...41), y: Axis("distance", unit: "tokens", scale: .log),
    marks: [
      .points(
        "slopes of a power of two", x: (1...32).map { Double($0) }, y: Array(halving.prefix(32))),
      .points(
        "the heads in between", x: (33...halving.count).map { Double($0) },
        y: Array(halving.dropFirst(32))),
    ])
}
