import Foundation
import WorkbookCore

func growStream(_ notebook: Notebook) throws {
  //: ## How the stream grows
  //:
  //: At the start all weights are random. Every block adds two random vectors to the stream, one
  //: from each of its layers. Random vectors add like the steps of a drunkard: after $2L$ steps of
  //: length 1 he is about $\sqrt{2L}$ away. So in a deep model the embedding is soon a small part
  //: of the sum. GPT-2's remedy: whatever writes to the stream starts smaller by $\sqrt{2L}$
  //: (Radford et al. 2019). BloombergGPT draws its weights with variance $1/(3D)$, and divides the
  //: same two matrices of each block by $\sqrt{2L}$ (Wu et al. 2023, appendix A).
  //:
  //: **Predict.** With BloombergGPT's numbers, how large is the stream at the end, next to the
  //: beginning, with and without the division?
  let deep = ModelConfiguration(
    vocabularySize: 96, contextLength: 16, width: 48,
    layerCount: notebook.pick(smoke: 16, lesson: 48), headCount: 4)
  let (kept, grown) = try growths(deep, seed: notebook.seed)
  try notebook.plot(streamFigure(deep, grown: grown, kept: kept))
  notebook.claim("growth of the divided stream", kept.last ?? 0, in: 1...6)
  notebook.claim(
    "growth of the undivided one, for each of it", (grown.last ?? 0) / (kept.last ?? 1),
    in: 2...30, smoke: 1.3...30)

  //: At their ends the two differ by about $\sqrt{2L}$, which is 9.8 at 48 layers: the division does
  //: what it is there for. (Both grow more than a walk: an undivided step is longer than the unit.)
}

/// The root mean square of an untrained model's stream after each layer, in that of the embedding:
/// with the division, and without it.
private func growths(
  _ deep: ModelConfiguration, seed: UInt64
) throws -> (kept: [Double], grown: [Double]) {
  let store = try ParameterStore<Double>(deep)
  store.initialize(seed: seed, standardDeviation: (1 / (3 * Double(deep.width))).squareRoot())
  func growth() throws -> [Double] {
    let ids = (0..<16).map { Int32($0) }
    let sizes = run(try network(store), on: ids, heads: deep.headCount).streams.map { stream in
      stream.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return sizes.map { $0 / sizes[0] }
  }
  let kept = try growth()
  let undo = (2 * Double(deep.layerCount)).squareRoot()
  for parameter in store.layout.specifications where parameter.role == .residualMatrix {
    for i in 0..<parameter.count { store.values[parameter.offset + i] *= undo }
  }
  return (kept, try growth())
}

/// The stream's size by layer.
private func streamFigure(_ deep: ModelConfiguration, grown: [Double], kept: [Double]) -> Figure {
  let one = NumberStyle.decimals(1)
  let layers = kept.indices.map { Double($0) }
  return Figure(
    "stream",
    title: "Undivided, the stream grows \(one.text(grown.last ?? 0))-fold over "
      + "\(deep.layerCount) layers; divided, \(one.text(kept.last ?? 0))-fold",
    subtitle: "Root mean square of the residual stream in an untrained model of width "
      + "\(deep.width)",
    x: Axis("after layer"), y: Axis("size, embedding = 1", from: 0),
    marks: [
      .line("as drawn", x: layers, y: grown),
      .line("divided by √(2L)", x: layers, y: kept),
    ])
}
