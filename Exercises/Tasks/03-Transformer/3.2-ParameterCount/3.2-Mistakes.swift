import ExerciseKit

/// The known mistakes of exercise 3.2.
public var parameterCountMistakes: [KnownMistake<Chapter03.ParameterCount>] {
  [
    KnownMistake("you counted the tied head as a matrix of its own") {
      try parameterCount($0) + $0.vocabularySize * $0.width
    },
    KnownMistake("you left out the learned positions") {
      try parameterCount($0) - $0.positionCount * $0.width
    },
    KnownMistake("you left out the normalization behind the embedding") {
      try parameterCount($0) - ($0.hasEmbeddingNorm ? 2 * $0.width : 0)
    },
    KnownMistake("you left out the last normalization, before the head") {
      try parameterCount($0) - 2 * $0.width
    },
    KnownMistake("you left out the biases of a block's six matrices, 9D") {
      try parameterCount($0) - 9 * $0.layerCount * $0.width
    },
    KnownMistake("you left out the two normalizations of each block") {
      try parameterCount($0) - 4 * $0.layerCount * $0.width
    },
    KnownMistake("you counted a normalization's gains, but not its biases") {
      try parameterCount($0)
        - (2 * $0.layerCount + ($0.hasEmbeddingNorm ? 2 : 1)) * $0.width
    },
    KnownMistake("you forgot attention's output projection: there are four, not three") {
      try parameterCount($0) - $0.layerCount * ($0.width * $0.width + $0.width)
    },
  ]
}
