/// A device that trains, by what a plan needs of it.
public struct Accelerator: Hashable, Sendable {
  public let name: String
  /// 16-bit peak, operations a second; nil where it is not known.
  public let peakRate: Double?
  /// Bytes; nil where it is not known.
  public let memory: Double?

  public init(name: String, peakRate: Double?, memory: Double?) {
    self.name = name
    self.peakRate = peakRate
    self.memory = memory
  }

  /// BloombergGPT's (Wu et al. 2023, arXiv 2303.17564).
  public static let a100With40 = Accelerator(
    name: "a100-40gb", peakRate: TrainingCost.peakA100, memory: 40e9)
  public static let a100With80 = Accelerator(
    name: "a100-80gb", peakRate: TrainingCost.peakA100, memory: 80e9)

  /// Those whose figures are known here; give others by their peak and memory.
  public static let known = [a100With40, a100With80]
}
