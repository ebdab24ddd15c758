import Groundwork

/// Shares of a corpus for training, validation and test.
public struct DocumentSplit: Sendable, Equatable {
  /// Shares of the bytes, each in [0, 1); training gets the rest.
  public var validation: Double
  public var test: Double
  public var seed: UInt64

  public init(validation: Double = 0.1, test: Double = 0, seed: UInt64 = 1) {
    self.validation = validation
    self.test = test
    self.seed = seed
  }

  /// A part of a text, in the order in which `assign` numbers them.
  public enum Part: String, Sendable, CaseIterable {
    case training, validation, test

    /// The file of a cleaned folder that holds it.
    var fileName: String { "\(rawValue).txt" }
  }

  /// The parts' names, in their order.
  public static let names = Part.allCases.map(\.rawValue)

  /// What to say of a part that is a single document, though there were many to choose from.
  public static func notice(part: String, documents: Int, of total: Int) -> TextNotice? {
    guard documents == 1, total >= SplitRule.fewestDocuments else { return nil }
    return TextNotice(
      "the \(part) part is one document of \(total): a loss on it says little about other text; "
        + "a larger share takes more")
  }

  /// Says for each document which part it belongs to; whole groups go to one part.
  ///
  /// The groups are drawn in an order that the seed and their first documents' bytes decide, so that
  /// neither the order nor the names of files matter. A part takes groups until it has its bytes; one
  /// that holds something already passes over a group more than twice as large as what it lacks.
  /// Training keeps at least one group.
  ///
  /// - Parameters:
  ///   - groups: for each document, the number of its group.
  ///   - keys: for each document, a digest of its bytes.
  public func assign(groups: [Int], sizes: [Int], keys: [UInt64]) -> [Int] {
    var bytes: [Int: Int] = [:]
    var leaders: [Int: UInt64] = [:]
    for (index, group) in groups.enumerated() {
      bytes[group, default: 0] += sizes[index]
      leaders[group] = min(leaders[group] ?? .max, keys[index])
    }
    var stream = RandomStream(seed: seed).fork("split")
    let salt = stream.next()
    let order = leaders.map { (key: TextHash.mixed($0.value ^ salt), group: $0.key) }
      .sorted { ($0.key, $0.group) < ($1.key, $1.group) }.map(\.group)
    let total = Double(sizes.reduce(0, +))
    var part: [Int: Int] = [:]
    for (number, share) in [(1, validation), (2, test)] where share > 0 {
      let wanted = max(1, Int(total * share))
      var taken = 0
      for group in order where part[group] == nil && taken < wanted {
        guard part.count + 1 < order.count else { break }
        let size = bytes[group] ?? 0
        if taken > 0 && size > 2 * (wanted - taken) { continue }
        part[group] = number
        taken += size
      }
    }
    return groups.map { part[$0] ?? 0 }
  }

  /// Where each part lies in a text that is cut at its end (`SplitRule.atTheEnd`): training first, then
  /// validation, then test.
  ///
  /// - Parameter count: the text's length, in whatever unit.
  public func stretches(of count: Int) -> [Range<Int>] {
    let test = Int((Double(count) * self.test).rounded())
    let validation = Int((Double(count) * self.validation).rounded())
    let borders = [0, count - test - validation, count - test, count]
    return zip(borders, borders.dropFirst()).map { $0..<$1 }
  }
}
