import Foundation
import WorkbookCore

//: ## Queries, keys and values are learned
//:
//: By hand we wrote down who asks what. A model learns it. The text comes as a matrix $X$ of $T$
//: rows, a vector of width $D$ for each position. Three matrices of weights, $W_Q$, $W_K$ and
//: $W_V$, each of $d$ rows and $D$ columns, make of every row a query, a key and a value:
//:
//: $$Q = X W_Q^\top, \qquad K = X W_K^\top, \qquad V = X W_V^\top,$$
//:
//: each of shape $(T, d)$. They are called **projections**. What follows has no weights:
//:
//: $$\mathrm{attention}(X) = \mathrm{softmax}\!\left(\frac{Q K^\top}{\sqrt d} + M\right) V.$$
//:
//: $Q K^\top$ has shape $(T, T)$: a score for every pair of positions. The softmax is taken in each
//: row. The result has shape $(T, d)$ again.
//:
//: $M$ is the **causal mask**. A language model guesses the next token, so no position may look to
//: its right. In row $t$ and column $s$, $M$ is $0$ where $s \le t$. Where $s > t$ it is $-\infty$,
//: so that the share there is $e^{-\infty} = 0$. In plain loops the mask is `0...t`. (Ignore `slope`.)

/// X·Wᵀ: a row of the result for each row of x.
nonisolated func projected(_ x: Matrix, _ weight: Matrix) -> Matrix {
  x.map { row in weight.map { dot(row, $0) } }
}

/// One head: queries, keys and values, (T, d) each; returns the output, (T, d), and the weights.
nonisolated func attend(
  _ queries: Matrix, _ keys: Matrix, _ values: Matrix, slope: Float = 0
) -> (output: Matrix, weights: Matrix) {
  var (output, weights): (Matrix, Matrix) = ([], [])
  let scale = 1 / Float(queries[0].count).squareRoot()
  for t in queries.indices {
    let scores = (0...t).map { s in dot(queries[t], keys[s]) * scale - slope * Float(t - s) }
    let shares = softmax(scores)
    var mixed = [Float](repeating: 0, count: values[0].count)
    for s in 0...t {
      for i in mixed.indices { mixed[i] += shares[s] * values[s][i] }
    }
    output.append(mixed)
    weights.append(shares + [Float](repeating: .nan, count: queries.count - t - 1))
  }
  return (output, weights)
}

//: ## Many heads
//:
//: One head puts one question. A layer has many, each with projections of its own and a slice of
//: the width: with $h$ heads, each has $d = D/h$ (BloombergGPT: 40 heads of 192). Their outputs lie
//: side by side, $(T, D)$, and a fourth matrix $W_O$ of shape $(D, D)$ mixes them.
//:
//: The projections of all heads are stacked into one matrix of $3D$ rows, so that one product makes
//: a row of $3D$ numbers for each position: all queries, all keys, all values.

/// All heads of a layer over such rows, one after the other; returns their outputs side by side.
nonisolated func manyHeads(_ rows: Matrix, _ shape: AttentionShape, slopes: [Double]? = nil)
  -> Matrix
{
  let (heads, d) = (shape.headCount, shape.headWidth)
  var output = Matrix(repeating: [], count: rows.count)
  for head in 0..<heads {
    func part(_ kind: Int) -> Matrix {
      let start = (kind * heads + head) * d
      return rows.map { Array($0[start..<(start + d)]) }
    }
    let slope = slopes.map { Float($0[head]) } ?? 0
    let mixed = attend(part(0), part(1), part(2), slope: slope).output
    for t in rows.indices { output[t] += mixed[t] }
  }
  return output
}

func project(_ notebook: Notebook) throws {
  //: One head in a picture:
  try notebook.show(headSchematic(), "head")

  //: The library has the same as operations on a **tape**: a list that is recorded once, with all its
  //: memory, and then played: `tape.linear` for the projections and `tape.attention`. We compare four
  //: heads of two places each, without the mixing by $W_O$.
  //:
  //: **Predict.** First the weights of one head with random projections, over four positions. Which
  //: number is sure, whatever the projections are? And what does the last row add up to?
  var draws = RandomStream(seed: notebook.seed).fork("projections")
  let (time, width) = (4, 8)
  let x = (0..<time).map { _ in draws.normals(width) }
  let projections = (0..<3).map { _ in
    (0..<width).map { _ in draws.normals(width).map { $0 / Float(width).squareRoot() } }
  }
  let (queries, keys, values) = (
    projected(x, projections[0]), projected(x, projections[1]), projected(x, projections[2])
  )
  let head = attend(queries, keys, values)
  notebook.show(weightTable(head.weights))
  notebook.claim("the first position can only look at itself", head.weights[0][0] == 1)
  let weights = projections.flatMap { $0 }
  let shape = AttentionShape(batch: 1, time: time, headCount: 4, headWidth: 2)
  let plain = manyHeads(projected(x, weights), shape)
  let fast = libraryLayer(x, weights, shape)
  notebook.claim(
    "largest difference between loops and library, outputs being about 1",
    Double(zip(plain.joined(), fast).map { abs($0 - $1) }.max() ?? 1), in: 0...1e-5)
}

/// The shares of each position, one row a query.
private func weightTable(_ weights: Matrix) -> Table {
  let style = NumberStyle.decimals(2)
  var table = Table([.text("position")] + weights.indices.map { .text("looks at \($0)") })
  for (t, row) in weights.enumerated() {
    table.append(row: ["\(t)"] + row.map { $0.isNaN ? "masked" : style.text(Double($0)) })
  }
  return table
}
