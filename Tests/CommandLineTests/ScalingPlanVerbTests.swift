import XCTest

/// `scaling plan`: every budget, what it prints, and what it refuses.
final class ScalingPlanVerbTests: XCTestCase {
  private func plan(_ arguments: String...) throws -> [String: Any] {
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["scaling", "plan"] + arguments + ["--json"])
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func refused(
    _ status: Int32, _ arguments: [String], _ words: String..., line: UInt = #line
  )
    throws
  {
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["scaling", "plan"] + arguments)
    for word in words { assertFails(run, status: status, saying: word, line: line) }
  }

  private func number(_ object: [String: Any], _ path: String...) throws -> Double {
    var value: Any? = object
    for key in path { value = (value as? [String: Any])?[key] }
    return try XCTUnwrap(value as? Double, path.joined(separator: "."))
  }

  private func range(_ object: [String: Any], _ key: String) throws -> [Double] {
    let intervals = try XCTUnwrap(object["intervals"] as? [String: Any])
    return try XCTUnwrap(intervals[key] as? [Double], key)
  }

  /// Wu et al. 2023, section 2.3.
  func testThePublishedDigits() throws {
    for (law, parameters, tokens) in [
      ("chinchilla-1", 52.993, 1_111.1), ("chinchilla-2", 49.75, 1_175.8),
    ] {
      let result = try plan("--flops", "3.51e23", "--law", law)
      XCTAssertEqual(try number(result, "parameters") / 1e9, parameters, accuracy: 0.005)
      XCTAssertEqual(try number(result, "tokens") / 1e9, tokens, accuracy: 0.05)
      XCTAssertTrue(result["loss"] is NSNull)
    }
    for law in ["chinchilla-1", "chinchilla-2", "chinchilla-3", "replication"] {
      let result = try plan("--flops", "3.51e23", "--law", law)
      XCTAssertEqual(result["law"] as? String, law)
      XCTAssertEqual(try number(result, "flops"), 3.51e23)
      XCTAssertEqual(try number(result, "intervals", "level"), 0.9)
      for key in ["parameters", "tokens"] {
        let ends = try range(result, key)
        let value = try number(result, key)
        XCTAssertEqual(ends.count, 2)
        XCTAssertLessThanOrEqual(ends[0], value)
        XCTAssertGreaterThanOrEqual(ends[1], value)
      }
      let parts = try XCTUnwrap(result["plan"] as? [String: Any])
      XCTAssertEqual(
        Set(parts.keys),
        ["budget", "shape", "memory", "time", "cost", "data", "inference"])
    }
  }

  /// 1.3 million A100 hours, in hours and in money.
  func testEveryBudget() throws {
    let machine = ["--gpu", "a100-40gb", "--utilization", "0.32051282051282", "--recompute"]
    let operations = try number(try plan("--flops", "3.51e23"), "parameters")
    for budget in [
      ["--gpus", "1000", "--days", "54.1666666666667"],
      ["--dollars", "2600000", "--hourly-price", "2"],
    ] {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(), ["scaling", "plan", "--json"] + budget + machine)
      XCTAssertEqual(run.status, 0, run.errors)
      let result = try XCTUnwrap(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      XCTAssertEqual(try number(result, "flops") / 3.51e23, 1, accuracy: 1e-9)
      XCTAssertEqual(try number(result, "parameters") / operations, 1, accuracy: 1e-9)
      XCTAssertEqual(
        try number(result, "plan", "time", "gpuHours") / 1.3e6, 1, accuracy: 1e-9)
    }
    let modern = try plan(
      "--gpus", "8", "--days", "1", "--gpu", "H200", "--utilization", "0.4")
    XCTAssertEqual(try number(modern, "flops"), 8 * 86_400 * 989e12 * 0.4, accuracy: 1e9)
    XCTAssertEqual(try number(modern, "plan", "memory", "deviceBytes"), 141e9)
    let own = try plan(
      "--gpus", "4", "--days", "2", "--peak-flops", "1e14", "--utilization", "0.5",
      "--gpu-memory", "24", "--hourly-price", "1.5")
    XCTAssertEqual(try number(own, "flops"), 4 * 2 * 86_400 * 0.5e14, accuracy: 1e9)
    XCTAssertEqual(try number(own, "plan", "cost", "dollars"), 288, accuracy: 1e-6)
    XCTAssertEqual(try number(own, "plan", "time", "days"), 2, accuracy: 1e-9)
    XCTAssertEqual(try number(own, "plan", "memory", "deviceBytes"), 24e9)
  }

  func testBloombergsWholePlan() throws {
    let result = try plan(
      "--flops", "3.51e23", "--law", "chinchilla-1", "--family", "bloom", "--vocabulary", "131072",
      "--head-width", "192", "--gpus", "512", "--gpu", "a100-40gb", "--utilization", "0.32",
      "--recompute", "--micro-batch", "4", "--unique-tokens", "708.9e9", "--inference-tokens",
      "1e13",
      "--hourly-price", "2")
    XCTAssertEqual(try number(result, "plan", "shape", "width"), 7_680)
    XCTAssertEqual(try number(result, "plan", "shape", "layers"), 72, accuracy: 2)
    XCTAssertEqual(try number(result, "plan", "data", "epochs"), 1.567, accuracy: 0.001)
    XCTAssertLessThan(
      try number(result, "plan", "inference", "best", "parameters"),
      try number(result, "plan", "inference", "trainingOptimum", "parameters"))
    XCTAssertGreaterThan(try number(result, "plan", "cost", "dollars"), 1e6)
    XCTAssertEqual(try number(result, "extrapolationOrders"), 2.07, accuracy: 0.01)
    let advised = try XCTUnwrap(
      ((result["plan"] as? [String: Any])?["memory"] as? [String: Any])?["advised"]
        as? [String: Any])
    XCTAssertEqual(advised["fits"] as? Bool, true)
    XCTAssertEqual(advised["recomputes"] as? Bool, true)
  }

  func testWhatPeopleRead() throws {
    let run = try CommandLineRun.workbook(
      "scaling", "plan", "--flops", "3.51e23", "--law", "chinchilla-1", "--family", "bloom",
      "--vocabulary", "131072", "--head-width", "192", "--gpus", "512", "--gpu", "a100-40gb",
      "--utilization", "0.32",
      "--hourly-price", "2", "--unique-tokens", "709e9", "--inference-tokens", "1e13")
    XCTAssertEqual(run.status, 0, run.errors)
    for word in [
      "53B parameters", "1.11T", "90% interval", "chinchilla-1", "Hoffmann et al. 2022", "SHAPE",
      "heads of", "MEMORY", "ZeRO-3", "TIME", "COST", "DATA", "USE", "MIND", "orders of magnitude",
    ] {
      XCTAssertTrue(run.output.contains(word), "lacks \(word):\n\(run.output)")
    }
    XCTAssertFalse(run.output.contains("nan"), run.output)
  }

  func testAWarningThatAnOptionAnswersNamesTheOption() throws {
    let tight = ["scaling", "plan", "--flops", "1e21", "--gpus", "8", "--gpu", "a100-40gb"]
    for (options, isAdvised) in [
      (["--micro-batch", "8"], true), (["--micro-batch", "8", "--recompute"], false),
    ] {
      let run = try CommandLineRun.program(try CommandLineRun.executable(), tight + options)
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertEqual(run.output.contains("--recompute"), isAdvised, run.output)
    }
  }

  func testTheLawOfAFile() throws {
    let folder = try TemporaryFolder()
    let draws = (0..<100).map { "[1.8,480,2100,0.35,\(0.34 + 0.0005 * Double($0))]" }
    let path = try folder.write(
      #"{"form":"chinchilla","E":1.8,"A":480,"B":2100,"alpha":0.35,"beta":0.365,"points":240,"#
        + #""flops":[1e18,1e22],"draws":["# + draws.joined(separator: ",") + "]}", to: "law.json")
    let result = try plan("--flops", "1e24", "--law", path)
    XCTAssertEqual(result["law"] as? String, path)
    XCTAssertNotNil(result["loss"] as? Double)
    XCTAssertLessThan(try range(result, "parameters")[0], try range(result, "parameters")[1])
    XCTAssertEqual(try range(result, "loss").count, 2)
    XCTAssertEqual(try number(result, "extrapolationOrders"), 2, accuracy: 1e-9)
    for form in [
      #"{"form":"kaplan","N_c":8.8e13,"D_c":5.4e13,"alpha_N":0.076,"alpha_D":0.095}"#,
      #"{"form":"isoflop","a":0.49,"k_N":0.2,"b":0.51,"k_D":0.8}"#,
      #"{"form":"data-constrained","E":1.87,"A":521,"B":1488,"alpha":0.353,"beta":0.353,"R*_D":15.4,"R*_N":5.3}"#,
    ] {
      let file = try folder.write(form, to: "other.json")
      let other = try plan(
        "--flops", "1e21", "--law", file, "--unique-tokens", "1e9", "--inference-tokens", "1e12")
      XCTAssertGreaterThan(try number(other, "parameters"), 1e7, form)
      XCTAssertTrue(
        (other["warnings"] as? [String])?.contains { $0.contains("no bootstrap draws") } ?? false)
    }
  }

  func testBadFiles() throws {
    let folder = try TemporaryFolder()
    for (name, text, word) in [
      ("empty.json", "", "not JSON"), ("list.json", "[1]", "list"),
      ("form.json", #"{"form":"magic"}"#, "magic"),
      ("lacks.json", #"{"form":"chinchilla","E":1.8}"#, "lacks the member A"),
      ("zero.json", #"{"form":"isoflop","a":0.5,"k_N":0,"b":0.5,"k_D":1}"#, "k_N"),
      (
        "wild.json", #"{"form":"isoflop","a":9,"k_N":1,"b":0.5,"k_D":1}"#,
        "a = 9 is not a falling curve"
      ),
    ] {
      let path = try folder.write(text, to: name)
      try refused(1, ["--flops", "1e20", "--law", path], word, name)
    }
    try refused(1, ["--flops", "1e20", "--law", folder.path + "/none.json"], "none.json")
    try refused(1, ["--flops", "1e20", "--law", folder.path], folder.path)
    try refused(1, ["--flops", "1e40"], "budget")
    try refused(1, ["--flops", "3"], "budget")
  }

  func testUsage() throws {
    try refused(2, [], "give a budget")
    try refused(2, ["--flops", "1e20", "--days", "3"], "--flops and --days are 2 budgets")
    try refused(2, ["--days", "3", "--dollars", "5"], "2 budgets")
    try refused(2, ["--flops=-1e20"], "--flops is -1e+20; give a positive number")
    try refused(2, ["--flops", "nan"], "--flops")
    try refused(2, ["--flops", "many"], "--flops")
    try refused(
      2, ["--flops", "1e20", "--law", "chinchila-1"], "chinchila-1", "chinchilla-1, chinchilla-2",
      "replication")
    try refused(
      2, ["--gpus", "8", "--days", "3", "--gpu", "tpu", "--utilization", "0.4"], "a100-40gb",
      "--peak-flops")
    try refused(
      2, ["--gpus", "8", "--days", "3", "--gpu", "h300", "--utilization", "0.4"], "h100", "h200",
      "b200", "mi300x")
    try refused(2, ["--gpus", "8", "--days", "3", "--utilization", "0.4"], "--gpu or --peak-flops")
    try refused(2, ["--gpus", "8", "--days", "3", "--gpu", "a100-40gb"], "--utilization")
    try refused(2, ["--days", "3", "--gpu", "a100-40gb", "--utilization", "0.4"], "--gpus")
    try refused(2, ["--gpus=-8", "--days", "3", "--gpu", "a100-40gb"], "--gpus")
    try refused(
      2, ["--gpus", "8", "--days", "3", "--gpu", "a100-40gb", "--utilization", "40"],
      "--utilization is 40")
    try refused(
      2, ["--dollars", "5", "--gpu", "a100-40gb", "--utilization", "0.4"], "--hourly-price")
    try refused(2, ["--flops", "1e20", "--level", "90"], "--level")
    try refused(2, ["--flops", "1e20", "--unique-tokens", "0"], "--unique-tokens")
    try refused(2, ["--flops", "1e20", "--inference-tokens=-4"], "--inference-tokens")
    try refused(2, ["--flops", "1e20", "--vocabulary", "0"], "--vocabulary")
    try refused(2, ["--flops", "1e20", "--micro-batch", "0"], "--micro-batch")
    try refused(2, ["--flops", "1e20", "--gradient-bytes", "3"], "--gradient-bytes")
    try refused(2, ["--flops", "1e20", "--aspect", "0"], "--aspect")
  }
}
