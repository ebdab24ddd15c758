extension DataSet {
  /// The text that nanoGPT and char-rnn train on.
  static let tinyShakespeare = DataSet(
    name: "tinyshakespeare", title: "40,000 lines of Shakespeare",
    domain: "general", licence: "public domain",
    origin: "https://github.com/karpathy/char-rnn",
    contents: .plainText,
    base: "https://raw.githubusercontent.com/karpathy/char-rnn/"
      + "6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/",
    table: """
      86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed 1115394 \
      data/tinyshakespeare/input.txt
      """)
}
