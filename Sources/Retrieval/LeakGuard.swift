import Groundwork

/// Which passages of an index may stand beside questions about a held-out document.
///
/// `PassageIndex.leakGuard(for:rule:)` makes one for each held-out document; it serves all
/// questions about it.
public struct LeakGuard: Sendable {
  /// The name of the held-out document.
  public let heldOut: String
  public let rule: LeakRule
  /// How much of the index is left out, and why.
  public let excluded: ExclusionCounts
  let index: PassageIndex
  let isExcluded: [Bool]

  /// Whether a passage of the index, by its number, may be shown.
  public func allows(_ number: Int) -> Bool { !isExcluded[number] }
}

/// How many passages of an index a held-out document takes away: each counts once, for the first
/// reason that holds.
public struct ExclusionCounts: Hashable, Sendable, CustomStringConvertible {
  /// Passages of documents with the held-out document's name.
  public internal(set) var sameDocument = 0
  /// Passages of documents that are nearly the same text, under other names.
  public internal(set) var nearCopies = 0
  /// The documents that these belong to.
  public internal(set) var nearCopyDocuments = 0
  /// Passages whose word 5-grams the held-out document has, in large part.
  public internal(set) var containedPassages = 0
  /// Passages that share a long run of words with it.
  public internal(set) var longRuns = 0
  /// All passages of the index.
  public internal(set) var passageTotal = 0

  /// The passages that are left out.
  public var passages: Int { sameDocument + nearCopies + containedPassages + longRuns }

  /// "7 of 90 passages left out: 3 of the document itself, 2 of 1 near copy, 1 contained in it, 1
  /// with a long run of its words".
  public var description: String {
    let copies = Plural.count(nearCopyDocuments, "near copy", "near copies")
    return "\(passages) of \(Plural.count(passageTotal, "passage")) left out: "
      + "\(sameDocument) of the document itself, \(nearCopies) of \(copies), "
      + "\(containedPassages) contained in it, \(longRuns) with a long run of its words"
  }
}
