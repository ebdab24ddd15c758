import WorkbookCore

func tossTheCoin(_ notebook: Notebook) throws {
  //: ## What a mixture is
  //:
  //: A mixture is a biased coin. For every sequence, toss it to choose the source; then take a window
  //: at a random place in that source. With share $r$, the expected loss that training follows is
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
  let streams = [Int32](0...1).map { [Int32](repeating: $0, count: 100) }
  let asked = 0.5127
  let drawn = plainMixture(
    streams, domainShare: asked, length: 4, count: 20_000, seed: notebook.seed)
  let library = try shareOfOnes(streams, asked: asked, windows: 20_000, seed: notebook.seed)
  notebook.claim(
    "the plain mixture's share of domain windows",
    Double(drawn.count { $0[0] == 1 }) / 20_000, in: 0.495...0.53)
  notebook.claim("the library's share of domain windows", library, in: 0.495...0.53)

  //: Note what is counted: **windows of equal length**, and so tokens. A coin tossed per document
  //: would drown short messages in long filings (exercise 8.3).
}

/// The share of the library's windows, ten a step, that hold ones.
private func shareOfOnes(
  _ streams: [[Int32]], asked: Double, windows: Int, seed: UInt64
) throws -> Double {
  let sampler = try WindowSampler(
    sources: [
      .init(name: "zeros", tokens: streams[0], weight: 1 - asked),
      .init(name: "ones", tokens: streams[1], weight: asked),
    ], contextLength: 4, seed: seed)
  let window = UnsafeMutablePointer<Int32>.allocate(capacity: 8)
  defer { window.deallocate() }
  var ones = 0
  for index in 0..<windows {
    sampler.fill(step: index / 10, sequence: index % 10, tokens: window, targets: window + 4)
    ones += Int(window[0])
  }
  return Double(ones) / Double(windows)
}
