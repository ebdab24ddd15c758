import ExerciseKit
import Tasks03

// 3.6 The way back through a block (a capstone, about 90 minutes)
//
// A tape writes the way back for you; here you write it yourself, once, for a whole attention
// block before which the stream is normalized: y = x + attention(norm(x)) · W_O. The forward pass
// is given, `Chapter03.AttentionBlock`, and it keeps what you need. From its inputs and ∂L/∂y
// return ∂L/∂x and the gradients of the gain, W_Q, W_K, W_V and W_O. The check moves every single
// number up and down by a little, as the chapter does, and holds each gradient against the slope
// that it finds, in Float64. No two may lie further apart than 0.0001 of the largest in their
// matrix.
//
// The block, for T positions of width D and one head of width d: r = 1 / √(mean of x² + epsilon),
// n = x · r · gain, for each position; q = n W_Q, k = n W_K, v = n W_V; the weights a are the
// softmax of q · k / √d over the positions up to one's own; y = x + (a v) W_O. (A matrix here has
// a row for each input; chapter 2's has a row for each output, and a ᵀ in the formula.)
//
// Why: whoever has done this once reads a wrong gradient's face. A factor √d, a missing path, a
// transposed matrix each leave a mark, and training with one of them goes on and gets nowhere.
//
// Chapter03.AttentionBlock is in Exercises/Tasks/03-Transformer/3.6-BlockGradient/3.6-Task.swift.
// Chapter03.Rows is in Exercises/Tasks/03-Transformer/3.6-BlockGradient/3.6-Task.swift.
// Chapter03.BlockGradients is in Exercises/Tasks/03-Transformer/3.6-BlockGradient/3.6-Task.swift.

/// The gradients of an attention block with a normalization before it and a residual path around it.
///
/// - Parameters:
///   - block: the weights; its `forward` gives what the way back needs.
///   - stream: x, (T, D).
///   - resultGradient: ∂L/∂y, (T, D).
public func blockGradient(
  _ block: Chapter03.AttentionBlock, stream: Chapter03.Rows, resultGradient: Chapter03.Rows
) throws -> Chapter03.BlockGradients {
  // TODO 3.6: from ∂L/∂y back to x and the weights
  throw NotAttempted("3.6")
}
