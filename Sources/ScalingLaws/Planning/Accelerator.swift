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

  // Peaks without sparsity and memories: S. Bekman, Machine Learning Engineering, accelerators
  // (github.com/stas00/ml-engineering, compute/accelerator, 22 August 2026), from the makers' data sheets.
  // Peaks are those of bfloat16; nobody reaches them: utilization is the share that is reached.

  /// NVIDIA H100, SXM.
  public static let h100 = Accelerator(name: "h100", peakRate: 989e12, memory: 80e9)
  /// NVIDIA H100 on a PCIe card.
  public static let h100Card = Accelerator(name: "h100-pcie", peakRate: 756e12, memory: 80e9)
  /// NVIDIA H200: an H100 with more memory.
  public static let h200 = Accelerator(name: "h200", peakRate: 989e12, memory: 141e9)
  /// NVIDIA B200.
  public static let b200 = Accelerator(name: "b200", peakRate: 2_250e12, memory: 180e9)
  /// NVIDIA L40S.
  public static let l40s = Accelerator(name: "l40s", peakRate: 362e12, memory: 48e9)
  /// AMD MI300X.
  public static let mi300x = Accelerator(name: "mi300x", peakRate: 1_300e12, memory: 192e9)

  /// Those whose figures are known here; give others by their peak and memory.
  public static let known = [
    a100With40, a100With80, h100, h100Card, h200, b200, l40s, mi300x,
  ]

  /// One of those by its name, in capitals or not; nil for others.
  public static func named(_ name: String) -> Accelerator? {
    known.first { $0.name == name.lowercased() }
  }
}
