import ArgumentParser
import Foundation
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

  /// Whether sources are gone through in epochs, rather than drawn from.
  var goesThroughEpochs: Bool { !shards.isEmpty || !epochs.isEmpty }

  /// One number of epochs a source; nil where steps decide.
  func epochs(for sources: Int) -> [Double]? {
    guard let first = epochs.first else { return nil }
    return epochs.count == 1 ? [Double](repeating: first, count: sources) : epochs
  }

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

/// A shard as the user names it: a path, and perhaps a weight.
struct ShardName {
  let path: String
  let weight: Double?

  /// - Parameter text: `path` or `path=weight`; a file whose name looks like the latter is taken as
  ///   it is.
  init(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, let weight = Double(last),
      !FileManager.default.fileExists(atPath: text)
    {
      path = parts.dropLast().joined(separator: "=")
      self.weight = weight
    } else {
      path = text
      weight = nil
    }
  }

  var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The file with a part's tokens: in the folder, or the path itself.
  func file(_ part: String) -> String { isFolder ? ShardedCorpus.path(part, in: path) : path }
}

extension PretrainPlanning {
  /// The shards to train on and to validate on.
  func shardedText() throws -> Text {
    let names = command.shardOptions.shards.map(ShardName.init)
    let tokenizer = try shardTokenizer(names)
    let end = tokenizer.endOfText
    let sources = try zip(names, columns(names)).map { name, column in
      let shard = try TokenShard(path: name.file("training"))
      try shard.require(tokenizer)
      return WindowSampler.Source(
        name: column, shard: shard, weight: name.weight ?? Double(shard.tokenCount),
        endOfText: end)
    }
    var held = command.shardOptions.validationShards.map(ShardName.init)
    if held.isEmpty {
      held = names.filter {
        $0.isFolder && FileManager.default.fileExists(atPath: $0.file("validation"))
      }
    }
    guard !held.isEmpty else {
      throw InputError(
        "\(names.map(\.path).joined(separator: ", ")): no validation.tokens beside them; name shards "
          + "with --validation-shards")
    }
    let validation = try zip(held, columns(held)).map { name, column in
      let shard = try TokenShard(path: name.file("validation"))
      try shard.require(tokenizer)
      return ValidationText(name: column, shard: shard, tokenizer: tokenizer)
    }
    return Text(
      name: sources.map(\.name).joined(separator: " + "), sources: sources,
      validation: validation, tokenizer: tokenizer)
  }

  /// The one that is named, that of the model, or the one in the first folder of shards.
  private func shardTokenizer(_ names: [ShardName]) throws -> any Tokenizer {
    if let own = try modelTokenizer() { return own }
    if let path = command.tokenizer {
      return path == "bytes" ? ByteTokenizer() : try TokenizerFile.read(path)
    }
    guard let folder = names.first(where: \.isFolder) else {
      // A path that leads nowhere is the first thing to say.
      for name in names { _ = try TokenShard(path: name.path, checksIDs: false) }
      throw InputError(
        "\(names[0].path): a shard does not hold its tokenizer; name it with --tokenizer")
    }
    return try TokenizerFile.read("\(folder.path)/\(ModelDirectory.tokenizerFile)")
  }

  /// What sources are called in metrics: the last part of the path, or all of it where two share that.
  private func columns(_ names: [ShardName]) -> [String] {
    let short = names.map {
      let last = ($0.path as NSString).lastPathComponent
      return (last.hasSuffix(".tokens") ? String(last.dropLast(7)) : last)
        .replacingOccurrences(of: ",", with: " ")
    }
    guard Set(short).count < short.count else { return short }
    return names.map { $0.path.replacingOccurrences(of: ",", with: " ") }
  }

  /// Gives sources the weights that go through each as often as is asked; returns the sequences of
  /// it all.
  func weigh(
    _ sources: inout [WindowSampler.Source], _ counts: [Int], epochs: [Double]
  ) throws -> Int {
    let mixture = try Mixture(
      sources: zip(sources, counts).map { .init(name: $0.name, count: $1, weight: 1) },
      epochs: epochs, seed: command.seed)
    for index in sources.indices { sources[index].weight = mixture.sources[index].weight }
    return mixture.length ?? 0
  }

  /// A line for each source: how often it will be gone through.
  func epochNotes(
    _ sources: [WindowSampler.Source], _ counts: [Int], _ training: TrainingConfiguration
  ) throws -> [String] {
    guard training.order == .epochs else { return [] }
    let mixture = try Mixture(
      sources: zip(sources, counts).map {
        .init(name: $0.name, count: $1, weight: $0.weight)
      }, seed: training.seed)
    let passes = mixture.epochs(after: training.steps * training.batch)
    return zip(sources, passes).map { source, passes in
      "  \(source.name): \(source.tokenCount) tokens, "
        + "gone through " + String(format: "%.3g", passes) + " times"
    }
  }
}
