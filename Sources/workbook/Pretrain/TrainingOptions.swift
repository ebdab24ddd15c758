import ArgumentParser
import WorkbookCore

extension SequencePacking: ExpressibleByArgument {}
extension TrainingRecipe.Schedule: ExpressibleByArgument {}
extension PrecisionChoice: ExpressibleByArgument {}

/// The options of `pretrain` that say how a model is trained, rather than which, and on what.
struct TrainingOptions: ParsableArguments {
  @Option(help: "How the learning rate goes on after the warm-up.")
  var schedule = TrainingRecipe.Schedule.cosine

  @Option(help: "The warm-up as a share of all steps, in place of --warmup: 0.01.")
  var warmupShare: Double?

  @Option(help: "Steps of warmup-stable-decay's fall. (default: a tenth of all)")
  var decaySteps: Int?

  @Option(help: "The last learning rate, as a share of the highest. (default: 0.1)")
  var finalFraction: Double?

  @Option(help: "Parts that each batch is worked off in, to take less memory.")
  var accumulation = 1

  @Option(help: "Gradients longer than this are scaled down to it.")
  var clippingNorm = 1.0

  @Option(help: "AdamW's pull of matrices and embeddings towards zero.")
  var weightDecay = 0.1

  @Option(help: "The coefficient of the z-loss that keeps logits small, such as 1e-4.")
  var zLoss = 0.0

  @Flag(help: "Compute layers again in the backward pass: less memory, more time, the same model.")
  var recompute = false

  @Option(
    help:
      "The numbers that matrices are multiplied in: float32, bfloat16, or auto for what is fastest here."
  )
  var precision = PrecisionChoice.float32

  @Option(help: "Cut random windows from the text, or pack whole documents.")
  var packing = SequencePacking.windows

  @Flag(help: "Keep attention and labels within documents.")
  var documentAttention = false

  func validate() throws {
    guard (0...1).contains(warmupShare ?? 0) else {
      throw ValidationError("--warmup-share must lie from 0 to 1")
    }
    if decaySteps != nil && schedule != .warmupStableDecay {
      throw ValidationError("--decay-steps has a meaning with warmup-stable-decay alone")
    }
    if finalFraction != nil && schedule == .constant {
      throw ValidationError("--final-fraction has no meaning with a constant rate")
    }
  }

  /// A recipe with these options, and defaults for the rest.
  var recipe: TrainingRecipe {
    var recipe = TrainingRecipe()
    recipe.schedule = schedule
    recipe.warmupShare = warmupShare
    recipe.decaySteps = decaySteps
    recipe.finalFraction = finalFraction ?? recipe.finalFraction
    recipe.accumulation = accumulation
    recipe.clippingNorm = clippingNorm
    recipe.weightDecay = weightDecay
    recipe.zLoss = zLoss
    recipe.recomputation = recompute
    recipe.packing = packing
    recipe.separatesDocuments = documentAttention
    return recipe
  }
}
