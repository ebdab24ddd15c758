import RealModule

/// A seeded stream of random numbers: the same seed gives the same numbers, on every machine.
///
///     var stream = RandomStream(seed: 7)
///     stream.uniform()                     // in [0, 1)
///     var noise = stream.fork("noise")     // independent of what `stream` draws next
///
/// The generator is xoshiro256++ (Blackman and Vigna 2021, doi:10.1145/3460772), its state filled
/// by SplitMix64 as its authors advise.
public struct RandomStream: RandomNumberGenerator, Equatable, Sendable {
  /// The generator's whole state: save it, restore it, and the stream goes on where it was.
  public private(set) var state: SIMD4<UInt64>

  /// A stream for a seed; streams with one seed and different `stream` numbers are unrelated.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var mixer = seed ^ (stream &* 0xD1B5_4A32_D192_ED03)
    state = SIMD4(
      Self.splitMix(&mixer), Self.splitMix(&mixer), Self.splitMix(&mixer), Self.splitMix(&mixer))
  }

  /// The stream whose saved state this is.
  public init(state: SIMD4<UInt64>) {
    self.state = state
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(state[0] &+ state[3], by: 23) &+ state[0]
    let shifted = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = Self.rotated(state[3], by: 45)
    return result
  }

  /// A number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number from the standard normal distribution (Box and Muller 1958).
  public mutating func normal() -> Double {
    let radius = Double.sqrt(-2 * Double.log(1 - uniform()))
    return radius * Double.cos(2 * Double.pi * uniform())
  }

  /// An index in `0..<count`, each equally likely (Lemire 2019, doi:10.1145/3230636).
  ///
  /// - Precondition: `count` is positive.
  public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index is drawn from an empty range")
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// An index drawn in proportion to weights, which are given as their running sums.
  ///
  /// - Complexity: O(log *n*).
  /// - Precondition: `sums` is not empty, never falls, and ends above zero.
  public mutating func index(cumulative sums: [Double]) -> Int {
    precondition(!sums.isEmpty, "an index is drawn from no weights")
    let target = uniform() * sums[sums.count - 1]
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// A stream of its own, fixed by this stream's present state and a label; this one stays as it is.
  public func fork(_ label: String) -> RandomStream {
    RandomStream(seed: state[0] ^ Self.rotated(state[2], by: 31), stream: FNV1a(label).value)
  }

  private static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
