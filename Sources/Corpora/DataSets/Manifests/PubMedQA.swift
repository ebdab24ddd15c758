extension DataSet {
  /// Abstracts of medical papers that ask a question (Jin et al. 2019, arXiv 1909.06146).
  static let pubMedQA = DataSet(
    name: "pubmedqa", title: "1,000 abstracts of medical papers (PubMedQA)",
    domain: "medicine", licence: "MIT",
    origin: "https://github.com/pubmedqa/pubmedqa",
    contents: .abstracts,
    base: "https://raw.githubusercontent.com/pubmedqa/pubmedqa/"
      + "1cbae8e92f72f20c8d3747cbb3bf5bc53554d997/",
    table: """
      8b3276be8942ebbd77f3ddcda12c1749bf0e490045a736fd8438ee40cf37a41d 2584787 data/ori_pqal.json
      """)
}
