import Foundation
import WorkbookCore

func checkTape(_ notebook: Notebook, _ chains: [Chain], _ twin: Twin) throws {
  //: ## The tape
  //:
  //: To walk back by hand through seventy layers would be a misery, and it is not needed, for the
  //: operations are always the same few. The library records them on a **tape**. Each operation
  //: there knows its way forward and its way back. `backward` plays the tape from the end, and
  //: hands every operation what the one behind it has left. We compare that with our gradients by
  //: hand. Then with the definition, on a whole network: some parameters of every kind, drawn at
  //: random, are moved by $10^{-5}$. Do this with every new operation.
  let fromTape = chains.flatMap { tapeGradient($0) }
  notebook.claim(
    "largest difference between gradients by hand and from the tape",
    largestDifference(chains.flatMap { $0.gradient() }, fromTape), in: 0...1e-10)
  let count = notebook.pick(smoke: 2, lesson: 5)
  let (tape, definition) = try gradients(twin, perKind: count, seed: notebook.seed)
  let squares = zip(tape, definition).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
  notebook.claim(
    "relative difference of tape and definition, \(tape.count) parameters of the whole network",
    (squares / tape.reduce(0) { $0 + $1 * $1 }).squareRoot(), in: 0...1e-6)
}

/// The derivatives of some parameters of every kind, from the tape and by moving them.
private func gradients(
  _ twin: Twin, perKind: Int, seed: UInt64
) throws -> (tape: [Double], definition: [Double]) {
  let (store, ids, arena) = (twin.store, twin.ids, Arena())
  let slots: BufferSlice<Double> = arena.allocate(store.layout.count, of: 0)
  let decoder = try Decoder(store, batch: 1, time: ids.count, gradients: slots)
  decoder.tokens.copy(from: ids)
  decoder.targets.copy(from: Array(ids.dropFirst()) + [CrossEntropyKernel.ignoredTarget])
  let labelled = Double(ids.count - 1)
  func loss() -> Double { decoder.forward(scale: 1 / labelled) / labelled }
  var draws = RandomStream(seed: seed).fork("places")
  let places = store.layout.specifications.flatMap { parameter in
    (0..<perKind).map { _ in parameter.offset + draws.index(below: parameter.count) }
  }
  return withExtendedLifetime(arena) {
    _ = loss()
    decoder.backward(startingAnew: true)
    let analytic = slots.array
    return (
      places.map { analytic[$0] },
      places.map { derivative(store, at: $0, step: 1e-5, loss) }
    )
  }
}

/// The derivative of the loss with respect to one parameter, by moving it there and back.
private func derivative(
  _ store: ParameterStore<Double>, at place: Int, step: Double, _ loss: () -> Double
) -> Double {
  let kept = store.values[place]
  defer { store.values[place] = kept }
  store.values[place] = kept + step
  let above = loss()
  store.values[place] = kept - step
  return (above - loss()) / (2 * step)
}
