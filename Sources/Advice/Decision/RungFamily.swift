/// What becomes of the model that is given: the first thing to decide, before the rung.
public enum RungFamily: String, CaseIterable, Sendable {
  /// It stays as it is; rungs 1 to 3.
  case asGiven
  /// Its weights move; rungs 4 and 5.
  case trainedFurther
  /// One begins at random weights instead; rungs 6 and 7.
  case fromScratch

  public init(_ option: AdviceOption) {
    self = !option.trains ? .asGiven : option.needsBase ? .trainedFurther : .fromScratch
  }

  /// As it stands in tables and charts.
  public var title: String {
    switch self {
    case .asGiven: "leave the gift as it is"
    case .trainedFurther: "train the gift further"
    case .fromScratch: "begin at random weights"
    }
  }

  public var rungs: [AdviceOption] { AdviceOption.allCases.filter { RungFamily($0) == self } }
}
