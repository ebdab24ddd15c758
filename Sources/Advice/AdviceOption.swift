/// What one can do for a field of one's own: the rungs of a ladder, from the cheapest on.
public enum AdviceOption: String, CaseIterable, Codable, Hashable, Sendable {
  /// A general model as it is.
  case asIs = "as-is"
  /// With the field's text in the window.
  case prompted
  /// With the passages in the window that a search finds for what is asked.
  case retrieved
  /// With low-rank updates (LoRA) that are trained on the field's text.
  case adapted = "adapter"
  /// Trained further on the field's text, with some general text replayed.
  case continued
  /// A new model of general text and the field's together.
  case mixture
  /// A new model of the field's text alone.
  case ownText = "own-text"

  /// As it stands in tables and charts.
  public var title: String {
    switch self {
    case .asIs: "use as it is"
    case .prompted: "prompt with field text"
    case .retrieved: "retrieve passages"
    case .adapted: "train an adapter"
    case .continued: "continue pretraining"
    case .mixture: "mixture from scratch"
    case .ownText: "own text from scratch"
    }
  }

  /// Whether it begins with a model that exists.
  public var needsBase: Bool { self != .mixture && self != .ownText }
  /// Whether anything is trained.
  public var trains: Bool { self != .asIs && self != .prompted && self != .retrieved }
  /// Its place on the ladder, from 1 on.
  public var rung: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// What a figure rests on.
public enum EvidenceKind: String, Codable, Hashable, Sendable {
  /// Run here, on this text.
  case measured
  /// By a curve through runs made here, which foretold its own last runs.
  case extrapolated
  /// By a law that others published.
  case published
  /// Nobody's measurement.
  case assumed
  /// Neither measured nor foretold.
  case notKnown = "not known"
}
