import Groundwork
import Tensors
import TrainingData

/// One sequence as a sampler fills it in: ids, labels, and the first position that each may see.
struct DrawnSequence: Equatable {
  var tokens: [Int32]
  var targets: [Int32]
  var starts: [Int32]

  init(_ sampler: WindowSampler, step: Int, _ number: Int) {
    let arena = Arena()
    // What is not filled in shows.
    let slices = (0..<3).map { _ -> BufferSlice<Int32> in
      arena.allocate(sampler.contextLength, of: -7)
    }
    sampler.fill(
      step: step, sequence: number, tokens: slices[0].pointer, targets: slices[1].pointer,
      documentStarts: slices[2].pointer)
    (tokens, targets, starts) = withExtendedLifetime(arena) {
      (slices[0].array, slices[1].array, slices[2].array)
    }
  }
}
