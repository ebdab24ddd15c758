import ExerciseKit
import Groundwork
import Notebook
import ScalingLaws

/// What a page may ask to be done.
struct Actions {
  let site: Site

  func perform(_ parts: [String], _ fields: Fields) async throws -> Answer {
    guard parts.first == "api" else { throw LivePageError.notFound(parts.joined(separator: "/")) }
    switch parts.dropFirst().joined(separator: "/") {
    case "run": return try run(fields)
    case "run/stop":
      site.supervisor.stop()
      return .json([:])
    case "run/go":
      site.supervisor.go()
      return .json([:])
    case "tokens":
      return .json(
        try await site.playground.tokens(
          fields.text("text"), tokenizer: fields.text("tokenizer")))
    case "next": return .json(try await site.playground.next(try question(fields)))
    case "attention":
      return .json(
        try await site.playground.attention(
          fields.text("text"), model: fields.optionalText("model"), layer: fields.integer("layer")))
    case "plan": return .json(try Planner.answer(try plan(fields)))
    case "runs": return try compare(fields)
    case let name where name.hasPrefix("exercise/"):
      return try await exercise(String(name.dropFirst("exercise/".count)), fields)
    default: throw LivePageError.notFound(parts.joined(separator: "/"))
    }
  }

  private func run(_ fields: Fields) throws -> Answer {
    let chapter = try fields.integer("chapter")
    guard site.library.chapters.contains(where: { $0.number == chapter }) else {
      throw LivePageError.notFound("chapter \(chapter)")
    }
    guard let tier = Tier(rawValue: try fields.text("tier")) else {
      throw LivePageError.badRequest("the tier is smoke, lesson or overnight")
    }
    try site.supervisor.start(
      .init(chapter: chapter, tier: tier, bySections: fields.flag("bySections")))
    return .json([:], status: 202)
  }

  private func question(_ fields: Fields) throws -> Playground.NextQuestion {
    var question = Playground.NextQuestion()
    question.text = try fields.text("text")
    question.model = fields.optionalText("model")
    question.temperature = fields.optionalNumber("temperature") ?? 1
    question.topK = fields.optionalInteger("topK")
    question.topP = fields.optionalNumber("topP")
    question.minP = fields.optionalNumber("minP")
    return question
  }

  private func plan(_ fields: Fields) throws -> Planner.Question {
    var question = Planner.Question()
    if let name = fields.optionalText("law") {
      guard let law = PublishedLaw(rawValue: name) else { throw LivePageError.notFound("the law") }
      question.law = law
    }
    if let name = fields.optionalText("accelerator") {
      guard let known = Accelerator.named(name) else {
        throw LivePageError.notFound("the accelerator")
      }
      question.accelerator = known
    }
    question.dollars = fields.optionalNumber("dollars") ?? question.dollars
    question.hourlyPrice = fields.optionalNumber("hourlyPrice") ?? question.hourlyPrice
    question.utilization = fields.optionalNumber("utilization") ?? question.utilization
    question.count = fields.optionalInteger("count") ?? question.count
    guard question.dollars > 0, question.hourlyPrice > 0, (0.01...1).contains(question.utilization),
      (1...1_000_000).contains(question.count)
    else { throw LivePageError.badRequest("a budget is of positive numbers") }
    return question
  }

  private func compare(_ fields: Fields) throws -> Answer {
    let comparison = site.runs.comparison(of: Array(fields.texts("runs").prefix(12)))
    guard !comparison.runs.isEmpty else { throw LivePageError.badRequest("choose a run") }
    var problem: String?
    var chart: (wide: String, narrow: String)?
    do { chart = try site.runs.chart(of: comparison) } catch {
      problem = "\(error)".withoutFolder(site.files.root)
    }
    let rows = (comparison.runs.count > 1 ? comparison.differing : []) + comparison.results
    return .json([
      "names": .array(comparison.names.map { .text($0) }),
      "rows": .array(
        rows.map { ["name": .text($0.name), "values": .array($0.values.map { .text($0) })] }),
      "common": .text(comparison.common.map { "\($0.name) \($0.value)" }.joined(separator: "; ")),
      "chart": .optional(chart?.wide), "narrowChart": .optional(chart?.narrow),
      "problem": .optional(problem),
      "hasOneTokenizer": .bool(comparison.hasOneTokenizer),
    ])
  }

  private func exercise(_ verb: String, _ fields: Fields) async throws -> Answer {
    if verb == "stop" {
      site.checks.stop()
      return .json([:])
    }
    let id = try fields.text("id")
    switch verb {
    case "save":
      let digest = try await site.desk.save(
        id, text: fields.text("text"), over: fields.text("digest"))
      return .json(["digest": .text(digest)])
    case "check":
      return .json(["number": .integer(try site.checks.start(id))], status: 202)
    case "hint":
      let hint = try await site.desk.hint(id)
      return .json([
        "text": .text(hint.text), "number": .integer(hint.number), "count": .integer(hint.count),
      ])
    case "reset":
      let reset = try await site.desk.reset(id)
      let sheet = try await site.desk.sheet(id)
      return .json([
        "backup": .optional(reset.backup), "text": .text(sheet.text),
        "digest": .text(sheet.digest),
      ])
    case "solution":
      let (text, explanation) = try await site.desk.solution(id, anyway: fields.flag("anyway"))
      return .json([
        "solution": .text(text), "why": .text(explanation.why),
        "difference": .optional(explanation.difference),
      ])
    default: throw LivePageError.notFound(verb)
    }
  }
}
