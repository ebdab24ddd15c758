import ExerciseKit

// 5.5 Nine hundred gigabytes on cards of forty (an estimate, about 10 minutes)
//
// In mixed precision AdamW keeps for every parameter a working copy of 2 bytes, a gradient of 4,
// and as the optimizer's state a master copy and two averages of 4 bytes each. ZeRO cuts this into
// pieces over the cards that train one copy of the model (Rajbhandari et al. 2020): stage 1 the
// optimizer's state, stage 2 the gradient too, stage 3 the working copy too; stage 0 nothing. How
// many bytes does one card hold, without the activations and what stage 3 gathers for a moment?
// BloombergGPT: 50.6 billion parameters, 512 cards, 4 copies, stage 3 (Wu et al. 2023).

/// The bytes of training state on one card: working copies, gradients, and what the optimizer keeps.
///
/// - Parameters:
///   - cards: of all copies together.
///   - copies: of the model, which train side by side on as many cards each.
///   - stage: of sharding, 0 to 3.
public func cardBytes(
  parameters: Double, cards: Double, copies: Double, stage: Int
) throws -> Double {
  // TODO 5.5: what is cut into pieces, and into how many
  throw NotAttempted("5.5")
}
