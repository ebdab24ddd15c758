// Derived from Exercises/Tasks/01-Tokenizer: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises01
import Tasks01

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "1.1", Chapter01.countPairs,
      learner: asking(Exercises01.countPairs),
      solution: Tasks01.countPairs,
      mistakes: Tasks01.countPairsMistakes,
      inputs: ["words"]),
    ExerciseCase(
      "1.2", Chapter01.embeddingCost,
      learner: asking(Exercises01.embeddingShare),
      solution: Tasks01.embeddingShare,
      mistakes: Tasks01.embeddingCostMistakes,
      inputs: ["vocabularySize", "width", "modelParameters"]),
    ExerciseCase(
      "1.3", Chapter01.encodeWord,
      learner: asking(Exercises01.encodeWord),
      solution: Tasks01.encodeWord,
      mistakes: Tasks01.encodeWordMistakes,
      inputs: ["word", "merges"]),
    ExerciseCase(
      "1.4", Chapter01.bestSegmentation,
      learner: asking(Exercises01.bestSegmentation),
      solution: Tasks01.bestSegmentation,
      mistakes: Tasks01.bestSegmentationMistakes,
      inputs: ["word", "logProbabilities"]),
    ExerciseCase(
      "1.5", Chapter01.foreignBill,
      learner: asking(Exercises01.foreignBill),
      solution: Tasks01.foreignBill,
      mistakes: Tasks01.foreignBillMistakes,
      inputs: ["words", "ownFertility", "foreignFertility", "window", "parameters"]),
    ExerciseCase(
      "1.6", Chapter01.ownTokenizer,
      learner: asking(Exercises01.ownTokenizer),
      solution: Tasks01.ownTokenizer,
      mistakes: Tasks01.ownTokenizerMistakes,
      inputs: ["text", "size"]),
  ]
}
