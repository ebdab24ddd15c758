import Models
import RealModule
import Tensors
import Training

/// One dial from a size to everything else: width, depth, heads, learning rate and batch.
///
///     let dial = SweepDial(vocabularySize: 3_072)
///     dial.model(4)                          // 32 wide, 3 layers, 4 heads
///     dial.run(4, spending: 7e11, seed: 1)   // as many steps as 7e11 operations pay for
///
/// A sweep compares models of many sizes, and can tune none of them. So all but the size follows from
/// it by rule, as with the one dial of nanochat (Karpathy 2025):
///
/// - **Width** grows by turns 8, 12, 16, 24, 32, 48, …: two notches double it.
/// - **Depth**: 1, 2, 2, 3, 3, 4, … layers, about log₂ of the width. For narrow models Levine et al.
///   2020 (arXiv 2006.12467) expect no gain from depth beyond the logarithm of the width; from a
///   width of some 200 on their own fit, width = exp(5.039 + 0.0555·layers), asks for more and is
///   followed.
/// - **Heads** of width 8, growing to 64.
/// - **Learning rate** 0.32 over the width: what AdamW's step does to a layer's output grows with its
///   width (Yang et al. 2022, arXiv 2203.03466). It falls to a tenth, as Hoffmann et al. 2022 let
///   theirs. Falling to nothing buys long runs some 2 % of loss, but laws fitted to such runs predict
///   the next larger run worse (`Tests/Benchmarks/lesson-sweep.md`).
/// - **Batch**: 256 tokens at 3·10¹¹ operations, growing as compute^0.24 (Kaplan et al. 2020).
public struct SweepDial: Codable, Hashable, Sendable {
  public var family: ModelConfiguration.Family
  public var vocabularySize: Int
  public var contextLength: Int
  public var endOfTextID: Int?
  /// Threads that share each run; 1 for as many runs at a time as there are cores.
  public var replicas = 1
  /// The learning rate times the width.
  public var rateTimesWidth = 0.32
  /// Small batches give noisy squares of gradients; they are averaged over 100 steps, not 20.
  public var beta2 = 0.99
  /// The last learning rate, as a share of the highest.
  public var finalFraction = 0.1
  /// How all runs multiply their matrices, for losses of one law; nil for float32 by OpenBLAS.
  public var products: ProductPlan?

  /// - Parameter family: rotary positions and gated layers learn small models' texts with fewer tokens.
  public init(
    vocabularySize: Int, contextLength: Int = 64, family: ModelConfiguration.Family = .llama,
    endOfTextID: Int? = nil
  ) {
    self.vocabularySize = vocabularySize
    self.contextLength = contextLength
    self.family = family
    self.endOfTextID = endOfTextID
  }

  /// The notches that the dial has.
  public static let notches = 0...22

  /// The model of a notch; beyond the ends the last one.
  public func model(_ notch: Int) -> ModelConfiguration {
    let notch = min(max(notch, Self.notches.lowerBound), Self.notches.upperBound)
    let width = (notch.isMultiple(of: 2) ? 8 : 12) << (notch / 2)
    let headWidth =
      switch width {
      case ..<16: width
      case ..<96: 8
      case ..<256: 16
      case ..<512: 32
      default: 64
      }
    let levine = (Double.log(Double(width)) - 5.039) / 0.0555
    return ModelConfiguration(
      family: family, vocabularySize: vocabularySize, contextLength: contextLength, width: width,
      layerCount: max(1 + (notch + 1) / 2, Int(levine.rounded())), headCount: width / headWidth,
      endOfTextID: endOfTextID)
  }

  /// The sequences of a step for a budget.
  public func batch(compute: Double) -> Int {
    let tokens = 256 * Double.pow(compute / 3e11, 0.24)
    let sequences = (tokens / Double(contextLength)).rounded()
    // Each replica needs a sequence of its own.
    return max(replicas, Int(min(max(sequences, 1), 0x1p20)))
  }

  /// A run of a notch's model that spends a budget of 6·N·D operations.
  public func run(_ notch: Int, spending compute: Double, seed: UInt64) -> SweepRun {
    let model = model(notch)
    var run = SweepRun.spending(
      compute, on: model, batch: batch(compute: compute),
      learningRate: rateTimesWidth / Double(model.width), seed: seed)
    let steps = run.training.steps
    run.training.schedule = .cosine(
      peak: rateTimesWidth / Double(model.width), warmupSteps: max(1, steps / 20),
      finalFraction: finalFraction)
    run.training.beta2 = beta2
    run.training.replicas = replicas
    run.training.productPlan = products ?? .exact
    return SweepRun(model: model, training: run.training)
  }

  /// The notch whose model is nearest, by ratio, to a number of parameters.
  public func notch(parameters: Double) -> Int {
    func distance(_ notch: Int) -> Double {
      abs(.log(Double(model(notch).parameterCount.all) / max(parameters, 1)))
    }
    return Self.notches.min { distance($0) < distance($1) } ?? 0
  }
}
