/// A shuffle of `0..<count` of which any element can be asked for, without a table.
///
/// Four Feistel rounds on as many bits as the count needs, repeated until the value lies below it
/// ("cycle walking", Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9).
struct IndexPermutation: Sendable {
  let count: Int
  private let halfBits: UInt64
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  init(count: Int, key: UInt64) {
    self.count = count
    let bits = UInt64(Int.bitWidth - max(count - 1, 1).leadingZeroBitCount)
    halfBits = (bits + 1) / 2
    func round(_ number: UInt64) -> UInt64 { TextHash.mixed(key &+ number) }
    keys = (round(1), round(2), round(3), round(4))
  }

  /// Where the shuffle puts an index.
  ///
  /// - Precondition: the index is in `0..<count`.
  subscript(index: Int) -> Int {
    precondition(index >= 0 && index < count, "an index outside the permutation")
    var value = UInt64(index)
    repeat { value = permuted(value) } while value >= UInt64(count)
    return Int(value)
  }

  private func permuted(_ value: UInt64) -> UInt64 {
    let mask = (1 as UInt64) << halfBits - 1
    var (left, right) = (value >> halfBits, value & mask)
    for key in [keys.0, keys.1, keys.2, keys.3] {
      (left, right) = (right, left ^ TextHash.mixed(right ^ key) & mask)
    }
    return left << halfBits | right
  }
}
