import ExerciseKit

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
