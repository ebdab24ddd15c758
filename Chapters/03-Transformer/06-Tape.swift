import Foundation
import WorkbookCore

func checkTape(_ notebook: Notebook, _ twin: Twin) throws {
  //: The same check fits a whole network. We move some parameters of every kind, drawn at random,
  //: by $10^{-5}$, and compare with what the tape says. Do this with every new operation.
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
