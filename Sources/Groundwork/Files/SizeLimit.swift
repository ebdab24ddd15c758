/// How large a file of a kind may be: it is read into memory as a whole, and what is larger is not what
/// it is taken for.
public struct SizeLimit: Hashable, Sendable {
  /// What a file of the kind is called, as in "has 3,000.0 MB where a table has at most 1,000.0 MB".
  public let kind: String
  public let byteCount: Int

  public init(_ kind: String, byteCount: Int) {
    self.kind = kind
    self.byteCount = byteCount
  }

  /// Settings, laws and indices: published ones stay below a megabyte, an index of many shards below ten.
  public static let settings = SizeLimit("a file of settings", byteCount: 32_000_000)
  /// The largest published vocabularies, of 262,144 tokens, take 35 MB.
  public static let tokenizer = SizeLimit("a tokenizer", byteCount: 256_000_000)
  /// A million runs, or ten million steps, take some hundreds of megabytes.
  public static let table = SizeLimit("a table", byteCount: 1_000_000_000)
  /// Anything that people write by hand or programs write for them.
  public static let document = SizeLimit("a document", byteCount: 64_000_000)
}
