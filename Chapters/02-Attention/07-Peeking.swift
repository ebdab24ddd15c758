import Foundation
import WorkbookCore

func peek(_ notebook: Notebook) throws {
  //: ## Break it: the mask the wrong way round
  //:
  //: A common fault lets the answer through: a mask with `s >= t` in place of `s <= t`, or labels
  //: that are not shifted. Nothing crashes. So we make the first one. The library's kernel cannot
  //: be made to look ahead, but it can be handed the text from the back to the front: what it takes
  //: for the past is then the future.
  //:
  //: The words are drawn at random, each by itself, from 24. Nobody can guess them: a model that
  //: sees only the past has a loss of $\ln 24 = 3.18$ nats at least, in the mean.
  //:
  //: **Predict.** What will the loss of the broken model be? And that of the same weights, once the
  //: mask is right again?
  let (steps, floor) = (notebook.pick(smoke: 120, lesson: 200), log(24.0))
  let honest = trainOnNoise(steps, isBackward: false, seed: notebook.seed).losses
  let broken = trainOnNoise(steps, isBackward: true, seed: notebook.seed)
  // In use nothing of the future is in sight.
  let used = broken.model.lossOnNewNoise(seed: notebook.seed)
  try notebook.plot(peekFigure(honest: honest, broken: broken.losses, floor: floor))
  notebook.claim(
    "loss of the right mask over what is possible", honest.suffix(20).mean / floor,
    in: 0.98...1.15)
  notebook.claim(
    "loss of the broken mask over what is possible", broken.losses.suffix(20).mean / floor,
    in: 0...0.4)
  notebook.claim("loss of the broken model in use, over it", used / floor, in: 1.05...100)

  //: A loss that is too good is a fault until it is explained. The model had learned one thing: to
  //: read the answer off its neighbour. In use there is none to read. On real text no floor is known,
  //: so chapter 3 has a check that needs none.
}

/// A model of one layer that learns from random words, read forward or backward.
private func trainOnNoise(
  _ steps: Int, isBackward: Bool, seed: UInt64
) -> (model: AttentionModel, losses: [Double]) {
  let shape = AttentionShape(batch: 16, time: 32, headCount: 4, headWidth: 12)
  let model = AttentionModel(layers: 1, shape: shape, vocabulary: 24, seed: seed)
  var draws = RandomStream(seed: seed).fork("noise")
  let losses = (1...steps).map { step in
    model.fillWithNoise(&draws, isBackward: isBackward)
    return model.loss(step: step)
  }
  return (model, losses)
}

extension AttentionModel {
  fileprivate func lossOnNewNoise(seed: UInt64) -> Double {
    var draws = RandomStream(seed: seed).fork("new noise")
    fillWithNoise(&draws, isBackward: false)
    return loss()
  }
}

/// Losses on random words, with the mask as it should be and the wrong way round.
private func peekFigure(honest: [Double], broken: [Double], floor: Double) -> Figure {
  let style = NumberStyle.decimals(2)
  let steps = (1...honest.count).map { Double($0) }
  return Figure(
    "peeking",
    title: "With its mask the wrong way round, a model “guesses” random words: "
      + "\(style.text(broken.suffix(20).mean)) nats",
    subtitle: "Loss on words drawn at random, one layer of attention",
    x: Axis("step"), y: Axis("loss", unit: "nats per word", from: 0),
    marks: [
      .line("right mask", x: steps, y: honest),
      .line("wrong way round", x: steps, y: broken),
      .horizontal(floor, "ln 24: nobody can do better", placement: .end),
    ])
}
