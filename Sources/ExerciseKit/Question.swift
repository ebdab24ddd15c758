import Synchronization

/// What an answer is asked, told before it is asked: where it traps, the last question says why.
///
///     learner: asking(Exercises02.causalWeights)
enum Question {
  /// Who is told; nobody outside of a check's own process.
  private static let listener = Mutex<(@Sendable ([String]) -> Void)?>(nil)

  /// Tells every question from now on, its inputs as texts.
  static func listen(_ tell: @escaping @Sendable ([String]) -> Void) {
    listener.withLock { $0 = tell }
  }

  /// What is asked and answered while somebody writes it down.
  private static let record = Mutex<[Asked]?>(nil)

  /// Tells a question, and has it answered.
  static func ask<Output>(_ inputs: [Any], _ answer: () throws -> Output) rethrows -> Output {
    if let tell = listener.withLock({ $0 }) { tell(inputs.map(shortened)) }
    let output = try answer()
    if record.withLock({ $0 != nil }) {
      let asked = Asked(
        inputs: inputs.map(Asked.numbers), answerCount: Asked.flattened(output).count)
      record.withLock { $0?.append(asked) }
    }
    return output
  }

  /// What is asked, and answered, while `body` runs; in order.
  static func recording<Value>(_ body: () throws -> Value) rethrows -> (
    value: Value, asked: [Asked]
  ) {
    record.withLock { $0 = [] }
    defer { record.withLock { $0 = nil } }
    let value = try body()
    return (value, record.withLock { $0 ?? [] })
  }

  /// An input in at most some sixty characters.
  static func shortened(_ input: Any) -> String {
    let text: String
    if let words = input as? [Any], words.count > 24 {
      text = "[" + words.prefix(8).map { "\($0)" }.joined(separator: ", ") + "…"
    } else {
      // An array says where its elements' types were declared; nobody needs that.
      text = "\(input)".replacing(#/\b(Tasks|Chapter|Exercises)\d\d\./#, with: "")
    }
    let most = 64
    guard text.count > most || text.hasSuffix("…") else { return text }
    let count = (input as? [Any]).map { " (\($0.count) elements)" } ?? ""
    return text.prefix(most - 1) + (text.prefix(most - 1).hasSuffix("…") ? "" : "…") + count
  }
}
