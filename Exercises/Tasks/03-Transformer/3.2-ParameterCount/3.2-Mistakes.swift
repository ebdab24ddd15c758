import ExerciseKit

/// The known mistakes of exercise 3.2.
public var parameterCountMistakes: [KnownMistake<Chapter03.ParameterCount>] {
  [
    KnownMistake("V · D is counted twice: the tied head is the table of the embedding") {
      try parameterCount($0) + $0.vocabularySize * $0.width
    },
    KnownMistake("you left out the learned positions") {
      try parameterCount($0) - $0.positionCount * $0.width
    },
    KnownMistake("where the embedding is normalised 2D is missing: a gain and a bias") {
      try parameterCount($0) - ($0.hasEmbeddingNorm ? 2 * $0.width : 0)
    },
    KnownMistake(
      "beside the blocks 2D is missing: the last normalization, before the head, has a gain and a bias"
    ) {
      try parameterCount($0) - 2 * $0.width
    },
    KnownMistake("a block lacks 9D, as many as its six matrices have biases") {
      try parameterCount($0) - 9 * $0.layerCount * $0.width
    },
    KnownMistake(
      "a block lacks 4D, as many as its two normalizations have, the biases of its four projections, or the bias of the way to 4D"
    ) {
      try parameterCount($0) - 4 * $0.layerCount * $0.width
    },
    KnownMistake("you counted a normalization's gains, but not its biases") {
      try parameterCount($0)
        - (2 * $0.layerCount + ($0.hasEmbeddingNorm ? 2 : 1)) * $0.width
    },
    KnownMistake("a block lacks D² + D, a projection with its bias: there are four") {
      try parameterCount($0) - $0.layerCount * ($0.width * $0.width + $0.width)
    },
    KnownMistake("a block lacks 5D, as many as the biases of its feed-forward layer: 4D + D") {
      try parameterCount($0) - 5 * $0.layerCount * $0.width
    },
    KnownMistake("a block lacks D, as many as the bias of the way back to D has") {
      try parameterCount($0) - $0.layerCount * $0.width
    },
    KnownMistake(
      "a block has 3D too many, as if the way back to D had a bias of 4D: it has one number for each output"
    ) {
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
    KnownMistake(
      "a block lacks 2D², as many as D more of width in its feed-forward layer: it is 4D wide"
    ) {
      try parameterCount($0) - 2 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("a block lacks 3D²: its projections are four, queries, keys, values and output") {
      try parameterCount($0) - 3 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("a block lacks 8D²: its feed-forward layer has 4D² each way") {
      try parameterCount($0) - 8 * $0.layerCount * $0.width * $0.width
    },
    KnownMistake("where the embedding is normalised D is missing: it has a gain and a bias") {
      try parameterCount($0) - ($0.hasEmbeddingNorm ? $0.width : 0)
    },
    KnownMistake(
      "you counted the embedding's normalization once a block: it stands before the first"
    ) {
      try parameterCount($0)
        + ($0.hasEmbeddingNorm ? 2 * ($0.layerCount - 1) * $0.width : 0)
    },
    KnownMistake(
      "a block lacks 3D, as many as three biases of D: each matrix has one number for each output"
    ) {
      try parameterCount($0) - 3 * $0.layerCount * $0.width
    },
    KnownMistake("your feed-forward layer is 3D wide, biases and all: it is 4D") {
      try parameterCount($0)
        - $0.layerCount * (2 * $0.width * $0.width + $0.width)
    },
  ]
}
