import ArgumentParser
import WorkbookCore

/// What the planned model should look like.
struct ScalingShapeOptions: ParsableArguments {
  @Option(help: "gpt2, llama or bloom.")
  var family: ModelConfiguration.Family = .gpt2

  @Option(help: "Width for each layer, in place of Levine's depth-to-width rule.")
  var aspect: Double?

  @Option(help: "Width of a head. (default: about 64, from a width of 2,048 on about 128)")
  var headWidth: Int?

  @Option(
    help:
      "Tokens in the vocabulary. (default: those of the law's runs, or the rule of Tao et al. 2024)"
  )
  var vocabulary: Int?

  @Option(help: "Tokens that the model sees at once. (default: those of the law's runs, or 2048)")
  var context: Int?

  @Option(help: "Sequences that a GPU computes at a time.")
  var microBatch = 1

  @Option(help: "Bytes of a gradient: 4, or 2 for 16 bytes a parameter in all instead of 18.")
  var gradientBytes = 4

  func validate() throws {
    try ScalingPlanCommand.requirePositive([("--aspect", aspect)])
    let sizes = [
      ("--head-width", headWidth ?? 8, 8), ("--vocabulary", vocabulary ?? 1, 1),
      ("--context", context ?? 1, 1), ("--micro-batch", microBatch, 1),
    ]
    for (name, value, least) in sizes where !(least...(1 << 24)).contains(value) {
      throw ValidationError("\(name) is \(value); give \(least) to \(1 << 24)")
    }
    guard gradientBytes == 2 || gradientBytes == 4 else {
      throw ValidationError("--gradient-bytes is \(gradientBytes); give 2 or 4")
    }
  }

  func apply(to request: inout ScalingPlan.Request) {
    request.family = family
    request.shapeRule = aspect.map { .aspect($0) } ?? .levine
    request.headWidth = headWidth
    if let vocabulary { request.vocabulary = .given(vocabulary) }
    if let context { request.contextLength = context }
    request.batch = microBatch
    request.gradientByteCount = gradientBytes
  }
}
