import Foundation

/// What the system lets this process have, where somebody has set a limit.
public enum MachineLimits {
  /// What a program takes beside its data: libraries, and for each processor a thread's stack and the
  /// buffer of 128 MiB that OpenBLAS keeps for it. Without room for that buffer OpenBLAS tries for ever.
  static var overheadByteCount: Int {
    (256 << 20) + (192 << 20) * ProcessInfo.processInfo.activeProcessorCount
  }

  /// The least address space that a program begins its work in.
  public static var leastAddressSpaceByteCount: Int { overheadByteCount + (256 << 20) }

  /// The limit on this process's address space, in bytes; nil for none.
  public static var addressSpaceByteCount: Int? {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0,
      limits.rlim_cur < rlim_t(Int.max)
    else { return nil }
    return Int(limits.rlim_cur)
  }

  /// What the limit on the address space leaves for data, in bytes; nil for no limit.
  public static var dataByteCount: Int? {
    addressSpaceByteCount.map { max(0, $0 - overheadByteCount) }
  }

  /// What is too tight to begin in, as a sentence; nil where nothing is.
  public static var problem: String? {
    guard let limit = addressSpaceByteCount, limit < leastAddressSpaceByteCount else { return nil }
    return "the address space is limited to \(ByteCount.text(limit)), and at least "
      + "\(ByteCount.text(leastAddressSpaceByteCount)) are needed on this machine; raise the limit "
      + "(ulimit -v)"
  }
}
