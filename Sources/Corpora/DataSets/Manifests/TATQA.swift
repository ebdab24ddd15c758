extension DataSet {
  /// Paragraphs around the tables of annual reports (Zhu et al. 2021, arXiv 2105.07624).
  static let tatqa = DataSet(
    name: "tatqa", title: "Paragraphs of annual reports (TAT-QA)",
    domain: "finance", licence: "CC BY 4.0",
    origin: "https://github.com/NExTplusplus/TAT-QA",
    contents: .reportParagraphs,
    base: "https://raw.githubusercontent.com/NExTplusplus/TAT-QA/"
      + "870accc41953dcde885aabeb963d94aabdc0fbc3/",
    table: """
      8da095a819af6db3c14877c6df2d4d29960e41d1a63dd1fa853507bd2a616af5 1637431 \
      dataset_raw/tatqa_dataset_dev.json
      c4d08418359c1d76468dec420ee748a37f48c06b63cb8ec2766f19d5d314b597 2167546 \
      dataset_raw/tatqa_dataset_test_gold.json
      """)
}
