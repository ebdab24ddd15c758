import Groundwork

/// Sets some inputs of a layer's adapter to zero while it is trained, and enlarges the others so that their
/// mean stays (Srivastava et al. 2014, section 10), as PEFT's `lora_dropout` does.
///
/// Which ones is a function of a sequence's key, the layer, the position and the column: nothing is kept from
/// the forward pass to the backward one, and neither the order of the work nor how many threads share it
/// decides anything.
public final class InputDropout {
  /// The probability that an input is zero.
  public let rate: Double
  /// One for each sequence; whoever trains sets them before a pass.
  public let keys: BufferSlice<UInt64>
  /// Off while a model is only looked at.
  public var isOn = false

  private let time: Int
  // The slice points into its memory.
  private let arena: Arena

  /// - Parameters:
  ///   - rate: at least 0 and less than 1.
  ///   - time: the positions of each sequence.
  public init(rate: Double, batch: Int, time: Int, arena: Arena) {
    precondition(rate >= 0 && rate < 1, "a rate of \(rate)")
    (self.rate, self.time, self.arena) = (rate, time, arena)
    keys = arena.allocate(batch, of: 0)
  }

  /// The key of a sequence of a training step.
  ///
  /// - Parameter sequence: its number within the whole batch.
  public static func key(seed: UInt64, step: Int, sequence: Int) -> UInt64 {
    let whole = mixed(mixed(seed) &+ UInt64(truncatingIfNeeded: step))
    return mixed(whole &+ UInt64(truncatingIfNeeded: sequence))
  }

  /// out = x with some numbers zero and the others enlarged, or out += that.
  ///
  /// - Parameter site: the number of the layer: each has zeros of its own.
  /// - Shape: x and out (rows, columns), row-major, rows a multiple of the positions.
  func apply<Scalar: TensorScalar>(
    to x: UnsafePointer<Scalar>, rows: Int, columns: Int, site: Int,
    into out: UnsafeMutablePointer<Scalar>, accumulating: Bool
  ) {
    let factor = Scalar(1 / (1 - rate))
    let least = UInt64((rate * 0x1p24).rounded())
    for row in 0..<rows {
      let (sequence, position) = row.quotientAndRemainder(dividingBy: time)
      let layer = Self.mixed(keys[sequence] &+ UInt64(truncatingIfNeeded: site))
      let state = Self.mixed(layer &+ UInt64(truncatingIfNeeded: position))
      let (source, target) = (x + row * columns, out + row * columns)
      for column in 0..<columns {
        let bits = Self.mixed(state &+ UInt64(truncatingIfNeeded: column)) >> 40
        let value = bits >= least ? source[column] * factor : 0
        target[column] = accumulating ? target[column] + value : value
      }
    }
  }

  /// SplitMix64's step (Steele, Lea and Flood 2014): near numbers give unrelated ones.
  @inline(__always)
  private static func mixed(_ number: UInt64) -> UInt64 {
    var bits = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
