import Corpora
import Foundation
import Tokenizers

extension TrainingText {
  /// Opens token shards, which stay on the disk.
  ///
  /// - Parameters:
  ///   - names: what to train on; without a weight, a source weighs as many as it has tokens.
  ///   - validation: what to look at; where none is named, the `validation.tokens` of the folders.
  ///   - tokenizer: that of the ids; nil for the one in the first folder.
  /// - Throws: `TrainingDataError`, `TokenShardError`, `TokenizerError`, `FileError`.
  public static func open(
    shards names: [ShardName], validation held: [ShardName] = [], tokenizer: (any Tokenizer)? = nil
  ) throws -> TrainingText {
    let tokenizer = try tokenizer ?? ownTokenizer(of: names)
    let sources = try zip(names, ShardName.columns(names)).map { name, column in
      let shard = try TokenShard(path: name.file("training"))
      try shard.require(tokenizer)
      return WindowSampler.Source(
        name: column, shard: shard, weight: name.weight ?? Double(shard.tokenCount),
        endOfText: tokenizer.endOfText)
    }
    let beside = names.filter {
      $0.isFolder && FileManager.default.fileExists(atPath: $0.file("validation"))
    }
    let held = held.isEmpty ? beside : held
    guard !held.isEmpty else { throw TrainingDataError.noValidation(paths: names.map(\.path)) }
    let validation = try zip(held, ShardName.columns(held)).map { name, column in
      let shard = try TokenShard(path: name.file("validation"))
      try shard.require(tokenizer)
      return ValidationText(name: column, shard: shard, tokenizer: tokenizer)
    }
    return TrainingText(sources: sources, validation: validation, tokenizer: tokenizer)
  }

  private static func ownTokenizer(of names: [ShardName]) throws -> any Tokenizer {
    guard let folder = names.first(where: \.isFolder) else {
      // A path that leads nowhere is the first thing to say.
      for name in names { _ = try TokenShard(path: name.path, checksIDs: false) }
      throw TrainingDataError.noTokenizer(path: names.first?.path ?? "")
    }
    return try TokenizerFile.read(folder.path)
  }
}
