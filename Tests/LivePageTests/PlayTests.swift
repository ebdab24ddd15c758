import Foundation
import Groundwork
import Inference
import LivePage
import Models
import ScalingLaws
import Tokenizers
import XCTest

/// The playground gives what the library gives.
final class PlayTests: XCTestCase {
  private func object(_ reply: Visitor.Reply) throws -> JSONObject {
    XCTAssertEqual(reply.status, 200, reply.body)
    return try XCTUnwrap(try StrictJSON.parse(Array(reply.body.utf8)).object)
  }

  private func body(_ entries: [(String, JSONValue)]) -> String {
    JSONValue.object(JSONObject(entries)).encodedText
  }

  /// A small random model in the house, as a run leaves one.
  private func addModel(_ house: SmallHouse) throws -> (ParameterStore<Float>, any Tokenizer) {
    let tokenizer = try BytePairTokenizer.train(
      on: [Array("the court shall hold the court".utf8)], vocabularySize: 270)
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: 32, width: 32,
        layerCount: 2, headCount: 4, keyValueHeadCount: 2,
        endOfTextID: tokenizer.endOfText.map { Int($0) }))
    store.initialize(seed: 3, standardDeviation: 0.3)
    let folder = house.root + "/model"
    try ModelDirectory.write(store, to: folder)
    try TokenizerFile.write(tokenizer, to: folder + "/tokenizer.json")
    try SmallHouse.write("{}", to: folder + "/run.json")
    try SmallHouse.write("step\n", to: folder + "/metrics.csv")
    return (store, tokenizer)
  }

  /// The id of the house's own model: others may lie in this machine's cache.
  private func modelID(_ house: SmallHouse) throws -> JSONValue {
    let page = try house.visitor.get("play").body
    let found = try XCTUnwrap(page.firstMatch(of: #/<option value="(\d+)">model<\/option>/#), page)
    return .text(String(found.output.1))
  }

  func testTokensAreTheTokenizers() throws {
    let house = try SmallHouse()
    let text = "cold é\n"
    let bytes = try object(
      try house.visitor.post(
        "api/tokens", body([("text", .text(text)), ("tokenizer", "bytes")])))
    XCTAssertEqual(bytes["tokens"]?.array?.count, text.utf8.count)
    let law = try object(
      try house.visitor.post(
        "api/tokens", body([("text", "the court of appeal"), ("tokenizer", "world-law")])))
    let labels = law["tokens"]?.array?.compactMap { $0.object?["text"]?.text } ?? []
    XCTAssertEqual(labels.joined(), "the court of appeal")
    XCTAssertLessThan(labels.count, 10)
    for id in ["", "world-x", "model-99", "model-../..", "/etc/passwd"] {
      let reply = try house.visitor.post(
        "api/tokens", body([("text", "a"), ("tokenizer", .text(id))]))
      XCTAssertEqual(reply.status, 404, id)
    }
  }

  func testTheNextTokenIsTheModels() throws {
    let house = try SmallHouse()
    XCTAssertEqual(
      try house.visitor.post("api/next", body([("text", "the"), ("model", "99")])).status, 404)
    let (store, tokenizer) = try addModel(house)
    let model = try modelID(house)
    let ids = try tokenizer.encode("the court")
    let decoder = try CachedDecoder(store)
    let logits = try decoder.append(ids, to: try decoder.makeCache()).array
    let sampler = try Sampler(temperature: 0.7, topK: 20, topP: 0.9, minP: 0.02)
    let expected = try sampler.distribution(logits)
    let answer = try object(
      try house.visitor.post(
        "api/next",
        body([
          ("model", model), ("text", "the court"), ("temperature", 0.7), ("topK", 20),
          ("topP", 0.9), ("minP", 0.02),
        ])))
    XCTAssertEqual(answer["kept"]?.integer, expected.count { $0 > 0 })
    let plain = try Sampler().distribution(logits)
    let tokens = try XCTUnwrap(answer["tokens"]?.array)
    XCTAssertEqual(tokens.count, 24)
    for token in tokens {
      let id = try XCTUnwrap(token.object?["id"]?.integer)
      XCTAssertEqual(try XCTUnwrap(token.object?["drawn"]?.number), expected[id], accuracy: 1e-4)
      XCTAssertEqual(try XCTUnwrap(token.object?["plain"]?.number), plain[id], accuracy: 1e-4)
    }
    let bad = try house.visitor.post(
      "api/next", body([("model", model), ("text", "a"), ("topP", 2)]))
    XCTAssertEqual(bad.status, 422)
  }

  func testAttentionIsTheModels() throws {
    let house = try SmallHouse()
    let (store, tokenizer) = try addModel(house)
    let model = try modelID(house)
    let ids = try tokenizer.encode("the court shall")
    let map = try CachedDecoder(store).attentionMap(of: ids, layer: 1)
    let answer = try object(
      try house.visitor.post(
        "api/attention", body([("model", model), ("text", "the court shall"), ("layer", 1)])))
    let heads = try XCTUnwrap(answer["heads"]?.array)
    guard heads.count == 4, answer["tokens"]?.array?.count == ids.count else {
      return XCTFail("\(heads.count) heads of \(answer["tokens"]?.array?.count ?? 0) tokens")
    }
    for (head, rows) in heads.enumerated() {
      for (query, row) in (rows.array ?? []).enumerated() {
        let weights = (row.array ?? []).compactMap(\.number)
        XCTAssertEqual(weights.count, query + 1)
        for (weight, expected) in zip(weights, map.weights(head: head, query: query)) {
          XCTAssertEqual(weight, Double(expected), accuracy: 1e-3)
        }
      }
    }
    XCTAssertEqual(
      try house.visitor.post(
        "api/attention", body([("model", model), ("text", "a"), ("layer", 7)])
      ).status, 422)
  }

  func testThePlanIsTheLibrarys() throws {
    let house = try SmallHouse()
    let machine = TrainingMachine(.h100, count: 8, utilization: 0.4, hourlyPrice: 2)
    let budget = try ComputeBudget.money(dollars: 1_000, hourlyPrice: 2, on: machine)
    var request = ScalingPlan.Request(law: try PlanningLaw(.replication), budget: budget)
    request.machine = machine
    let plan = try ScalingPlan(request)
    let answer = try object(
      try house.visitor.post(
        "api/plan",
        body([
          ("dollars", 1_000), ("hourlyPrice", 2), ("utilization", 0.4), ("count", 8),
          ("accelerator", "h100"), ("law", "replication"),
        ])))
    XCTAssertEqual(
      try XCTUnwrap(answer["parameters"]?.number), plan.sized.parameters,
      accuracy: plan.sized.parameters * 1e-9)
    let profiles = try XCTUnwrap(answer["plane"]?.object?["profiles"]?.array)
    XCTAssertEqual(profiles.count, 5)
    for profile in profiles {
      // The dot lies at the bottom of its curve.
      let best = try XCTUnwrap(profile.object?["best"]?.array?.last?.number)
      let losses = profile.object?["points"]?.array?.compactMap { $0.array?.last?.number } ?? []
      XCTAssertEqual(losses.count, 61)
      XCTAssertEqual(try XCTUnwrap(losses.min()), best, accuracy: 1e-6)
    }
    for wrong in [("dollars", JSONValue.number(-1)), ("law", "x"), ("utilization", 3)] {
      XCTAssertTrue(
        [404, 422].contains(try house.visitor.post("api/plan", body([wrong])).status), wrong.0)
    }
  }

  func testRunsAreCompared() throws {
    let house = try SmallHouse()
    XCTAssertTrue(try house.visitor.get("runs").body.contains("No training run"))
    _ = try addModel(house)
    XCTAssertTrue(try house.visitor.get("runs").body.contains("value=\"model\""))
    let answer = try object(
      try house.visitor.post("api/runs", body([("runs", ["model", "../other", "/etc"])])))
    XCTAssertEqual(answer["names"]?.array?.count, 1)
    XCTAssertEqual(
      try house.visitor.post("api/runs", body([("runs", ["../other"])])).status, 422)
    // Comparisons' charts do not pile up: the latest stay.
    let home = house.root + "/.workbook/serve"
    for number in 10..<40 {
      try SmallHouse.write("<svg/>", to: "\(home)/runs-\(number)/loss.svg")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1e9 + Double(number))],
        ofItemAtPath: "\(home)/runs-\(number)/loss.svg")
    }
    _ = try house.visitor.post("api/runs", body([("runs", ["model"])]))
    let kept = try FileManager.default.contentsOfDirectory(atPath: home).sorted()
    XCTAssertEqual(kept, (28..<40).map { "runs-\($0)" })
  }
}
