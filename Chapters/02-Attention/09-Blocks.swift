import Foundation
import WorkbookCore

//: ## The same sums, faster
//:
//: The loops are a good definition and a bad program: one multiplication at a time, on a machine
//: that does sixteen and more in the same instant. Three steps lead to the library's version.
//:
//: **Products.** All scores of a head are one product of matrices, $QK^\top$; the mixing is
//: another. Products are what processors are built for. The price is the mask: the product fills
//: the whole square, and half of it goes to the bin. **Blocks.** Take the queries 64 rows at a
//: time: a block that ends at position $r$ needs the keys up to $r$ and no more. **One pass.** The
//: softmax is taken while the block's scores are still in the cache: **fusing**.
//:
//: ## A square that nobody writes down
//:
//: FlashAttention (Dao et al. 2022) goes a step further: it reads the *keys* in blocks, too, and
//: forgets each block's scores when it has used them. But the softmax needs the largest score and
//: the sum of all. So keep a running summary (Milakov and Gimelshein 2018). Of the keys read so far a query
//: keeps three things: the largest score $m$, the sum $\ell = \sum_i e^{s_i - m}$, and the weighted
//: values $a = \sum_i e^{s_i - m} v_i$. Two stretches of keys, with summaries 1 and 2, are put
//: together by
//:
//: $$m = \max(m_1, m_2), \quad \ell = e^{m_1 - m}\ell_1 + e^{m_2 - m}\ell_2, \quad
//: a = e^{m_1 - m}a_1 + e^{m_2 - m}a_2,$$
//:
//: for $e^{s - m_1} \cdot e^{m_1 - m} = e^{s - m}$: sums taken against a smaller maximum shrink. At
//: the end the output is $a / \ell$. A block whose keys are all masked has $m = -\infty$ and sums
//: of 0, and changes nothing. It has to be left out, for $-\infty - (-\infty)$ is not a number.

/// Attention of one query at position t over keys in blocks, with a running maximum and sum.
nonisolated func inBlocks(
  _ query: [Float], at t: Int, _ keys: Matrix, _ values: Matrix, blockSize: Int, slope: Float
) -> [Float] {
  let scale = 1 / Float(query.count).squareRoot()
  var (largest, sum) = (-Float.infinity, Float(0))
  var weighted = [Float](repeating: 0, count: values[0].count)
  for start in stride(from: 0, to: keys.count, by: blockSize) where start <= t {
    let block = start...min(start + blockSize - 1, t)
    let scores = block.map { s in dot(query, keys[s]) * scale - slope * Float(t - s) }
    let larger = max(largest, scores.max() ?? largest)
    let shrink = exp(largest - larger)  // 0 at the first block
    sum *= shrink
    for i in weighted.indices { weighted[i] *= shrink }
    for (s, score) in zip(block, scores) {
      let weight = exp(score - larger)
      sum += weight
      for i in weighted.indices { weighted[i] += weight * values[s][i] }
    }
    largest = larger
  }
  return weighted.map { $0 / sum }
}

func readInBlocks(_ notebook: Notebook) throws {
  //: Speed is worth nothing if the numbers are others. So they are compared first, on a head with a
  //: slope. A query keeps $d + 2$ numbers, however many keys it reads. **Predict.** For speed: which
  //: gains more, from loops to products, or from products to blocks of queries in one pass?
  for (version, difference) in differences(
    BenchHead(time: notebook.pick(smoke: 128, lesson: 256), d: 32, seed: notebook.seed))
  {
    notebook.claim(
      "largest difference between plain loops and \(version)", difference, in: 0...2e-5)
  }
  let textLengths = notebook.pick(smoke: [64, 128, 256], lesson: [64, 128, 256, 512, 1_024])
  let times = secondsOfVersions(
    textLengths.map { BenchHead(time: $0, d: 32, seed: notebook.seed) })
  let longest = times.map { $0[textLengths.count - 1] }
  try notebook.plot(versionsFigure(textLengths, times))
  notebook.observe(
    "times faster than the loops: two products", longest[0] / longest[1], in: 1.2...10_000)
  notebook.observe(
    "times faster than two products: blocks in one pass", longest[1] / longest[2],
    in: 1.2...1_000)

  //: The products had the loops' work done by better code. The blocks left work out, and the one
  //: pass took the softmax. A part that nobody speeds up limits the whole: if it takes a tenth of the
  //: time, the whole can become ten times as fast and no more. That is **Amdahl's law**.
}

/// One head with random numbers, to compare versions on.
private nonisolated struct BenchHead {
  let queries: Matrix, keys: Matrix, values: Matrix
  let slope: Float = 0.25
  /// Queries, keys and values again, row by row.
  let flat: [[Float]]

  init(time: Int, d: Int, seed: UInt64) {
    var draws = RandomStream(seed: seed).fork("head of \(time)")
    func part() -> Matrix { (0..<time).map { _ in draws.normals(d) } }
    (queries, keys, values) = (part(), part(), part())
    flat = [queries, keys, values].map { $0.flatMap { $0 } }
  }

  func inLibrary() -> (output: [Float], seconds: Double) {
    library(
      queries.indices.map { queries[$0] + keys[$0] + values[$0] },
      AttentionShape(
        batch: 1, time: queries.count, headCount: 1, headWidth: queries[0].count),
      slopes: [Double(slope)])
  }
}

/// How far other versions are from the plain loops.
private func differences(_ head: BenchHead) -> [(version: String, difference: Double)] {
  let plain = attend(head.queries, head.keys, head.values, slope: head.slope).output.flatMap { $0 }
  func difference(_ other: [Float]) -> Double {
    Double(zip(plain, other).map { abs($0 - $1) }.max() ?? 1)
  }
  let blocks = [7, 64].map { size in
    let outputs = head.queries.indices.flatMap {
      inBlocks(
        head.queries[$0], at: $0, head.keys, head.values, blockSize: size, slope: head.slope)
    }
    return ("a running maximum, in blocks of \(size)", difference(outputs))
  }
  return [("two products", difference(wholeSquare(head)))] + blocks
    + [("the library", difference(head.inLibrary().output))]
}

/// Seconds of plain loops, of two products, and of the library, for each head.
private func secondsOfVersions(_ heads: [BenchHead]) -> [[Double]] {
  [
    heads.map { head in
      Stopwatch.shortest(of: 2) {
        _ = attend(head.queries, head.keys, head.values, slope: head.slope)
      }
    },
    heads.map { head in Stopwatch.shortest(of: 3) { _ = wholeSquare(head) } },
    heads.map { $0.inLibrary().seconds },
  ]
}

/// Two products over the whole square; the softmax is the plain one.
private nonisolated func wholeSquare(_ head: BenchHead) -> [Float] {
  let (time, d, slope) = (head.queries.count, head.queries[0].count, head.slope)
  var scores = [Float](repeating: 0, count: time * time)
  var mixed = [Float](repeating: 0, count: time * d)
  Float.matrixProduct(
    head.flat[0], stride: d, transposed: false, head.flat[1], stride: d, transposed: true,
    into: &scores,
    stride: time, rows: time, columns: time, inner: d, alpha: 1 / Float(d).squareRoot(), beta: 0)
  for t in 0..<time {
    let shares = softmax((0...t).map { scores[t * time + $0] - slope * Float(t - $0) })
    for s in 0..<time { scores[t * time + s] = s <= t ? shares[s] : 0 }
  }
  Float.matrixProduct(
    scores, stride: time, transposed: false, head.flat[2], stride: d, transposed: false,
    into: &mixed,
    stride: d, rows: time, columns: d, inner: time, alpha: 1, beta: 0)
  return mixed
}

/// Time by length of the text, for three versions.
private func versionsFigure(_ lengths: [Int], _ times: [[Double]]) -> Figure {
  let last = lengths.count - 1
  let gain = NumberStyle.significant(2).text(times[0][last] / times[2][last])
  let names = ["plain loops", "two products", "blocks, in one pass"]
  return Figure(
    "versions",
    title: "Blocks in one pass are \(gain) times as fast as plain loops on "
      + "\(NumberStyle.decimals(0).text(Double(lengths[last]))) tokens",
    subtitle: "Causal attention of one head of 32, forward, one core; both axes logarithmic",
    x: Axis("length of the text", unit: "tokens", scale: .log2),
    y: Axis("time", unit: "ms", scale: .log),
    marks: zip(names, times).map { name, times in
      .line(
        name, x: lengths.map { Double($0) }, y: times.map { 1_000 * $0 }, showsPoints: true)
    })
}
