/// How far a field lies from general text, for the models and vocabularies at hand.
public struct GapFindings: Codable, Hashable, Sendable {
  /// What a vocabulary makes of both texts.
  public struct Vocabulary: Codable, Hashable, Sendable {
    public let name: String
    public let size: Int
    /// Bytes that a token stands for in the mean.
    public let fieldBytesPerToken: Double
    public let generalBytesPerToken: Double
  }

  /// A term of the field: into how many tokens the model's vocabulary cuts it, and how unlikely the model
  /// finds it where it stands.
  public struct Term: Codable, Hashable, Sendable {
    public let word: String
    public let count: Int
    public let tokens: Int
    /// Bits for the whole word, the mean over where it was asked; nil where it was not.
    public let bits: Double?
    public let asked: Int
  }

  /// Bits per byte by how many tokens stand before.
  public struct Position: Codable, Hashable, Sendable {
    public let from: Int
    public let to: Int
    public let field: Double
    public let general: Double
  }

  /// A word that both texts have, in other company.
  public struct Sense: Codable, Hashable, Sendable {
    public let word: String
    /// How alike its company is here and there, against two halves of the same text: 1 for the same word.
    public let likeness: Double
    public let fieldNeighbours: [String]
    public let generalNeighbours: [String]
    /// Bits for the word where the model met it; nil without a model, or where it did not.
    public let fieldBits: Double?
    public let generalBits: Double?
  }

  public var base: String?
  public var vocabularies: [Vocabulary] = []
  public var terms: [Term] = []
  public var positions: [Position] = []
  public var senses: [Sense] = []
  /// Passages kept out of windows because they are, or copy, what is asked.
  public var excludedPassages = 0

  public init() {}
}
