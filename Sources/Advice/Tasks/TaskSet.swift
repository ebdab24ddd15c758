import Corpora
import Groundwork
import Inference

/// Questions that a model is asked, each with choices and one that is right, or with a short answer.
///
/// A file has one JSON object a line:
///
///     {"question": "A mortgage is discharged when it is", "choices": [" paid", " signed"], "answer": 0}
///     {"question": "The party that lends is the", "answer": " lender"}
///
/// `prompt` may stand for `question`. `answer` is the index of the right choice, or its text.
public struct TaskSet: Sendable, Equatable {
  public struct Question: Sendable, Hashable {
    public var prompt: String
    /// With a short answer, that alone.
    public var choices: [String]
    public var answer: Int
    /// Of a question that was made of a held-out document: the document's number among them.
    public var document: Int?

    public init(prompt: String, choices: [String], answer: Int, document: Int? = nil) {
      (self.prompt, self.choices, self.answer) = (prompt, choices, answer)
      self.document = document
    }
  }

  public var questions: [Question]
  /// Whether they were made of the field's own text.
  public var isMade: Bool
  /// Of more, the first so many are asked.
  public static let limit = 200

  public static let empty = TaskSet([], isMade: false)

  public init(_ questions: [Question], isMade: Bool) {
    (self.questions, self.isMade) = (questions, isMade)
  }

  /// By which a set is told from others.
  public var fingerprint: String {
    Checksum.sha256(
      questions.map { "\($0.prompt)\u{0}\($0.choices.joined(separator: "\u{1}"))\u{0}\($0.answer)" }
        .joined(separator: "\n"))
  }

  /// - Throws: `AdviceError.badTask` with its line; `FileError`.
  public static func read(_ path: String) throws -> TaskSet {
    let bytes = try AtomicFile.read(path, limit: .document)
    var questions: [Question] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      questions.append(try question(Array(line), path: path, line: index + 1))
    }
    guard !questions.isEmpty else {
      throw AdviceError.badTask(path: path, line: 1, problem: "there is no question in the file")
    }
    return TaskSet(Array(questions.prefix(limit)), isMade: false)
  }

  private static func question(
    _ line: [UInt8], path: String, line number: Int
  ) throws(AdviceError) -> Question {
    func bad(_ problem: String) -> AdviceError {
      .badTask(path: path, line: number, problem: problem)
    }
    guard let object = (try? StrictJSON.parse(line))?.object else {
      throw bad("is no JSON object, as {\"question\": …, \"choices\": […], \"answer\": 0} is")
    }
    guard let prompt = (object["question"] ?? object["prompt"])?.text, !prompt.isEmpty else {
      throw bad("has no \"question\"")
    }
    guard let answer = object["answer"] else { throw bad("has no \"answer\"") }
    guard let listed = object["choices"] else {
      guard let text = answer.text, !text.isEmpty else {
        throw bad("has no \"choices\", and its \"answer\" is no text")
      }
      return Question(prompt: prompt, choices: [text], answer: 0)
    }
    guard let choices = listed.array?.compactMap(\.text), choices.count == listed.array?.count,
      choices.count >= 2, choices.allSatisfy({ !$0.isEmpty })
    else { throw bad("its \"choices\" are not two texts or more") }
    guard Set(choices).count == choices.count else {
      throw bad("two of its \"choices\" are the same")
    }
    guard let place = answer.integer ?? answer.text.flatMap({ choices.firstIndex(of: $0) }),
      choices.indices.contains(place)
    else { throw bad("its \"answer\" is none of the \"choices\"") }
    return Question(prompt: prompt, choices: choices, answer: place)
  }

  /// Choices in all, each of which is read after its question.
  var choiceCount: Int { questions.reduce(0) { $0 + $1.choices.count } }

  /// How a model answers; nil without questions.
  ///
  /// - Parameter context: texts to put before a choice, in this order; by default the question alone.
  func score(
    _ scorer: SegmentScorer,
    context: (Question) throws -> [[UInt8]] = { [Array($0.prompt.utf8)] }
  ) throws -> TaskScore? {
    guard !questions.isEmpty else { return nil }
    let neutral = Array("Answer:".utf8)
    let contexts = try questions.map(context)
    var asked: [Segment] = []
    for (number, question) in questions.enumerated() {
      for choice in question.choices {
        let text = Array(choice.utf8)
        asked.append(Segment(document: number, before: Array(question.prompt.utf8), scored: text))
        asked.append(Segment(document: number, before: neutral, scored: text))
      }
    }
    let losses = try scorer.losses(asked) {
      $0.before == neutral ? [neutral] : contexts[$0.document]
    }
    var score = TaskScore(
      asked: 0, plain: 0, perToken: 0, calibrated: 0, chance: 0, answers: SegmentScores([]))
    var (place, pieces, chances) = (0, [SegmentScores.Piece](), 0.0)
    for (number, question) in questions.enumerated() {
      let scores = question.choices.indices.map { index -> Evaluator.ChoiceScore in
        let (own, plain) = (losses[place + 2 * index], losses[place + 2 * index + 1])
        return Evaluator.ChoiceScore(
          logProbability: -own.reduce(0, +), tokenCount: max(1, own.count),
          neutralLogProbability: -plain.reduce(0, +))
      }
      place += 2 * question.choices.count
      pieces.append(
        .init(
          document: number, nats: -scores[question.answer].logProbability,
          byteCount: question.choices[question.answer].utf8.count))
      guard question.choices.count > 1 else { continue }
      score.asked += 1
      chances += 1 / Double(question.choices.count)
      if Evaluator.ChoiceMeasure.plain.best(of: scores) == question.answer { score.plain += 1 }
      if Evaluator.ChoiceMeasure.perToken.best(of: scores) == question.answer {
        score.perToken += 1
      }
      if Evaluator.ChoiceMeasure.calibrated.best(of: scores) == question.answer {
        score.calibrated += 1
      }
    }
    score.chance = chances / Double(max(1, score.asked))
    score.answers = SegmentScores(pieces)
    return score
  }
}
