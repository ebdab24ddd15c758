import Foundation
import WorkbookCore

typealias Vector = [Double]
typealias Matrix = [[Double]]

/// The largest distance between two lists of numbers, place by place.
nonisolated func largestDifference(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Double
{
  zip(a, b).map { abs($0 - $1) }.max() ?? .nan
}

/// The three models that the chapter counts: chapter 5's, the smallest GPT-2, BloombergGPT.
let countedModels = [
  (
    name: "chapter 5's model",
    shape: ModelConfiguration(
      vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
  ),
  (name: "GPT-2 small", shape: ModelConfiguration.gpt2Small),
  (name: "BloombergGPT", shape: ModelConfiguration.bloombergGPT),
]

/// Parameters of those specifications of a model that belong.
func parameters(
  of model: ModelConfiguration, where belongs: (ParameterSpecification) -> Bool
) -> Int {
  ParameterLayout(model).specifications.filter(belongs).reduce(0) { $0 + $1.count }
}

/// From scores to shares that add up to one.
nonisolated func softmax(_ scores: Vector) -> Vector {
  let largest = scores.max() ?? 0
  let exponentials = scores.map { exp($0 - largest) }
  let total = exponentials.reduce(0, +)
  return exponentials.map { $0 / total }
}

/// Causal attention of all heads over the positions' queries, keys and values.
nonisolated func attention(_ rows: Matrix, heads: Int) -> Matrix {
  let width = rows[0].count / 3
  let d = width / heads
  return rows.indices.map { t in
    var mixed = Vector(repeating: 0, count: width)
    for place in stride(from: 0, to: width, by: d) {
      let scores = (0...t).map { s in
        var sum = 0.0
        for i in place..<(place + d) { sum += rows[t][i] * rows[s][width + i] }
        return sum / Double(d).squareRoot()
      }
      let shares = softmax(scores)
      for s in 0...t {
        for i in place..<(place + d) { mixed[i] += shares[s] * rows[s][2 * width + i] }
      }
    }
    return mixed
  }
}
