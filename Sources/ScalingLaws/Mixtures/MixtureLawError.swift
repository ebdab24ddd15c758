import Groundwork

/// What can go wrong between runs on mixtures and the best mixture.
public enum MixtureLawError: UserFacingError, Equatable {
  /// A table that cannot be read, with its line and column.
  case badTable(CSVError)
  /// A law needs more different mixtures than were tried.
  case tooFewMixtures(count: Int, needed: Int, constants: Int, form: MixtureForm)
  /// Runs of models of several sizes: a law is of one.
  case severalSizes([Double])
  /// No run is of the size that was asked for.
  case noSuchSize(Double, known: [Double])
  /// No step, or not the one that was asked for, at which every run was measured.
  case noCommonStep(String)
  /// Names of mixtures list shares without saying of what.
  case unnamedDomains(shares: Int, texts: [String])
  /// Shares that always move together, or hardly move: what each of these domains does cannot be told.
  case inseparable([String])
  /// A name that is none of the table's.
  case unknownName(String, kind: String, known: [String])
  /// Limits or weights that nothing satisfies.
  case impossible(String)

  public var description: String {
    func list(_ names: [String]) -> String {
      let shown = names.prefix(12).map { TerminalText.oneLine($0) }
      return shown.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    }
    func size(_ value: Double) -> String { SignificantDigits.text(value, 4) }
    switch self {
    case .badTable(let error): return error.description
    case .tooFewMixtures(let count, let needed, let constants, let form):
      return
        "\(Plural.count(count, "different mixture")) \(Plural.of(count, "is", "are")) too few: "
        + "the \(form.rawValue) law has \(Plural.count(constants, "constant")) a text, and it takes "
        + "\(needed) mixtures for one to test it"
    case .severalSizes(let sizes):
      return "the runs have \(sizes.map(size).joined(separator: ", ")) parameters: "
        + "a law of mixtures is of one size"
    case .noSuchSize(let wanted, let known):
      return "no run has \(size(wanted)) parameters; there "
        + (known.isEmpty
          ? "are no sizes in the table" : "is \(known.map(size).joined(separator: ", "))")
    case .noCommonStep(let problem): return problem
    case .unnamedDomains(let shares, let texts):
      return "the names of the mixtures list \(shares) shares, and the losses on \(list(texts)) do "
        + "not say of which domains"
    case .inseparable(let names):
      return "what \(list(names)) do cannot be told apart: their shares move together in these runs"
    case .unknownName(let name, let kind, let known):
      return "there is no \(kind) \"\(TerminalText.oneLine(name))\"; there is \(list(known))"
    case .impossible(let problem): return problem
    }
  }
}
