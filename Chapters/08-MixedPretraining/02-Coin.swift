import WorkbookCore

func tossTheCoin(_ notebook: Notebook) throws {
  //: ## What a mixture is
  //:
  //: A mixture is a biased coin. For every sequence, toss it to choose the source; then take a window
  //: at a random place in that source.
  try notebook.show(mixtureCoin, "coin")

  //: With share $r$, the expected loss that training follows is
  //:
  //: $$L(r) = r\,L_\text{domain} + (1 - r)\,L_\text{general}.$$
  //:
  //: Here it is in full, with the two sources as plain lists.
  func plainMixture(
    _ sources: [[Int32]], domainShare: Double, length: Int, count: Int, seed: UInt64
  ) -> [[Int32]] {
    var stream = RandomStream(seed: seed).fork("plain mixture")
    return (0..<count).map { _ in
      let source = sources[stream.uniform() < domainShare ? 1 : 0]
      let start = stream.index(below: source.count - length)
      return Array(source[start..<(start + length)])
    }
  }

  //: The library's `WindowSampler` does the same, with one twist: the toss depends on seed, step and
  //: place in the batch alone, so that a resumed run tosses as the first one would have. The windows
  //: differ; the shares must not. A stream of zeros and one of ones show it.
  try checkShares(notebook, asked: 0.5127) { streams, share, count in
    plainMixture(streams, domainShare: share, length: 4, count: count, seed: notebook.seed)
  }

  //: Note what is counted: **windows of equal length**, and so tokens. A coin tossed per document
  //: would drown short messages in long filings (exercise 8.3).
}
