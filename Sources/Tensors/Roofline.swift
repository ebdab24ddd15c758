/// The most that a machine can do, for work that needs so many operations a byte (Williams, Waterman
/// and Patterson 2009, doi:10.1145/1498765.1498785).
///
///     let roof = Roofline.measure(threads: 2)
///     roof.bound(intensity: 0.25)     // operations a second: the memory is the limit
///
/// The bandwidth is the memory's. Work whose data stands in a cache still can pass the slanted part.
public struct Roofline: Hashable, Sendable {
  /// Floating-point operations a second, of matrix products that stay in the cache.
  public let peak: Double
  /// Bytes a second, of reading memory.
  public let bandwidth: Double

  public init(peak: Double, bandwidth: Double) {
    self.peak = peak
    self.bandwidth = bandwidth
  }

  /// Measures both on this machine, on as many threads as the work will have.
  ///
  /// - Precondition: `threads` is positive.
  public static func measure(threads: Int, tries: Int = 5) -> Roofline {
    Roofline(
      peak: 1e9 * MachineProbe.matrixProductRate(threads: threads, tries: tries),
      bandwidth: 1e9 * MachineProbe.readBandwidth(threads: threads, tries: tries))
  }

  /// min(peak, intensity · bandwidth), in operations a second.
  public func bound(intensity: Double) -> Double { min(peak, intensity * bandwidth) }

  /// The operations a byte at which the slanted roof meets the flat one.
  public var ridge: Double { peak / bandwidth }
}
