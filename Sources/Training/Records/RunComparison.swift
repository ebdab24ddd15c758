import Groundwork

/// Several runs side by side: what differs between them first, then what they gave.
public struct RunComparison: Sendable {
  /// An entry of each run, in their order; "–" where it is not known.
  public struct Row: Equatable, Sendable {
    public let name: String
    public let values: [String]

    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  public let runs: [RunRecord]
  /// The runs' folders, without what all their paths begin with.
  public let names: [String]

  public init(_ runs: [RunRecord]) {
    self.runs = runs
    names = Self.shortened(runs.map(\.folder))
  }

  private var settings: [Row] {
    var order: [String] = []
    for entry in runs.flatMap(\.settings) where !order.contains(entry.name) {
      order.append(entry.name)
    }
    return order.map(row)
  }

  private func row(_ name: String) -> Row { Row(name: name, values: runs.map { $0[name] ?? "–" }) }

  /// The settings that are not the same in all runs.
  ///
  /// The command is left out: what differs in it is told by the rest, and where it is written says nothing.
  public var differing: [Row] {
    settings.filter { Set($0.values).count > 1 && $0.name != "command" }
  }

  /// The settings that are the same in all runs.
  public var common: [(name: String, value: String)] {
    settings.filter { Set($0.values).count == 1 && $0.name != "command" }
      .map { ($0.name, $0.values[0]) }
  }

  /// State, losses and times.
  public var results: [Row] {
    let names = ["training loss", "held-out loss", "bits a byte", "tokens seen", "time"]
    return [Row(name: "state", values: runs.map { "\($0.state)" })] + names.map(row)
  }

  /// Whether losses in nats a token can be set side by side: they are of one tokenizer.
  public var hasOneTokenizer: Bool { Set(runs.map { $0["tokenizer"] ?? "" }).count == 1 }

  /// Paths without the folders that all of them begin with.
  static func shortened(_ paths: [String]) -> [String] {
    // Without the ways up: the names become folders of an export.
    let parts = paths.map { path in
      path.split(separator: "/").map(String.init).filter { ![".", ".."].contains($0) }
    }
    let shortest = parts.map(\.count).min() ?? 0
    var shared = 0
    while shared + 1 < shortest, Set(parts.map { $0[shared] }).count == 1 { shared += 1 }
    var known: Set<String> = []
    return parts.enumerated().map { place, parts in
      let name = parts.isEmpty ? "run" : parts.dropFirst(shared).joined(separator: "/")
      return known.insert(name).inserted ? name : "\(name)-\(place + 1)"
    }
  }
}
