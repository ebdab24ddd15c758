import Corpora
import Foundation
import Tokenizers

/// A corpus as token shards: encoded document by document, and split.
///
///     let parts = try ShardedCorpus.write(to: "law", tokenizer: tokenizer) { add in
///       try reader.read(paths: ["filings"], add)
///     }
///     parts.map(\.path)                   // law/training.tokens, law/validation.tokens
///
/// By document (`SplitRule`), documents that are alike go to the same part (`KinshipSplit`); at the end,
/// the last tokens are held out. Documents whose part was decided before (`Document.part`) stay there. Memory: the document at hand and 600 bytes for each; the ids pass
/// through a file in the folder.
public enum ShardedCorpus {
  /// One shard.
  public struct Part: Sendable, Equatable {
    public let name: String
    public let path: String
    public let documents: Int
    public let tokens: Int
    /// The bytes that the ids stand for.
    public let bytes: Int
  }

  /// Where a part's shard lies in a folder.
  public static func path(_ part: String, in folder: String) -> String {
    "\(folder)/\(part).tokens"
  }

  /// Writes one shard a part that holds something, and removes others of an earlier run.
  ///
  /// - Parameters:
  ///   - progress: is told the bytes and tokens so far after each document.
  ///   - documents: calls its argument with each document.
  /// - Throws: what `documents` throws, `TokenizerError`, `FileError`, `TokenShardError`.
  public static func write(
    to folder: String, tokenizer: any Tokenizer, split: DocumentSplit = DocumentSplit(),
    progress: @escaping (_ bytes: Int, _ tokens: Int) -> Void = { _, _ in },
    _ documents: (_ add: (Document) throws -> Void) throws -> Void
  ) throws -> [Part] {
    let digest = tokenizer.vocabularyDigest
    let spool = "\(folder)/.all.tokens"
    defer { unlink(spool) }
    var kinship = KinshipSplit(split)
    var decided: [DocumentSplit.Part?] = []
    var byteCount = 0
    try TokenShardWriter.write(
      to: spool, vocabularySize: tokenizer.vocabularySize, vocabularyDigest: digest
    ) { shard in
      let encoder = tokenizer.makeEncoder()
      try documents { document in
        try shard.append(tokenizer.textFrame.before)
        try encode(document.bytes, encoder) { try shard.append($0) }
        try shard.append(tokenizer.documentEnd)
        shard.endDocument()
        kinship.add(document.bytes, part: document.part)
        decided.append(document.part)
        byteCount += document.bytes.count
        progress(byteCount, shard.tokenCount)
      }
    }
    let all = try TokenShard(path: spool, checksIDs: false)
    let open = decided.indices.filter { decided[$0] == nil }
    let pieces =
      SplitRule(documentCount: open.count) == .atTheEnd
      ? atTheEnd(all, split, open: open, decided)
      : try byDocument(all, kinship.assign { try tokenizer.decode(all.document($0)) })
    return try DocumentSplit.names.enumerated().compactMap { number, name in
      let path = path(name, in: folder)
      guard !pieces[number].isEmpty else {
        unlink(path)
        return nil
      }
      try TokenShardWriter.write(
        to: path, vocabularySize: tokenizer.vocabularySize, vocabularyDigest: digest
      ) { shard in
        for piece in pieces[number] {
          for part in parts(of: piece, size: 1 << 20) {
            try shard.append(all.tokens(part))
            all.release(part)
          }
          shard.endDocument()
        }
      }
      let shard = try TokenShard(path: path, checksIDs: false)
      return Part(
        name: name, path: path, documents: shard.documentCount, tokens: shard.tokenCount,
        bytes: shard.byteCount(tokenizer))
    }
  }

  /// Encodes a text in stretches, so that a long one's ids never stand in memory as a whole.
  private static func encode(
    _ text: [UInt8], _ encoder: any TextEncoder, _ body: ([Int32]) throws -> Void
  ) throws {
    let stretch = 4 * PreTokenPattern.longestPreToken
    var ids: [Int32] = []
    var start = 0
    while start < text.count {
      let end = min(start + stretch, text.count)
      let count = try text[start..<end].withUnsafeBufferPointer {
        try encoder.encode($0, offset: start, isWhole: end == text.count, into: &ids)
      }
      guard count > 0 else { throw TokenizerError.preTokenTooLong(byteOffset: start) }
      start += count
      try body(ids)
      ids.removeAll(keepingCapacity: true)
    }
  }

  private static func parts(of range: Range<Int>, size: Int) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: size).map {
      $0..<min($0 + size, range.upperBound)
    }
  }

  /// The stretches of tokens of each part: whole documents.
  private static func byDocument(_ all: TokenShard, _ parts: [Int]) -> [[Range<Int>]] {
    var pieces = [[Range<Int>]](repeating: [], count: DocumentSplit.names.count)
    for (document, part) in parts.enumerated() {
      pieces[part].append(all.range(ofDocument: document))
    }
    return pieces
  }

  /// The stretches of tokens of each part: decided documents, then of the other ones, taken as one
  /// text, the beginning and what is held out.
  private static func atTheEnd(
    _ all: TokenShard, _ split: DocumentSplit, open: [Int], _ decided: [DocumentSplit.Part?]
  ) -> [[Range<Int>]] {
    let ranges = open.map { all.range(ofDocument: $0) }
    let stretches = split.stretches(of: ranges.reduce(0) { $0 + $1.count })
    return zip(DocumentSplit.Part.allCases, stretches).map { part, stretch in
      var pieces = decided.indices.filter { decided[$0] == part }
        .map { all.range(ofDocument: $0) }
      // Where a document begins among the open ones.
      var start = 0
      for range in ranges {
        let inside = (start..<start + range.count).clamped(to: stretch)
        let offset = range.lowerBound - start
        if !inside.isEmpty {
          pieces.append(inside.lowerBound + offset..<inside.upperBound + offset)
        }
        start += range.count
      }
      return pieces
    }
  }

  /// What to say of parts that are a single document.
  public static func notices(_ parts: [Part]) -> [TextNotice] {
    let total = parts.reduce(0) { $0 + $1.documents }
    return parts.filter { $0.name != DocumentSplit.Part.training.rawValue }.compactMap {
      DocumentSplit.notice(part: $0.name, documents: $0.documents, of: total)
    }
  }
}
