import Groundwork

/// What a form of law foretold of runs that it had not seen: a form is chosen by that, not by how well it
/// goes through the runs that it has seen.
public struct FormTest: Equatable, Sendable {
  public let form: LawForm
  public let holdOuts: [HoldOut]

  public init(form: LawForm, holdOuts: [HoldOut]) {
    self.form = form
    self.holdOuts = holdOuts
  }

  /// The mean of |ln predicted − ln measured|, each test counting alike; nil where nothing tested it.
  public var error: Double? { holdOuts.isEmpty ? nil : holdOuts.map(\.meanError).mean }

  /// Whether the errors are those of losses, which can be compared, and not those of sizes.
  public var isOfLosses: Bool { form.foretellsLosses }

  /// The forms that foretell losses, the best first; of two that are as good to a tenth, the one that
  /// `LawForm` lists first.
  public static func ranked(_ tests: [FormTest]) -> [FormTest] {
    var rest = tests.filter { $0.isOfLosses && $0.error != nil }
    var result: [FormTest] = []
    while let least = rest.compactMap(\.error).min() {
      let place = rest.firstIndex { ($0.error ?? .infinity) <= 1.1 * least } ?? 0
      result.append(rest.remove(at: place))
    }
    return result
  }
}

extension LawForm {
  /// Whether it says what a run will lose, and not only which size is best.
  public var foretellsLosses: Bool { self != .isoflop && self != .envelope }
}

extension FormTest {
  var json: JSONValue {
    ["form": .text(form.rawValue), "holdOut": .array(holdOuts.map(\.json))]
  }

  init(json: JSONValue) throws(ScalingError) {
    guard let object = json.object,
      let name = try FittedLaw.member(object, "form", "a string", \.text)
    else { throw .impossible("forms holds something else than an object with a form") }
    guard let form = LawForm(rawValue: name) else {
      throw .impossible("forms has a form \"\(name.prefix(40))\", which is none")
    }
    var holdOuts: [HoldOut] = []
    for value in try FittedLaw.member(object, "holdOut", "a list", \.array) ?? [] {
      holdOuts.append(try HoldOut(json: value))
    }
    self.init(form: form, holdOuts: holdOuts)
  }
}

extension LawFitter {
  /// The same tests for every form that a table supports.
  public static func formTests(_ table: RunTable, threads: Int? = nil) -> [FormTest] {
    LawForm.allCases.filter { table.lack(for: $0) == nil }.map { form in
      FormTest(form: form, holdOuts: fitter(form, threads: threads).holdOuts(table))
    }
  }

  /// A fitter that knows the table alone: it takes no constants from elsewhere.
  private static func fitter(_ form: LawForm, threads: Int?) -> LawFitter {
    var fitter = LawFitter(form)
    fitter.base = .fitted
    fitter.threads = threads
    return fitter
  }

  /// Fits the form that foretells a table's held-out runs best. Where that fit is none to plan with, and
  /// another one's is, it is the other; without any test it is Chinchilla's.
  ///
  /// - Throws: `ScalingError`.
  public static func fitBest(
    _ table: RunTable, resamples: Int = 1_000, seed: UInt64 = 1, holdOutsAbove: [Double] = [],
    threads: Int? = nil
  ) throws(ScalingError) -> FittedLaw {
    let tests = formTests(table, threads: threads)
    var first: FittedLaw?
    for test in FormTest.ranked(tests) where test.form.sizesBudgets {
      guard
        let law = try? fitter(test.form, threads: threads).fit(
          table, resamples: resamples, seed: seed, holdOutsAbove: holdOutsAbove, formTests: tests)
      else { continue }
      if law.objections.isEmpty { return law }
      if first == nil { first = law }
    }
    if let first { return first }
    return try fitter(.chinchilla, threads: threads).fit(
      table, resamples: resamples, seed: seed, holdOutsAbove: holdOutsAbove, formTests: tests)
  }
}

extension LawForm {
  /// Whether a budget has a best size by it.
  var sizesBudgets: Bool { self != .continuedPretraining }
}
