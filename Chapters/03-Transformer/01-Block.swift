import Foundation
import WorkbookCore

//: # 3. Transformer: a stack of small corrections
//:
//: A **transformer** is a stack of equal blocks over a row of vectors, one for each token. A block
//: has two layers: attention moves information between positions; a *feed-forward* layer computes
//: at each position by itself. Each layer adds its result to the vectors. A model repeats the block
//: a dozen times, or seventy.
//:
//: In this chapter you build the whole network in plain loops and hold it against the library's.
//: You define the number that training makes small, work out its derivatives by hand, and check the
//: library's against nothing but arithmetic. You count what a model costs, make one learn a page by
//: heart, and compare three families. The second part is about models that read in both directions.
//:
//: ## The residual stream
//:
//: The vectors that the layers add to are called the **residual stream**: a row of width $D$ for
//: each token, which starts as the token's embedding. Picture a conveyor belt. A layer reads the
//: belt, computes something, and *adds* it. Nothing is ever replaced:
//:
//: $$x \leftarrow x + \text{attention}(\text{norm}(x)), \qquad
//: x \leftarrow x + \text{feedForward}(\text{norm}(x)).$$
//:
//: Why add? Training has to find out how the end result changes with every number on the way: its
//: derivative. A sum has the derivative 1 for each of its terms. So, besides all paths through the
//: layers, one path leads from the last block to the first that no layer can weaken.
//:
//: ## Layer normalization
//:
//: Each layer reads a *normalized* copy of the stream: mean 0, variance 1, then a learned gain and
//: bias per place (Ba, Kiros and Hinton 2016). However large the sum has become, the layers see
//: numbers of the same size.
nonisolated func normalized(_ x: Vector, gain: Vector, bias: Vector) -> Vector {
  let mean = x.reduce(0, +) / Double(x.count)
  let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
  let scale = 1 / (variance + 1e-5).squareRoot()
  return x.indices.map { (x[$0] - mean) * scale * gain[$0] + bias[$0] }
}

//: ## The feed-forward layer
//:
//: Widen to $4D$, bend, narrow again. The bend is **GELU**: nearly 0 for clearly negative numbers,
//: nearly $x$ for clearly positive ones, smooth in between (Hendrycks and Gimpel 2016; this is
//: their approximation by a $\tanh$). Without a bend the two products would be one product, and the
//: layer could compute nothing that a single matrix cannot.
nonisolated func gelu(_ x: Double) -> Double {
  0.5 * x * (1 + tanh(0.797_884_560_802_865_4 * (x + 0.044_715 * x * x * x)))
}

/// x·Wᵀ + bias for one position; a weight has a row for each output.
nonisolated func linear(_ x: Vector, _ weight: Matrix, _ bias: Vector) -> Vector {
  weight.indices.map { row in
    var sum = bias[row]
    for column in x.indices { sum += weight[row][column] * x[column] }
    return sum
  }
}

//: ## One block
//:
//: All of a block's parameters:
struct Block {
  var attentionNorm: (gain: Vector, bias: Vector)
  var queryKeyValue: (weight: Matrix, bias: Vector)  // (3D, D)
  var output: (weight: Matrix, bias: Vector)  // (D, D)
  var feedForwardNorm: (gain: Vector, bias: Vector)
  var up: (weight: Matrix, bias: Vector)  // (4D, D)
  var down: (weight: Matrix, bias: Vector)  // (D, 4D)
}

//: Attention is chapter 2's, with the heads in a row: `attention`, in `Support.swift`. The block is what
//: it adds to the stream, twice:
func run(_ block: Block, on stream: Matrix, heads: Int) -> Matrix {
  func plus(_ a: Vector, _ b: Vector) -> Vector { zip(a, b).map { $0 + $1 } }
  let read = stream.map {
    linear(
      normalized($0, gain: block.attentionNorm.gain, bias: block.attentionNorm.bias),
      block.queryKeyValue.weight, block.queryKeyValue.bias)
  }
  let mixed = attention(read, heads: heads)
  let after = stream.indices.map {
    plus(stream[$0], linear(mixed[$0], block.output.weight, block.output.bias))
  }
  return after.map { x in
    let wide = linear(
      normalized(x, gain: block.feedForwardNorm.gain, bias: block.feedForwardNorm.bias),
      block.up.weight, block.up.bias)
    return plus(x, linear(wide.map(gelu), block.down.weight, block.down.bias))
  }
}

func buildBlock(_ notebook: Notebook) throws {
  //: In a picture:
  try notebook.show(blockSchematic(), "block")

  //: **Predict.** Four numbers around 100 are normalized. What exactly are mean and variance then?
  let calm = normalized([100, 101, 102, 103], gain: [1, 1, 1, 1], bias: [0, 0, 0, 0])
  notebook.claim("the mean after normalization", calm.reduce(0, +) / 4, in: -1e-9...1e-9)
  notebook.claim("the variance", calm.reduce(0) { $0 + $1 * $1 } / 4, in: 0.999...1.001)

  //: The variance is not quite 1: it is $1.25 / (1.25 + 10^{-5}) = 0.999992$. The $10^{-5}$ keeps a row
  //: of equal numbers from dividing by zero.
}
