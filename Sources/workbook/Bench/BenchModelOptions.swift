import ArgumentParser
import WorkbookCore

/// The shape of a model to measure.
struct BenchModelOptions: ParsableArguments {
  @Option(help: "gpt2, llama or bloom.")
  var family: ModelConfiguration.Family = .gpt2

  @Option(help: "Transformer blocks.")
  var layers = 4

  @Option(help: "Attention heads a block.")
  var heads = 4

  @Option(help: "Heads of keys and values; llama only. (default: as many as heads)")
  var kvHeads: Int?

  @Option(help: "Width of the residual stream.")
  var width = 128

  @Option(help: "Width of the feed-forward layers. (default: four times the width)")
  var feedForward: Int?

  @Option(help: "Tokens in the vocabulary.")
  var vocabulary = 65

  @Flag(help: "Give the output head weights of its own.")
  var untied = false

  func configuration(contextLength: Int) throws -> ModelConfiguration {
    let model = ModelConfiguration(
      family: family, vocabularySize: vocabulary, contextLength: contextLength, width: width,
      layerCount: layers, headCount: heads, keyValueHeadCount: kvHeads,
      feedForwardWidth: feedForward, isHeadTied: !untied)
    try model.validate()
    return model
  }
}

extension ModelConfiguration.Family: ExpressibleByArgument {}
