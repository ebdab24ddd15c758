/// One training run on a mixture of domains, and what it lost on each text that it was measured by.
///
///     MixtureRun("half", shares: [0.5, 0.5], losses: [1.37, 3.61])
///
/// Shares and losses stand in the order of the table's `domains` and `texts`.
public struct MixtureRun: Equatable, Sendable {
  public var name: String
  /// r of each domain in what was read: 0 to 1, with a sum of 1.
  public var shares: [Double]
  /// Held-out loss on each text: nats a token, or bits a byte, all in one unit.
  public var losses: [Double]
  /// The training step at which the losses were measured; infinite for the end of the training, nil
  /// where nobody says.
  public var step: Double?
  /// D, the tokens read until then; nil where nobody says.
  public var tokens: Double?
  /// N; nil where nobody says.
  public var parameters: Double?
  public var seed: UInt64?
  /// Whether no fit may see it: a law is tested by it.
  public var isHeldOut = false

  public init(_ name: String = "", shares: [Double], losses: [Double]) {
    self.name = name
    self.shares = shares
    self.losses = losses
  }

  /// The mixture as a key: shares that print alike are the same.
  var mixture: [Int] { shares.map { Int(($0 * 1e9).rounded()) } }
}
