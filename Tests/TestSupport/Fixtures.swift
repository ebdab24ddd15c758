/// Files that the tests read, in `Tests/Fixtures`.
public enum Fixtures {
  /// The path of a fixture, wherever the package lies.
  public static func path(_ name: String, file: String = #filePath) -> String {
    let tests = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return tests.joined(separator: "/") + "/Fixtures/" + name
  }

  /// The folders in `models`, which `make_model_fixtures.py` made with transformers.
  public static let models = [
    "gpt2-part-of-context", "gpt2-whole-context", "gpt2-untied-long", "gpt2-sharded",
    "gpt2-float16", "bloom-3-heads", "bloom-4-heads", "bloom-6-heads-sharded-bfloat16",
    "llama-grouped-tied", "llama-one-key-head", "llama-all-key-heads",
    "llama-wide-heads-bfloat16", "llama-sharded-float16", "llama-long", "llama-biases",
    "llama-linear-positions", "llama-3-positions", "llama-yarn-positions",
    "llama-yarn-untruncated", "mistral-window", "mistral-open-wide-heads", "qwen2-tied",
    "qwen2-window-above", "qwen3-grouped", "qwen3-biases-window", "olmo2-all-key-heads",
    "olmo2-grouped-biases", "gpt-neox-parallel", "gpt-neox-sequential", "gemma3-window",
    "gemma3-regular", "gemma3-soft-caps",
  ]
}
