import Foundation
import WorkbookCore

//: ## The whole network
//:
//: Around the blocks: a table of vectors for tokens and one for positions at the bottom, a last
//: normalization and the scores at the top. The scores, or **logits**, are dot products of the
//: normalized stream with the rows of the token table: it is used twice (Press and Wolf 2017).
struct Network {
  var tokens: Matrix  // (V, D)
  var positions: Matrix  // (T, D)
  var blocks: [Block]
  var finalNorm: (gain: Vector, bias: Vector)
}

/// The stream at every depth, and the logits.
func run(_ network: Network, on ids: [Int32], heads: Int) -> (streams: [Matrix], logits: Matrix) {
  var streams: [Matrix] = [
    ids.indices.map { t in
      zip(network.tokens[Int(ids[t])], network.positions[t]).map { $0 + $1 }
    }
  ]
  for block in network.blocks {
    streams.append(run(block, on: streams[streams.count - 1], heads: heads))
  }
  let (gain, bias) = network.finalNorm
  let none = Vector(repeating: 0, count: network.tokens.count)
  let logits = streams[streams.count - 1].map {
    linear(normalized($0, gain: gain, bias: bias), network.tokens, none)
  }
  return (streams, logits)
}

//: That was a complete GPT-2. It is slow, but it is all there.

func compareNetworks(_ notebook: Notebook) throws -> Twin {
  //:
  //: ## The same numbers from the library
  //:
  //: The library keeps all parameters in one flat buffer, with names. We hand the same weights to
  //: both, in double precision: rounding is no excuse. **Predict.** How many digits will agree?
  let twin = try smallModel(seed: notebook.seed)
  let (store, ids, decoder) = (twin.store, twin.ids, twin.decoder)
  let plainNetwork = try network(store)
  let (plain, plainTime) = Stopwatch.timed {
    run(plainNetwork, on: ids, heads: decoder.configuration.headCount).logits.flatMap { $0 }
  }
  decoder.tokens.copy(from: ids)
  let fastTime = Stopwatch.shortest(of: 5) { decoder.run() }
  let fast = decoder.logits.array
  let size = NumberStyle.decimals(0).text(plain.map { abs($0) }.max() ?? 0)
  notebook.claim(
    "largest difference of any logit, for a largest logit of \(size)",
    largestDifference(plain, fast), in: 0...1e-7)
  notebook.observe("times faster than the plain loops", plainTime / fastTime, in: 2...10_000)

  //: The products go to OpenBLAS. The rest goes to **kernels**: small functions that do one pass over
  //: a row while it is in the cache, many numbers at a time, with a polynomial in place of `tanh`.
  return twin
}

/// One small model, whose weights the plain loops and the library share.
struct Twin {
  let store: ParameterStore<Double>
  let ids: [Int32]
  let decoder: Decoder<Double>
}

/// A model with larger first values than in training, biases too: a mistake should show.
private func smallModel(seed: UInt64) throws -> Twin {
  let shape = ModelConfiguration(
    vocabularySize: 96, contextLength: 32, width: 48, layerCount: 3, headCount: 4)
  let store = try ParameterStore<Double>(shape)
  store.initialize(seed: seed, standardDeviation: 0.2)
  var noise = RandomStream(seed: seed).fork("biases")
  for parameter in store.layout.specifications where parameter.isVector {
    for i in 0..<parameter.count { store.values[parameter.offset + i] += 0.1 * noise.normal() }
  }
  var draws = RandomStream(seed: seed).fork("tokens")
  let ids = (0..<shape.contextLength).map { _ in
    Int32(draws.index(below: shape.vocabularySize))
  }
  return Twin(
    store: store, ids: ids,
    decoder: try Decoder(store, batch: 1, time: shape.contextLength))
}

/// The parameters of a store as the loops want them.
func network(_ store: ParameterStore<Double>) throws -> Network {
  func matrix(_ name: String) throws -> Matrix {
    guard let slice = store[name], let shape = store.layout[name] else {
      throw ModelError.badInput("the model has no parameter \(name)")
    }
    let columns = shape.columns
    return (0..<shape.rows).map { Array(slice.array[($0 * columns)..<(($0 + 1) * columns)]) }
  }
  func norm(_ name: String) throws -> (gain: Vector, bias: Vector) {
    (try matrix(name + ".gain")[0], try matrix(name + ".bias")[0])
  }
  func layer(_ name: String) throws -> (weight: Matrix, bias: Vector) {
    (try matrix(name + ".weight"), try matrix(name + ".bias")[0])
  }
  return Network(
    tokens: try matrix("tokenEmbedding.weight"),
    positions: try matrix("positionEmbedding.weight"),
    blocks: try (0..<store.configuration.layerCount).map { index in
      let place = "layers.\(index)"
      return Block(
        attentionNorm: try norm("\(place).attentionNorm"),
        queryKeyValue: try layer("\(place).attention.queryKeyValue"),
        output: try layer("\(place).attention.output"),
        feedForwardNorm: try norm("\(place).feedForwardNorm"),
        up: try layer("\(place).feedForward.up"), down: try layer("\(place).feedForward.down"))
    }, finalNorm: try norm("finalNorm"))
}
