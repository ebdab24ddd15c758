import Corpora
import Foundation
import Groundwork
import Tokenizers

/// Other text that a run reads beside its own, so that a model that is trained on forgets less of what it
/// knew (Ibrahim et al. 2024, arXiv 2403.08763).
///
///     let replay = try ReplayText("novels=0.25")     // a quarter of all tokens
public struct ReplayText: Hashable, Sendable {
  /// A file or folder of text.
  public let path: String
  /// The share of the run's tokens, in (0, 1).
  public let share: Double

  /// - Throws: `TrainingDataError.impossible` for a share outside (0, 1).
  public init(path: String, share: Double) throws(TrainingDataError) {
    guard share > 0, share < 1 else {
      throw .impossible(
        "the share of \(TerminalText.oneLine(path)) is \(share), not between 0 and 1")
    }
    (self.path, self.share) = (path, share)
  }

  /// - Parameter text: `path=share`.
  /// - Throws: `TrainingDataError.impossible` for a text without a share, or with one outside (0, 1).
  public init(_ text: String) throws(TrainingDataError) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    let path = parts.dropLast().joined(separator: "=")
    guard let share = parts.last.flatMap({ Double($0) }), !path.isEmpty else {
      throw .impossible(
        "\(TerminalText.oneLine(text)) names no share of the tokens, as novels=0.25 does")
    }
    try self.init(path: path, share: share)
  }

  /// What sources and held-out texts are called: the last part of the path, or all of it where two share
  /// that.
  static func names(_ texts: [ReplayText]) -> [String] {
    ShardName.columns(texts.map { ShardName(path: $0.path) }).map { "replay " + $0 }
  }

  /// The share that is left for the run's own text.
  ///
  /// - Throws: `TrainingDataError.impossible` where nothing is left, or a path is named twice.
  public static func ownShare(beside texts: [ReplayText]) throws(TrainingDataError) -> Double {
    if let twice = Dictionary(grouping: texts, by: \.path).first(where: { $1.count > 1 }) {
      throw .impossible("\(twice.key) is named twice; one share says it all")
    }
    let rest = 1 - texts.reduce(0) { $0 + $1.share }
    guard rest > 1e-9 else {
      throw .impossible("the shares of other text leave nothing for the run's own")
    }
    return rest
  }
}

extension TrainingText {
  /// Adds other text, each of a share of all tokens and with a held-out part of its own; what was there
  /// shares the rest as before.
  ///
  /// Other text is often far larger: of what is held out of it, no more is looked at than the text that is
  /// there already has held out, or 64 KB where that is less.
  ///
  /// Shares are exact where sources are gone through in the order of epochs (`Mixture`).
  ///
  /// - Throws: as `SplitText.read` and `encoded` do.
  public mutating func add(_ texts: [SplitText], as replay: [ReplayText], keepsDocuments: Bool)
    throws
  {
    let own = try ReplayText.ownShare(beside: replay)
    let total = sources.reduce(0) { $0 + $1.weight }
    for index in sources.indices { sources[index].weight *= own / total }
    let looked = max(1 << 16, heldOutByteCount)
    for ((whole, replay), name) in zip(zip(texts, replay), ReplayText.names(replay)) {
      var text = whole
      text.heldOut = text.heldOut.prefix(byteCount: looked)
      let part = try text.encoded(tokenizer, keepsDocuments: keepsDocuments, validationName: name)
      sources += part.sources.map { source in
        var source = source
        source.name = name
        source.weight = replay.share
        return source
      }
      validation += part.validation
    }
  }
}
