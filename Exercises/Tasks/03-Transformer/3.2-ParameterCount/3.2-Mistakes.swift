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
    KnownMistake("a block lacks 4D: its two normalizations, or the biases of its four projections")
    {
      try parameterCount($0) - 4 * $0.layerCount * $0.width
    },
    KnownMistake("you counted a normalization's gains, but not its biases") {
      try parameterCount($0)
        - (2 * $0.layerCount + ($0.hasEmbeddingNorm ? 2 : 1)) * $0.width
    },
    KnownMistake("you forgot attention's output projection: there are four, not three") {
      try parameterCount($0) - $0.layerCount * ($0.width * $0.width + $0.width)
    },
    KnownMistake("you left out the feed-forward layer's biases, 4D + D") {
      try parameterCount($0) - 5 * $0.layerCount * $0.width
    },
    KnownMistake("you left out the bias of the way back to D") {
      try parameterCount($0) - $0.layerCount * $0.width
    },
    KnownMistake("you gave the way back to D a bias of 4D: it has one number for each output") {
      try parameterCount($0) + 3 * $0.layerCount * $0.width
    },
    KnownMistake(
      "a block lacks 2D: count the gains and biases of both normalizations, and the 9D of its matrices"
    ) {
      try parameterCount($0) - 2 * $0.layerCount * $0.width
    },
    KnownMistake("a block lacks 4D²: it has four projections, and 4D² each way between D and 4D") {
      try parameterCount($0) - 4 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("you counted a block's matrices alone: it has biases and normalizations as well") {
      try parameterCount($0) - 13 * $0.layerCount * $0.width
    },
    KnownMistake("you counted matrices alone: there are biases and normalizations as well") {
      try parameterCount($0) - 13 * $0.layerCount * $0.width
        - ($0.hasEmbeddingNorm ? 4 : 2) * $0.width
    },
    KnownMistake("you left out the token embedding") {
      try parameterCount($0) - $0.vocabularySize * $0.width
    },
    KnownMistake("you left out the embeddings, of tokens and of positions") {
      try parameterCount($0) - ($0.vocabularySize + $0.positionCount) * $0.width
    },
    KnownMistake("you counted one block") {
      try parameterCount($0)
        - ($0.layerCount - 1) * (12 * $0.width * $0.width + 13 * $0.width)
    },
    KnownMistake("you normalised the embedding of every model: only some do") {
      try parameterCount($0) + ($0.hasEmbeddingNorm ? 0 : 2 * $0.width)
    },
    KnownMistake("you gave the head a bias: it has none") {
      try parameterCount($0) + $0.vocabularySize
    },
    KnownMistake("you counted one block too many") {
      try parameterCount($0) + 12 * $0.width * $0.width + 13 * $0.width
    },
    KnownMistake("a block lacks 2D²: its feed-forward layer is 4D wide") {
      try parameterCount($0) - 2 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("a block lacks 3D²: its projections are four, queries, keys, values and output") {
      try parameterCount($0) - 3 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("a block lacks 8D²: its feed-forward layer has 4D² each way") {
      try parameterCount($0) - 8 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("you gave the embedding's normalization one vector: it has gain and bias") {
      try parameterCount($0) - ($0.hasEmbeddingNorm ? $0.width : 0)
    },
    KnownMistake(
      "you counted the embedding's normalization once a block: it stands before the first"
    ) {
      try parameterCount($0)
        + ($0.hasEmbeddingNorm ? 2 * ($0.layerCount - 1) * $0.width : 0)
    },
    KnownMistake("you gave the way from D to 4D a bias of D: it has one number for each output") {
      try parameterCount($0) - 3 * $0.layerCount * $0.width
    },
  ]
}
