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
