import XCTest

/// `bench`: what it prints, and what it refuses. Its figures are the machine's.
final class BenchVerbTests: XCTestCase {
  private func object(_ run: CommandLineRun) throws -> [String: Any] {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func number(_ object: [String: Any], _ key: String) throws -> Double {
    try XCTUnwrap(object[key] as? Double, "\(key) is missing")
  }

  /// The rates stand on operations that were counted, not on others that happen to divide well.
  func testTrain() throws {
    // Llama's feed-forward part has a third matrix.
    for (family, matrices) in [("gpt2", 12.0), ("llama", 16), ("bloom", 12)] {
      let result = try object(
        try CommandLineRun.workbook(
          "bench", "train", "--family", family, "--layers", "2", "--heads", "4", "--width", "64",
          "--context", "32", "--batch", "4", "--vocabulary", "65", "--steps", "6", "--json"))
      let step = try number(result, "medianStepMilliseconds")
      XCTAssertGreaterThan(step, 0)
      // Forward and twice as much backward for 4 × 32 tokens: linear layers, head, and both products
      // of attention over 32 tokens.
      let (tokens, width, layers) = (128.0, 64.0, 2.0)
      let forward =
        2 * layers * matrices * width * width + 2 * width * 65 + layers * 4 * 32 * width
      let operations = 3 * tokens * forward
      XCTAssertEqual(
        try number(result, "gigaflopsPerSecond") * step * 1e6, operations, accuracy: 1)
      let parts = try XCTUnwrap(result["parts"] as? [[String: Any]])
      let counted = try parts.filter {
        ["linear", "attention", "head"].contains($0["part"] as? String)
      }.reduce(0) { $0 + (try number($1, "operations")) }
      XCTAssertEqual(counted, operations, accuracy: 1)
      XCTAssertEqual(
        try parts.reduce(0) { $0 + (try number($1, "share")) }, 1, accuracy: 1e-9)
      XCTAssertEqual(try number(result, "tokensPerSecond") * step, 1e3 * tokens, accuracy: 1)
      let floor = try number(result, "gemmFloorMilliseconds")
      XCTAssertGreaterThan(floor, 0)
      XCTAssertEqual(try number(result, "ratioToFloor") * floor, step, accuracy: 1e-9 * step)
    }
  }

  func testDecode() throws {
    let result = try object(
      try CommandLineRun.workbook(
        "bench", "decode", "--family", "llama", "--layers", "2", "--heads", "4", "--kv-heads", "2",
        "--width", "64", "--feed-forward", "128", "--vocabulary", "300", "--tokens", "9", "--json"))
    XCTAssertEqual(
      try number(result, "bytesPerSecond"),
      try number(result, "tokensPerSecond") * (try number(result, "weightBytes")),
      accuracy: 1e-6 * (try number(result, "bytesPerSecond")))
    XCTAssertGreaterThan(try number(result, "readBandwidthBytesPerSecond"), 0)
  }

  /// A GGUF file and the directory of the same model: as many parameters, each with its own bytes.
  func testModelsAreMeasuredAsTheyAreStored() throws {
    let models = CommandLineRun.root + "/Tests/Fixtures/"
    var parameters: [Double] = []
    for model in ["gguf/llama.gguf", "models/llama-grouped-tied"] {
      let decoding = try object(
        try CommandLineRun.workbook(
          "bench", "decode", "--model", models + model, "--prompt", "3", "--tokens", "4",
          "--threads", "2", "--json"))
      XCTAssertEqual(
        try number(decoding, "shareOfBandwidth")
          * (try number(decoding, "readBandwidthBytesPerSecond")),
        try number(decoding, "bytesPerSecond"),
        accuracy: 1e-6 * (try number(decoding, "bytesPerSecond")))
      XCTAssertGreaterThan(try number(decoding, "weightBytes"), 0)
      XCTAssertEqual(try number(decoding, "threads"), 2)
      let prefill = try object(
        try CommandLineRun.workbook(
          "bench", "prefill", "--model", models + model, "--prompt", "9", "--block", "4",
          "--readings", "2", "--json"))
      XCTAssertGreaterThan(try number(prefill, "tokensPerSecond"), 0)
      XCTAssertGreaterThan(try number(prefill, "gigaflopsPerSecond"), 0)
      XCTAssertEqual(try number(prefill, "tokens"), 9)
      parameters += [try number(decoding, "parameters"), try number(prefill, "parameters")]
    }
    XCTAssertEqual(Set(parameters).count, 1)
  }

  func testPrefillOfRandomWeights() throws {
    let result = try object(
      try CommandLineRun.workbook(
        "bench", "prefill", "--family", "llama", "--layers", "2", "--heads", "4", "--kv-heads", "2",
        "--width", "64", "--feed-forward", "128", "--vocabulary", "300", "--prompt", "20",
        "--threads", "1", "--json"))
    // Two for each weight of the layers and token, and the head for the last token.
    let (attention, feedForward) = (64 * (64 + 2 * 32) + 64 * 64, 3 * 64 * 128)
    let operations = Double(2 * (2 * (attention + feedForward) * 20 + 64 * 300))
    let seconds = 20 / (try number(result, "tokensPerSecond"))
    XCTAssertEqual(
      try number(result, "gigaflopsPerSecond") * 1e9 * seconds, operations,
      accuracy: 1e-6 * operations)
  }

  func testGEMM() throws {
    let result = try object(
      try CommandLineRun.workbook(
        "bench", "gemm", "--rows", "40", "--columns", "30", "--inner", "20", "--json"))
    let products = try XCTUnwrap(result["products"] as? [[String: Any]])
    XCTAssertEqual(products.count, 1)
    XCTAssertGreaterThan(try number(products[0], "gigaflopsOneThread"), 0)
  }

  func testImpossibleMeasurements() throws {
    assertFails(
      try CommandLineRun.workbook("bench", "train", "--width", "100", "--heads", "3"), status: 1,
      saying: "width of 100")
    assertFails(
      try CommandLineRun.workbook("bench", "train", "--batch", "1", "--replicas", "2"), status: 1,
      saying: "replicas")
    assertFails(
      try CommandLineRun.workbook("bench", "train", "--steps", "0"), status: 2, saying: "--steps")
    assertFails(
      try CommandLineRun.workbook("bench", "prefill", "--block", "0"), status: 2, saying: "--block")
    for verb in ["decode", "prefill"] {
      assertFails(
        try CommandLineRun.workbook("bench", verb, "--model", "/nowhere.gguf"), status: 1,
        saying: "/nowhere.gguf: no such model directory or GGUF file")
      assertFails(
        try CommandLineRun.workbook("bench", verb, "--model", CommandLineRun.root + "/README.md"),
        status: 1, saying: "GGUF")
    }
    assertFails(
      try CommandLineRun.workbook("bench", "decode", "--kv-heads", "3", "--family", "llama"),
      status: 1, saying: "key-value heads")
    assertFails(
      try CommandLineRun.workbook("bench", "gemm", "--rows", "3"), status: 2, saying: "--columns")
    // More than any machine has: refused before anything is allocated.
    assertFails(
      try CommandLineRun.workbook("bench", "train", "--width", "16777216"), status: 1,
      saying: "feed-forward width")
    assertFails(
      try CommandLineRun.workbook("bench", "train", "--width", "65536", "--layers", "4096"),
      status: 1, saying: "parameters")
    for arguments in [["--width", "4096", "--layers", "4096"], ["--batch", "1000000000"]] {
      assertFails(
        try CommandLineRun.program(
          try CommandLineRun.executable(), ["bench", "train"] + arguments), status: 1,
        saying: "memory")
    }
    assertFails(
      try CommandLineRun.workbook("bench", "decode", "--width", "4096", "--layers", "4096"),
      status: 1, saying: "memory")
  }
}
