import Advice
import Corpora
import Foundation
import Models
import TestSupport
import XCTest

/// Everything together, on worlds and with a tiny model.
final class AdviceRunnerTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "advice-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func runner(
    ticks: Double, base: Bool = true, settings: AdviceSettings = SmallProject.settings,
    fieldSeed: UInt64 = 3
  ) throws -> AdviceRunner {
    let field = try SmallProject.text(.law, side: "field", bytes: 90_000, seed: fieldSeed)
    let general = try SmallProject.text(.general, side: "general", bytes: 90_000)
    let model = "\(folder)/base"
    if base, !FileManager.default.fileExists(atPath: model) {
      try SmallProject.writeBase(to: model, text: general)
    }
    let bases = base ? [try AdviceBase(DirectoryModel(path: model))] : []
    let tasks = TaskSet.cloze(field: field, general: general, count: 12, seed: 1)
    return try AdviceRunner(
      field: field, general: general, bases: bases, tasks: tasks, settings: settings,
      folder: "\(folder)/out", clock: SmallProject.clock(ticks: ticks), replicas: 2)
  }

  func testEveryOptionIsRunAndTheReportIsWritten() throws {
    let runner = try runner(ticks: 60)
    try runner.run()
    let options = Set(runner.ledger.runs.map(\.option))
    XCTAssertEqual(options, Set(AdviceOption.allCases), "\(runner.leftOut) \(runner.notices)")
    let advice = runner.advice(costs: AdviceCosts())
    XCTAssertEqual(advice.options.map(\.option), AdviceOption.allCases)
    XCTAssertNotNil(advice.recommended)
    XCTAssertEqual(advice.unasked, [])
    // Whatever has a model answers questions, also with passages before them.
    for option in AdviceOption.allCases {
      let answers = runner.ledger.runs.filter { $0.option == option }.compactMap(\.tasks)
      XCTAssertFalse(answers.isEmpty, option.title)
      XCTAssertTrue(answers.allSatisfy { $0.asked == runner.tasks.questions.count }, option.title)
    }
    let retrieved = runner.ledger.runs.filter { $0.option == .retrieved && $0.tasks != nil }
    let asked = try XCTUnwrap(runner.ledger.runs.first { $0.option == .asIs }?.tasks)
    XCTAssertEqual(retrieved.count, 1)
    XCTAssertNotEqual(retrieved[0].tasks?.answers, asked.answers)
    // A world's field is easy, and the base has never seen it: training must beat leaving it alone.
    let asIs = try XCTUnwrap(advice[.asIs]?.run?.field.bitsPerByte)
    let continued = try XCTUnwrap(
      runner.ledger.runs.filter { $0.option == .continued && !$0.isControl }
        .map(\.field.bitsPerByte).min())
    XCTAssertLessThan(continued, asIs)
    // Passages in the window of what was trained, beside the same model without.
    let together = runner.ledger.runs.filter { $0.window != nil }
    XCTAssertFalse(together.isEmpty)
    for run in together {
      let alone = try XCTUnwrap(
        runner.ledger.runs.first { $0.window == nil && run.name.hasPrefix("\($0.name) with ") })
      XCTAssertEqual([alone.tokens, alone.compute], [run.tokens, run.compute])
      XCTAssertEqual(alone.general, run.general)
      XCTAssertEqual(alone.field.pieces.map(\.byteCount), run.field.pieces.map(\.byteCount))
      XCTAssertNotEqual(alone.field, run.field)
      XCTAssertGreaterThan(run.readPerToken, 1)
    }
    XCTAssertEqual(Set(advice.combinations.map(\.choice)), Set(together.map(\.choice)))
    let report = AdviceReport(runner, advice: advice)
    try report.write(to: "\(folder)/out")
    let words = try String(contentsOfFile: "\(folder)/out/report.md", encoding: .utf8)
    for choice in advice.combinations.map(\.choice) {
      XCTAssertTrue(words.contains("| \(choice.rungs) \(choice.title) |"), choice.title)
    }
    for file in ["report.md", "report.html", "report.json", "runs.csv", "measurements.json"] {
      XCTAssertTrue(FileManager.default.fileExists(atPath: "\(folder)/out/\(file)"), file)
    }
    let page = try String(contentsOfFile: "\(folder)/out/report.html", encoding: .utf8)
    XCTAssertFalse(page.contains("http://") && page.contains("<script"), "needs no network")
    XCTAssertTrue(page.contains("data:image/svg+xml;base64,"))
  }

  func testAnotherCallGoesOnAndRepeatsNothing() throws {
    let first = try runner(ticks: 12)
    try first.run()
    let made = first.ledger.runs
    XCTAssertFalse(made.isEmpty)
    let second = try runner(ticks: 30)
    try second.run()
    let after = second.ledger.runs
    XCTAssertGreaterThan(after.count, made.count)
    XCTAssertEqual(Array(after.prefix(made.count)), made, "what was measured stays as it was")
    XCTAssertEqual(Set(after.map(\.name)).count, after.count)
    // With nothing left of its time a call adds nothing.
    let third = try runner(ticks: 0.1)
    try third.run()
    XCTAssertEqual(third.ledger.runs, after)
  }

  /// The second best of several models is trained as long as the best one; where it then is better by the
  /// margin, it is gone on with.
  func testTheSecondBaseIsTrainedToo() throws {
    let field = try SmallProject.text(.law, side: "field", bytes: 90_000)
    let general = try SmallProject.text(.general, side: "general", bytes: 90_000)
    let steps = ["good": 30, "fair": 10, "poor": 2]
    for (name, count) in steps {
      try SmallProject.writeBase(to: "\(folder)/\(name)", text: general, steps: count)
    }
    func runner(ticks: Double) throws -> AdviceRunner {
      try AdviceRunner(
        field: field, general: general,
        bases: try ["poor", "good", "fair"].map {
          try AdviceBase(DirectoryModel(path: "\(folder)/\($0)"))
        }, tasks: .empty, settings: SmallProject.settings, folder: "\(folder)/out",
        clock: SmallProject.clock(ticks: ticks), replicas: 2)
    }
    let first = try runner(ticks: 90)
    try first.run()
    let trained = Dictionary(
      grouping: first.ledger.runs.filter { $0.option == .continued && !$0.isControl },
      by: { $0.base ?? "" })
    XCTAssertGreaterThanOrEqual(trained["good"]?.count ?? 0, 4, "\(first.leftOut)")
    XCTAssertGreaterThanOrEqual(trained["fair"]?.count ?? 0, 1)
    XCTAssertNil(trained["poor"])
    let advice = first.advice(costs: AdviceCosts())
    XCTAssertEqual(advice.base, "good")
    try AdviceReport(first, advice: advice).write(to: "\(folder)/out")
    let page = try String(contentsOfFile: "\(folder)/out/report.md", encoding: .utf8)
    XCTAssertTrue(page.contains("Not trained: poor"), page)
    // The same runs, but for the good one's training, which did harm.
    let path = "\(folder)/out/measurements.json"
    var object = try XCTUnwrap(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
        as? [String: Any])
    var runs = try XCTUnwrap(object["runs"] as? [[String: Any]])
    for index in runs.indices
    where runs[index]["base"] as? String == "good"
      && runs[index]["option"] as? String == "continued"
    {
      var field = runs[index]["field"] as? [String: Any] ?? [:]
      field["pieces"] = (field["pieces"] as? [[String: Any]] ?? []).map { piece in
        piece.merging(["nats": 3 * (piece["nats"] as? Double ?? 0)]) { $1 }
      }
      runs[index]["field"] = field
    }
    object["runs"] = runs
    try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: path))
    XCTAssertEqual(try runner(ticks: 0.1).advice(costs: AdviceCosts()).base, "fair")
    // Runs are told apart by the name of a base.
    let twice = try ["\(folder)/good", "\(folder)/good"].map {
      try AdviceBase(DirectoryModel(path: $0))
    }
    assertThrows(
      try AdviceRunner(
        field: field, general: general, bases: twice, tasks: .empty,
        settings: SmallProject.settings, folder: "\(folder)/other",
        clock: SmallProject.clock(ticks: 5), replicas: 1),
      AdviceError.self, "two models are called good")
  }

  func testOtherTextOrSettingsAreAnotherProject() throws {
    let first = try runner(ticks: 8, base: false)
    try first.run()
    assertThrows(
      try runner(ticks: 8, base: false, fieldSeed: 4), AdviceError.self, "another field text")
    var settings = SmallProject.settings
    settings.adapterRank = 4
    assertThrows(
      try runner(ticks: 8, base: false, settings: settings), AdviceError.self, "other settings")
    let path = "\(folder)/out/measurements.json"
    try Data("{\"version\":1".utf8).write(to: URL(fileURLWithPath: path))
    assertThrows(try runner(ticks: 8, base: false), AdviceError.self, path, "damaged")
  }

  func testWithoutABaseOnlyNewModelsAreMeasured() throws {
    let runner = try runner(ticks: 90, base: false)
    try runner.run()
    let advice = runner.advice(costs: AdviceCosts())
    for option in AdviceOption.allCases {
      XCTAssertEqual(advice[option]?.run == nil, option.needsBase, option.title)
    }
    XCTAssertFalse(advice.recommended?.needsBase ?? true)
    let report = AdviceReport(runner, advice: advice)
    XCTAssertFalse(report.text.isEmpty)
    try report.write(to: "\(folder)/out")
    let text = try String(contentsOfFile: "\(folder)/out/report.md", encoding: .utf8)
    XCTAssertEqual(advice.unasked.map(\.option), AdviceOption.allCases.filter(\.needsBase))
    XCTAssertTrue(text.contains("Not measured: “"), text)
    // Who is surest of the two that there are has not met the five others.
    XCTAssertEqual(text.contains("Of what was measured: "), advice.isDecided, text)
    XCTAssertEqual(
      text.contains("5 options were not measured, and may be better."), advice.isDecided)
  }

  func testTheSameTextTwiceHasNoGap() throws {
    let text = try SmallProject.text(.law, side: "field", bytes: 90_000)
    assertThrows(
      try AdviceRunner(
        field: text, general: text, bases: [], tasks: .empty, settings: SmallProject.settings,
        folder: "\(folder)/out", clock: SmallProject.clock(ticks: 5), replicas: 1),
      AdviceError.self, "there is no gap")
    // Of a large text only a part is read, and of both sides not the same part.
    var limits = AdviceText.Limits()
    limits.readBytes = 60_000
    let corpus = World.law.corpus(byteCount: 400_000, seed: 3)
    let whole = try AdviceText(side: "field", corpus, segmentCount: 12, seed: 3)
    let part = try AdviceText(side: "general", corpus, segmentCount: 12, seed: 3, limits: limits)
    XCTAssertGreaterThan(AdviceText.sharedShare(of: whole, in: part), 0.9)
    XCTAssertGreaterThan(AdviceText.sharedShare(of: part, in: whole), 0.9)
    // A few long documents are cut, and otherwise where more is read.
    let books = (0..<6).map { number in
      let texts = World.law.corpus(byteCount: 60_000, seed: UInt64(number)).documents.map(\.text)
      return Document(name: "book \(number)", text: texts.joined(separator: "\n"))
    }
    let few = Corpus(name: "books", documents: books)
    let all = try AdviceText(side: "field", few, segmentCount: 12, seed: 3)
    limits.readBytes = 150_000
    let some = try AdviceText(side: "general", few, segmentCount: 12, seed: 3, limits: limits)
    XCTAssertGreaterThan(AdviceText.sharedShare(of: all, in: some), 0.9)
    let other = try SmallProject.text(.general, side: "general", bytes: 90_000)
    XCTAssertLessThan(AdviceText.sharedShare(of: part, in: other), 0.1)
  }

  /// Where there was time for the model as it is and for nothing else, nothing is said of more training.
  func testAReportBeforeAnyTraining() throws {
    let runner = try runner(ticks: 4)
    try runner.run()
    XCTAssertEqual(runner.ledger.runs.map(\.option), [.asIs])
    let advice = runner.advice(costs: AdviceCosts())
    try AdviceReport(runner, advice: advice).write(to: "\(folder)/out")
    let text = try String(contentsOfFile: "\(folder)/out/report.md", encoding: .utf8)
    XCTAssertTrue(
      text.contains("With more compute: not known, for nothing was trained yet."), text)
    XCTAssertFalse(text.contains("ten times the compute"))
    XCTAssertFalse(text.contains("tenth of the compute"))
  }

  /// Slow machines ask fewer pieces, and always as many as a text must have.
  func testPiecesSuitTheMachine() {
    func pieces(_ seconds: Double, _ rate: Double) -> [Int] {
      var settings = AdviceSettings()
      settings.suit(seconds: seconds, rate: rate, parameters: 135e6)
      return [settings.fieldSegments, settings.generalSegments]
    }
    XCTAssertEqual(pieces(180, 5e10), [8, 4])
    XCTAssertEqual(pieces(180, 1e9), [8, 4])
    XCTAssertEqual(pieces(180, 4e11), [12, 6])
    XCTAssertEqual(pieces(600, 8e10), [12, 6])
    XCTAssertEqual(pieces(36_000, 1e12), [96, 48])
    XCTAssertGreaterThanOrEqual(pieces(1, 1)[1], AdviceText.Limits().leastSegments)
  }

  func testConstraintsPruneAndSayWhy() throws {
    let runner = try runner(ticks: 12)
    try runner.run()
    let tight = runner.advice(
      costs: AdviceCosts(), constraints: [try AdviceConstraint("on-device=1000")])
    XCTAssertNil(tight.recommended)
    XCTAssertTrue(tight.options.filter { $0.run != nil }.allSatisfy { $0.verdict == .excluded })
    let licence = try AdviceConstraint("licence=Apache-2.0")
    let unknown = runner.advice(costs: AdviceCosts(), constraints: [licence])
    XCTAssertEqual(unknown[.asIs]?.verdict, .excluded)
    XCTAssertTrue(unknown[.asIs]?.objection?.contains("do not say") ?? false)
    let known = runner.advice(
      costs: AdviceCosts(), constraints: [licence], licence: "apache-2.0")
    XCTAssertNil(known[.asIs]?.objection)
    assertThrows(try AdviceConstraint("fast"), AdviceError.self, "none of private")
    assertThrows(try AdviceConstraint("on-device=-3"), AdviceError.self, "number of bytes")
  }

  /// Poor texts end in one line each.
  func testPoorTexts() throws {
    func read(_ documents: [Document]) throws -> AdviceText {
      try AdviceText(
        side: "field", Corpus(name: "text", documents: documents), segmentCount: 12, seed: 1)
    }
    assertThrows(try read([]), AdviceError.self, "no document")
    assertThrows(
      try read([Document(name: "a", text: "A few words.")]), AdviceError.self, "bytes left to learn"
    )
    let one = World.law.corpus(byteCount: 3_000, seed: 1).documents[0]
    let pages = (0..<30).map {
      Document(name: "\($0)", bytes: World.law.corpus(byteCount: 900, seed: UInt64($0)).texts[0])
    }
    assertThrows(try read(pages), AdviceError.self, "held out", "4 at least")
    let copies = (0..<200).map { Document(name: "copy \($0)", bytes: one.bytes) }
    assertThrows(try read(copies), AdviceError.self, "identical")
    let licence = String(
      repeating: "Permission is hereby granted, free of charge, to any person.\n", count: 40)
    let boilerplate = (0..<60).map {
      Document(name: "licence \($0)", text: licence + "Copyright holder number \($0) of the lot.")
    }
    XCTAssertThrowsError(try read(boilerplate)) { error in
      XCTAssertTrue(error is AdviceError, "\(error)")
      XCTAssertFalse("\(error)".contains("\n"))
    }
  }
}
