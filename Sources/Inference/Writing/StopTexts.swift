/// Finds texts that end a model's writing, in bytes that come token by token: a text may begin in one token
/// and end in another.
///
///     var stops = StopTexts(["\nUser:"])
///     stops.append(Array("Yes.\nUs".utf8))      // "Yes.": what follows may be the beginning of a stop
///     stops.append(Array("er: and".utf8))       // nothing more: found
///     stops.isFound                             // true
public struct StopTexts: Sendable {
  private let texts: [[UInt8]]
  /// What may be the beginning of a text.
  private var held: [UInt8] = []
  public private(set) var isFound = false

  /// - Parameter texts: empty ones are never found.
  public init(_ texts: [String]) {
    self.texts = texts.map { Array($0.utf8) }.filter { !$0.isEmpty }
  }

  /// Takes the next bytes; returns those that are certainly before any stop.
  ///
  /// - Complexity: O(bytes · texts).
  public mutating func append(_ bytes: [UInt8]) -> [UInt8] {
    guard !isFound else { return [] }
    held += bytes
    for place in held.indices {
      let rest = held[place...]
      if texts.contains(where: { rest.starts(with: $0) }) {
        isFound = true
        defer { held = [] }
        return Array(held[..<place])
      }
      if texts.contains(where: { $0.starts(with: rest) }) {
        defer { held = Array(rest) }
        return Array(held[..<place])
      }
    }
    defer { held = [] }
    return held
  }

  /// What was held back, once nothing more comes: the beginning of a longer stop may hide a shorter one.
  public mutating func finish() -> [UInt8] {
    defer { held = [] }
    let found = held.indices.first { place in
      texts.contains { held[place...].starts(with: $0) }
    }
    guard let found else { return held }
    isFound = true
    return Array(held[..<found])
  }
}
