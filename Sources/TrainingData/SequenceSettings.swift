/// What decides, beside the sources, which sequences a run sees.
public struct SequenceSettings: Hashable, Sendable {
  /// Tokens a sequence.
  public var contextLength: Int
  public var seed: UInt64
  public var packing: SequencePacking
  /// Whether attention is to keep within documents; then no label crosses their borders either.
  public var separatesDocuments: Bool
  public var order: SequenceOrder
  /// Sequences a step; it decides something in the order of epochs alone.
  public var batch: Int

  public init(
    contextLength: Int, seed: UInt64, packing: SequencePacking = .windows,
    separatesDocuments: Bool = false, order: SequenceOrder = .draws, batch: Int = 1
  ) {
    self.contextLength = contextLength
    self.seed = seed
    self.packing = packing
    self.separatesDocuments = separatesDocuments
    self.order = order
    self.batch = batch
  }

  /// Whether a text's division into documents decides anything.
  public var needsDocuments: Bool { packing == .documents || separatesDocuments }

  /// Whether a run with other settings can be given these sequences: of its length and its kind; the
  /// seed may be another.
  public func suit(_ other: SequenceSettings) -> Bool {
    contextLength == other.contextLength && packing == other.packing
      && separatesDocuments == other.separatesDocuments && order == other.order
      && (order == .draws || batch == other.batch)
  }
}

/// How training sequences are cut from the text.
public enum SequencePacking: String, Codable, CaseIterable, Sendable {
  /// Windows at random places, whatever documents they run across.
  case windows
  /// Whole documents laid side by side: see `PackedDocuments`.
  case documents
}

/// In which order training sequences come.
public enum SequenceOrder: String, Codable, CaseIterable, Sendable {
  /// Each is drawn by itself: its source as the weights say, its place at random.
  case draws
  /// Each source is gone through in shuffled epochs, all of them in proportion to their weights: see
  /// `Mixture`. Windows stand side by side and begin at another place in each epoch, so that every
  /// token of a source is read once before any is read again.
  case epochs
}
