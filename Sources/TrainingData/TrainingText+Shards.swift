import Corpora
import Foundation
import Tokenizers

/// A token shard as a user names it: a path, and perhaps a weight.
public struct ShardName: Hashable, Sendable {
  /// A file, or a folder that `ShardedCorpus` wrote.
  public let path: String
  public let weight: Double?

  /// - Parameter text: `path` or `path=weight`; a file whose name looks like the latter is taken as
  ///   it is.
  public init(_ text: String) {
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

  /// What sources are called in metrics: the last part of the path, or all of it where two share that.
  static func columns(_ names: [ShardName]) -> [String] {
    let short = names.map {
      let last = ($0.path as NSString).lastPathComponent
      return (last.hasSuffix(".tokens") ? String(last.dropLast(7)) : last)
        .replacingOccurrences(of: ",", with: " ")
    }
    guard Set(short).count < short.count else { return short }
    return names.map { $0.path.replacingOccurrences(of: ",", with: " ") }
  }
}

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

  /// The same, with a tokenizer that is named; nil for the one in the first folder.
  ///
  /// - Parameter choice: one that needs no text: shards were made with their tokenizer.
  public static func open(
    shards names: [ShardName], validation held: [ShardName] = [], choice: TokenizerChoice?
  ) throws -> TrainingText {
    guard let choice else { return try open(shards: names, validation: held) }
    guard let tokenizer = try choice.ready() else {
      throw TrainingDataError.impossible("shards have their tokenizer; none is learned for them")
    }
    return try open(shards: names, validation: held, tokenizer: tokenizer)
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
