import ExerciseKit

/// The known mistakes of exercise 3.5.
public var trainingOperationsMistakes: [KnownMistake<Chapter03.TrainingOperations>] {
  /// A sum of one token's way there: so often the blocks' weights, their products without weights
  /// and the head's weights.
  func wrong(
    _ sentence: String,
    _ times:
      @escaping (_ isTwice: Bool, _ time: Double) -> (weights: Double, scores: Double, head: Double)
  ) -> KnownMistake<Chapter03.TrainingOperations> {
    KnownMistake(sentence) { shape, time, tokens, isTwice in
      let (weights, scores, head) = times(isTwice, time)
      let (layers, width) = (Double(shape.layerCount), Double(shape.width))
      return tokens
        * (weights * layers * 24 * width * width + scores * layers * 4 * time * width
          + head * 2 * Double(shape.vocabularySize) * width)
    }
  }
  return [
    wrong("you left out the two products without weights: keys and values of the whole window") {
      isTwice, _ in (isTwice ? 4 : 3, 0, 3)
    },
    wrong(
      "you counted half of the products without weights: scores and mixing are both computed, and whole"
    ) {
      isTwice, _ in (isTwice ? 4 : 3, isTwice ? 2 : 1.5, 3)
    },
    wrong("you let one token pay for the window's whole square: it meets T keys, not T²") {
      isTwice, time in (isTwice ? 4 : 3, (isTwice ? 4 : 3) * time, 3)
    },
    wrong("you computed the head twice as well: its activations are kept") { isTwice, _ in
      isTwice ? (4, 4, 4) : (3, 3, 3)
    },
    wrong("you forgot the second run: where blocks are computed twice they take 4, not 3") {
      _, _ in (3, 3, 3)
    },
    wrong("where blocks run twice yours take 5, not 4: it is the way there that runs once more") {
      isTwice, _ in isTwice ? (5, 5, 3) : (3, 3, 3)
    },
    wrong("you counted the way back like the way there: it takes twice as much") { isTwice, _ in
      isTwice ? (3, 3, 2) : (2, 2, 2)
    },
    wrong("you left out the head, which is a product though it shares the embedding's table") {
      isTwice, _ in isTwice ? (4, 4, 0) : (3, 3, 0)
    },
    wrong(
      "you counted V · D twice: the head is one product, and to look up a row of the embedding costs nothing"
    ) {
      isTwice, _ in
      isTwice ? (4, 4, 6) : (3, 3, 6)
    },
    wrong(
      "you have half of the operations, as with 1 for a multiplication with its addition: it is 2"
    ) {
      isTwice, _ in isTwice ? (2, 2, 1.5) : (1.5, 1.5, 1.5)
    },
    wrong("you counted the way there alone: the way back takes twice as much again") { isTwice, _ in
      isTwice ? (2, 2, 1) : (1, 1, 1)
    },
    wrong("you counted the way there once, and nothing else") { _, _ in (1, 1, 1) },
    wrong("you repeated the weights' products alone: scores and mixing run a second time, too") {
      isTwice, _ in (isTwice ? 4 : 3, 3, 3)
    },
    wrong("you took 12D² operations for a block's weights: 2 for each of them") { isTwice, _ in
      isTwice ? (2, 4, 3) : (1.5, 3, 3)
    },
    wrong("you counted blocks by their weights alone, 6 for each, and left out the head") {
      isTwice, _ in (3, 0, 0)
    },
    wrong("you counted the products without weights twice as often as they are") { isTwice, _ in
      isTwice ? (4, 8, 3) : (3, 6, 3)
    },
    wrong("you counted the feed-forward layer alone: the projections have 4D² more") {
      isTwice, _ in isTwice ? (8.0 / 3, 4, 3) : (2, 3, 3)
    },
    KnownMistake("you counted one block") { shape, time, tokens, isTwice in
      let one = Chapter03.Shape(
        layerCount: min(1, shape.layerCount), width: shape.width,
        vocabularySize: shape.vocabularySize, positionCount: shape.positionCount,
        hasEmbeddingNorm: shape.hasEmbeddingNorm)
      return try trainingOperations(
        one, contextLength: time, tokens: tokens, recomputesBlocks: isTwice)
    },
    KnownMistake("you left out the tokens: each of them takes its way") { shape, time, _, isTwice in
      try trainingOperations(shape, contextLength: time, tokens: 1, recomputesBlocks: isTwice)
    },
    wrong("you let everything run 4 times where blocks run twice, and once more: 5") {
      isTwice, _ in isTwice ? (5, 5, 5) : (3, 3, 3)
    },
    wrong("you counted the second run where there is none") { _, _ in (4, 4, 3) },
    wrong("you turned the question round: it is the blocks that run twice that take 4, not 3") {
      isTwice, _ in isTwice ? (3, 3, 3) : (4, 4, 3)
    },
    wrong("you counted 1 operation for the products with weights: it is 2 for each weight") {
      isTwice, _ in isTwice ? (2, 4, 1.5) : (1.5, 3, 1.5)
    },
    wrong("you let the way back run twice as well: the way there alone runs a second time") {
      isTwice, _ in isTwice ? (6, 6, 3) : (3, 3, 3)
    },
    KnownMistake("you counted the table of positions with the head") {
      shape, time, tokens, isTwice in
      try trainingOperations(
        shape, contextLength: time, tokens: tokens, recomputesBlocks: isTwice)
        + 6 * tokens * Double(shape.positionCount) * Double(shape.width)
    },
    KnownMistake("you counted the products without weights once, not in every block") {
      shape, time, tokens, isTwice in
      try trainingOperations(
        shape, contextLength: time, tokens: tokens, recomputesBlocks: isTwice)
        - (isTwice ? 4 : 3) * tokens * Double(shape.layerCount - 1) * 4 * time
        * Double(shape.width)
    },
  ]
}
