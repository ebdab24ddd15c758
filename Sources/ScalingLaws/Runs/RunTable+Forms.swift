import Groundwork

extension RunTable {
  /// What a table lacks for a form of law to be fitted to it, a sentence's end such as "only 2 sizes";
  /// nil where it lacks nothing.
  public func lack(for form: LawForm) -> String? {
    let seen = seen.runs
    func distinct(_ value: (TrainingRun) -> Double) -> Int { Set(seen.map(value)).count }
    func few(_ least: Int, _ count: Int, _ noun: String, _ many: String? = nil) -> String? {
      count < least ? "\(Plural.count(count, noun, many)), and it takes at least \(least)" : nil
    }
    let constants = few(form.constantNames.count, seen.count, "run")
    switch form {
    case .chinchilla, .kaplan:
      return constants ?? few(3, distinct(\.parameters), "size")
        ?? few(3, distinct(\.tokens), "number of tokens", "numbers of tokens")
    case .isoflop:
      do {
        _ = try IsoFLOPFit.fit(seen)
        return nil
      } catch {
        return error.description
      }
    case .envelope:
      return distinct(\.parameters) >= 3 && Set(seen.map(\.name)).count < seen.count
        ? nil : "no losses along the training of each run"
    case .dataConstrained:
      guard seen.allSatisfy({ $0.uniqueTokens != nil }) else {
        return "no numbers of unique tokens"
      }
      return few(
        4, seen.count { ($0.uniqueTokens ?? 0) * 1.01 < $0.tokens },
        "run that reads a text more than once", "runs that read a text more than once")
        ?? few(2 * form.constantNames.count, seen.count, "run")
    case .continuedPretraining:
      guard seen.allSatisfy({ $0.share != nil }) else {
        return "no shares of a domain in what was read"
      }
      return few(3, distinct { $0.share ?? 0 }, "share of a domain", "shares of a domain")
        ?? constants
    }
  }
}
