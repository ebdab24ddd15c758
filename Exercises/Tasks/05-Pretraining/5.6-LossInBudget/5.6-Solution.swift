import ExerciseKit
import Foundation

/// A plan that learns as much as it can from a number of examples.
///
///     try lossInBudget(8_000).steps     // at most 8,000 examples, batch by batch
///
/// - Parameter budget: how many examples may be read.
public func lossInBudget(_ budget: Int) throws -> Chapter05.RunPlan {
  // exercise begin 5.6: batch, steps, and the rate at each step
  // Small batches for a small budget; where there is more to read, noise costs more than steps bring.
  let batchSize = budget < 16_000 ? 16 : 32
  let steps = budget / batchSize
  let (peak, warmUp) = (0.02, max(1, steps / 20))
  return Chapter05.RunPlan(batchSize: batchSize, steps: steps) { step in
    guard step >= warmUp else { return peak * Double(step + 1) / Double(warmUp) }
    // A cosine from the peak to nothing.
    let share = Double(step - warmUp) / Double(max(1, steps - warmUp))
    return peak * (1 + cos(.pi * share)) / 2
  }
  // exercise end
}
