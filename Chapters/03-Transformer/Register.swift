import WorkbookCore

/// The entries of a made-up town's register, drawn from a few rules: who did what to which thing,
/// where and when; and the same as a record in another order and another spelling.
nonisolated struct Register: Sendable {
  struct Entry: Sendable {
    /// `baker signed the late writ in york on 3. march 2021 .`
    let words: [Int32]
    /// `2021 m3 d3 late writ baker`.
    let record: [Int32]
    /// What the person is: 0 a lawyer, 1 a doctor, 2 a banker.
    let role: Int
  }

  static let (padding, end, start, mask, arrow): (Int32, Int32, Int32, Int32, Int32) = (
    0, 1, 2, 3, 8
  )
  static let sentinels: [Int32] = [4, 5, 6, 7]
  /// The answers to "what is this person?".
  static let roles: [Int32] = [9, 10, 11]
  static let firstWord: Int32 = 12

  /// Every word, by its id.
  let words: [String]
  private let ids: [String: Int32]

  private static let doings = [
    [("signed", "writ"), ("heard", "appeal"), ("drafted", "contract"), ("read", "verdict")],
    [("stitched", "wound"), ("set", "fracture"), ("injected", "vaccine"), ("treated", "fever")],
    [("cashed", "cheque"), ("granted", "loan"), ("sold", "bond"), ("froze", "account")],
  ]
  private static let people = [
    "adams", "baker", "clark", "davis", "evans", "frank", "green", "hall", "irwin", "jones",
    "kelly", "lewis",
  ]
  private static let kinds = ["late", "first", "second", "small", "large", "final"]
  private static let places = ["york", "leeds", "bath", "dover", "ely", "derby"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let days = (1...28).map { "\($0)." }
  private static let years = (2015...2022).map(String.init)

  init() {
    var words = ["·", "<end>", "<start>", "▒", "<0>", "<1>", "<2>", "<3>", "=>"]
    words += ["lawyer", "doctor", "banker", "the", "in", "on", "."]
    words += Self.people + Self.kinds + Self.places + Self.months + Self.days + Self.years
    words += Self.doings.joined().flatMap { [$0.0, $0.1] }
    words += (1...12).map { "m\($0)" } + (1...28).map { "d\($0)" }
    self.words = words
    ids = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Int32($0)) })
  }

  /// The ids of words that are in the list.
  func ids(of text: [String]) -> [Int32] { text.compactMap { ids[$0] } }

  func text(_ ids: some Sequence<Int32>) -> String {
    ids.map { words[Int($0)] }.joined(separator: " ")
  }

  /// The full stop, which ends an entry.
  var stop: Int32 { ids["."] ?? Self.end }

  /// Every verb, once.
  var verbs: [Int32] { ids(of: Self.doings.joined().map(\.0)) }

  /// The next entry; a role, a thing, a person, a place and a date are equally likely.
  func entry(using stream: inout RandomStream) -> Entry {
    func any(_ list: [String]) -> String { list[stream.index(below: list.count)] }
    let role = stream.index(below: 3)
    let (verb, thing) = Self.doings[role][stream.index(below: 4)]
    let (person, place) = (any(Self.people), any(Self.places))
    let kinds = (0..<stream.index(below: 3)).map { _ in any(Self.kinds) }
    let (day, month) = (stream.index(below: 28), stream.index(below: 12))
    let year = any(Self.years)
    return Entry(
      words: ids(
        of: [person, verb, "the"] + kinds + [thing, "in", place, "on", Self.days[day]]
          + [Self.months[month], year, "."]),
      record: ids(of: [year, "m\(month + 1)", "d\(day + 1)"] + kinds + [thing, person]), role: role)
  }

  /// Whether a text could be an entry.
  func isEntry(_ ids: [Int32]) -> Bool {
    let text = ids.map { words[Int($0)] }
    guard (11...13).contains(text.count), text[2] == "the" else { return false }
    let rest = Array(text[(text.count - 8)...])
    let doing = Self.doings.joined().contains { $0.0 == text[1] && $0.1 == rest[0] }
    return doing && Self.people.contains(text[0])
      && text[3..<(text.count - 8)].allSatisfy(Self.kinds.contains) && rest[1] == "in"
      && Self.places.contains(rest[2]) && rest[3] == "on" && Self.days.contains(rest[4])
      && Self.months.contains(rest[5]) && Self.years.contains(rest[6]) && rest[7] == "."
  }
}

/// Entries a step.
nonisolated let batchOfEntries = 32

/// Lays one example into a row of a network; says how many answers it asks for.
typealias Lesson<Network> = @Sendable (Network, _ row: Int, inout RandomStream) -> Int

private nonisolated func settings(_ steps: Int, _ rate: Double) -> TrainingConfiguration {
  TrainingConfiguration(
    batch: batchOfEntries, contextLength: 24, steps: steps, learningRate: rate,
    warmupSteps: max(1, steps / 10), replicas: 2)
}

private func run<Network: LossNetwork>(
  _ trainer: NetworkTrainer<Network>, _ lesson: @escaping Lesson<Network>
) throws {
  for _ in 0..<trainer.configuration.steps {
    try trainer.trainStep { network, step, sequences in
      sequences.enumerated().reduce(0) { answers, item in
        var stream = RandomStream(seed: 5, stream: UInt64(step * batchOfEntries + item.element))
        return answers + lesson(network, item.offset, &stream)
      }
    }
  }
}

/// Trains a network of one stack.
func teach(
  _ parameters: Encoder<Float>.Parameters, time: Int, steps: Int, rate: Double = 3e-3,
  _ lesson: @escaping Lesson<Encoder<Float>>
) throws {
  try run(
    NetworkTrainer(parameters, settings(steps, rate)) {
      try Encoder(parameters, batch: $0, time: time, gradients: $1)
    }, lesson)
}

/// Trains a network of two stacks.
func teach(
  _ parameters: EncoderDecoder<Float>.Parameters, sourceTime: Int, targetTime: Int, steps: Int,
  rate: Double = 3e-3, _ lesson: @escaping Lesson<EncoderDecoder<Float>>
) throws {
  try run(
    NetworkTrainer(parameters, settings(steps, rate)) {
      try EncoderDecoder(
        parameters, batch: $0, sourceTime: sourceTime, targetTime: targetTime, gradients: $1)
    }, lesson)
}
