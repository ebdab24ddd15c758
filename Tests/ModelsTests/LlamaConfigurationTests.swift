import Groundwork
import Models
import XCTest

/// The styles in which a Llama's `config.json` has been written over the years.
final class LlamaConfigurationTests: XCTestCase {
  private let common = """
    "model_type": "llama", "vocab_size": 11, "hidden_size": 12, "intermediate_size": 20,
    "num_hidden_layers": 1, "num_attention_heads": 3, "max_position_embeddings": 16
    """

  private func read(_ more: String) throws -> ModelConfiguration {
    let folder = temporaryPath("llama")
    let entries = more.isEmpty ? common : common + ", " + more
    try AtomicFile.write("{\(entries)}", to: folder + "/config.json")
    return try ModelDirectory.readConfiguration(folder)
  }

  func testWhatIsLeftOutFollowsTransformers() throws {
    let c = try read("")
    XCTAssertEqual(c.keyValueHeadCount, 3)
    XCTAssertEqual(c.headWidth, 4)
    XCTAssertEqual(c.normalizationEpsilon, 1e-6)
    XCTAssertEqual(c.rotaryBase, 10_000)
    XCTAssertFalse(c.isHeadTied)
    XCTAssertEqual(c.endOfTextIDs, [2])
  }

  func testTheBaseOfRotaryPositions() throws {
    let cases: [(text: String, base: Double)] = [
      (#""rope_theta": 5e5"#, 500_000),
      (#""rope_theta": 5e5, "rope_scaling": null"#, 500_000),
      (#""rope_theta": 5e5, "rope_scaling": {"type": "default"}"#, 500_000),
      (#""rope_parameters": {"rope_theta": 70.5, "rope_type": "default"}"#, 70.5),
      (#""rope_parameters": {"rope_type": "default"}, "rope_theta": 8"#, 8),
      (#""rope_parameters": {"rope_theta": 70}, "rope_theta": 8"#, 70),
    ]
    for (text, base) in cases { XCTAssertEqual(try read(text).rotaryBase, base, text) }
  }

  func testWhatTheWorkbookDoesNotCompute() throws {
    let cases: [(text: String, says: String)] = [
      (
        #""rope_scaling": {"rope_type": "dynamic", "factor": 8}"#,
        #"rope_type is "dynamic"; only default, linear, llama3, yarn are supported"#
      ),
      (#""rope_parameters": {"rope_type": "longrope"}"#, #"rope_type is "longrope""#),
      (#""rope_scaling": {"type": "su"}, "rope_parameters": {"rope_theta": 7}"#, #"is "su""#),
      (#""rope_scaling": {"rope_type": "llama3", "factor": 8}"#, "low_freq_factor is missing"),
      (#""rope_parameters": {"rope_type": "yarn"}"#, "factor is missing"),
      (#""rope_scaling": {"type": "linear", "factor": 0}"#, "factor is 0.0; it must be positive"),
      (
        #""rope_scaling": {"type": "llama3", "factor": 2, "low_freq_factor": 4, "high_freq_factor": 1}"#,
        "high_freq_factor is 1.0, not above low_freq_factor, 4.0"
      ),
      (#""partial_rotary_factor": 0.5"#, "partial_rotary_factor is 0.5; only 1 is supported"),
      (#""rope_parameters": 7"#, "rope_parameters is a whole number where an object"),
      (#""rope_theta": 0"#, "rope_theta is 0.0; it must be positive"),
      (#""attention_bias": 3"#, "attention_bias is a whole number where true or false"),
      (#""hidden_act": "gelu""#, #"hidden_act is "gelu""#),
      (#""num_key_value_heads": 2"#, "2 key-value heads do not divide 3 heads"),
      (#""head_dim": 5"#, "even head width, not 5"),
    ]
    for (text, says) in cases {
      XCTAssertThrowsError(try read(text), text) {
        XCTAssertTrue("\($0)".contains(says), "\($0)")
        XCTAssertFalse("\($0)".contains("\n"), "\($0)")
      }
    }
  }
}
