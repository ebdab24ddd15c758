import ArgumentParser
import WorkbookCore

/// The options of `pretrain` that name shards and say how often they are gone through.
struct ShardOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: "Token shards, or folders of data shard; law=3 gives a weight. (default: by size)")
  var shards: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Shards to validate on. (default: the validation.tokens of the folders)")
  var validationShards: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "How often each source is gone through, one number or one for each; in place of --steps.")
  var epochs: [Double] = []

  func validate(_ command: PretrainCommand) throws {
    guard command.corpus.isEmpty != shards.isEmpty else {
      throw ValidationError(
        shards.isEmpty
          ? "give text with --corpus, or tokens with --shards"
          : "give --corpus or --shards, not both")
    }
    if !epochs.isEmpty && command.steps != nil {
      throw ValidationError("--epochs and --steps exclude each other: epochs give the steps")
    }
    guard epochs.allSatisfy({ $0 >= 0 && $0.isFinite }), epochs.isEmpty || epochs.max() ?? 0 > 0
    else { throw ValidationError("--epochs must be numbers from 0 on, one of them above 0") }
    let sources = max(1, shards.count)
    guard epochs.count <= 1 || epochs.count == sources else {
      throw ValidationError("--epochs has \(epochs.count) numbers for \(sources) sources")
    }
    guard !shards.isEmpty else {
      guard validationShards.isEmpty else {
        throw ValidationError("--validation-shards has a meaning with --shards alone")
      }
      return
    }
    let weights = shards.count { ShardName($0).weight != nil }
    guard weights == 0 || weights == shards.count else {
      throw ValidationError("give all shards a weight, as in law=3 general=1, or none")
    }
    if weights > 0 && !epochs.isEmpty {
      throw ValidationError("--epochs decides the weights: name the shards without them")
    }
    let trained = ["bpe", "unigram", "characters"]
    if command.vocabularySize != nil || trained.contains(command.tokenizer ?? "") {
      throw ValidationError(
        "--shards have their tokenizer: name its tokenizer.json with --tokenizer")
    }
    if command.validationFraction != nil {
      throw ValidationError("--validation-fraction has no meaning with --shards")
    }
  }
}
