/// What an answer must keep to, whatever its quality.
public enum AdviceConstraint: Hashable, Sendable, CustomStringConvertible {
  /// Text may not leave the house.
  case isPrivate
  /// The model runs on a device with so many bytes of memory.
  case onDevice(bytes: Double)
  /// The given model's licence must be this one.
  case licence(String)

  /// `private`, `on-device`, `on-device=4e9`, `licence=Apache-2.0`.
  ///
  /// - Throws: `AdviceError.impossible` for anything else.
  public init(_ text: String) throws(AdviceError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : nil
    switch (parts.first.map(String.init) ?? "", value) {
    case ("private", nil): self = .isPrivate
    case ("on-device", nil): self = .onDevice(bytes: 4e9)
    case ("on-device", let size?):
      guard let bytes = Double(size), bytes > 0, bytes.isFinite else {
        throw .impossible(
          "\(text): the device's memory is a number of bytes, as on-device=4e9 has it")
      }
      self = .onDevice(bytes: bytes)
    case ("licence", let name?) where !name.isEmpty, ("license", let name?) where !name.isEmpty:
      self = .licence(name)
    default:
      throw .impossible(
        "\(text): is none of private, on-device, on-device=BYTES and licence=NAME")
    }
  }

  public var description: String {
    switch self {
    case .isPrivate: "private"
    case .onDevice(let bytes): "on-device=\(bytes)"
    case .licence(let name): "licence=\(name)"
    }
  }

  /// Why an option cannot be had under it; nil where it can.
  ///
  /// - Parameters:
  ///   - licence: the given model's, as its files say; nil where they do not.
  func objection(
    to option: AdviceOption, parameters: Double, isHosted: Bool, licence: String?
  ) -> String? {
    switch self {
    case .isPrivate:
      return isHosted ? "a hosted model would see text that may not leave the house" : nil
    case .onDevice(let memory):
      // Four bits a weight, an eighth more for scales, and a quarter for the cache and the program.
      let needed = parameters * 4.5 / 8 * 1.25
      return needed > memory
        ? "the model takes \(Self.gigabytes(needed)) at 4 bits, and the device has "
          + Self.gigabytes(memory) : nil
    case .licence(let name):
      guard option.needsBase else { return nil }
      guard let licence else {
        return "the model's files do not say its licence; \(name) is asked for"
      }
      return licence.lowercased() == name.lowercased()
        ? nil : "the model's licence is \(licence), and \(name) is asked for"
    }
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let tenths = (bytes / 1e8).rounded() / 10
    return "\(tenths) GB"
  }
}
