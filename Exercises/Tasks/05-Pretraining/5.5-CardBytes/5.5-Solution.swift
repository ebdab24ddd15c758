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
  // exercise begin 5.5: what is cut into pieces, and into how many
  let pieces = cards / copies
  let optimizer = 12 / (stage >= 1 ? pieces : 1)
  let gradient = 4 / (stage >= 2 ? pieces : 1)
  let working = 2 / (stage >= 3 ? pieces : 1)
  return parameters * (working + gradient + optimizer)
  // exercise end
}
