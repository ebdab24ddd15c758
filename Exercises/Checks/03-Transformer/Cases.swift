// Derived from Exercises/Tasks/03-Transformer: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises03
import Tasks03

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "3.1", Chapter03.layerNorm,
      learner: asking(Exercises03.layerNorm),
      solution: Tasks03.layerNorm,
      mistakes: Tasks03.layerNormMistakes,
      inputs: ["row", "gain", "bias", "epsilon"]),
    ExerciseCase(
      "3.2", Chapter03.parameterCount,
      learner: asking(Exercises03.parameterCount),
      solution: Tasks03.parameterCount,
      mistakes: Tasks03.parameterCountMistakes,
      inputs: ["shape"]),
    ExerciseCase(
      "3.3", Chapter03.residualStream,
      learner: asking(Exercises03.residualBlock),
      solution: Tasks03.residualBlock,
      mistakes: Tasks03.residualStreamMistakes,
      inputs: ["stream", "parts"]),
    ExerciseCase(
      "3.4", Chapter03.rmsNormGradient,
      learner: asking(Exercises03.rmsNormGradient),
      solution: Tasks03.rmsNormGradient,
      mistakes: Tasks03.rmsNormGradientMistakes,
      inputs: ["row", "gain", "outputGradient", "epsilon"]),
    ExerciseCase(
      "3.5", Chapter03.trainingOperations,
      learner: asking(Exercises03.trainingOperations),
      solution: Tasks03.trainingOperations,
      mistakes: Tasks03.trainingOperationsMistakes,
      inputs: ["shape", "contextLength", "tokens", "recomputesBlocks"]),
    ExerciseCase(
      "3.6", Chapter03.blockGradient,
      learner: asking(Exercises03.blockGradient),
      solution: Tasks03.blockGradient,
      mistakes: Tasks03.blockGradientMistakes,
      inputs: ["block", "stream", "resultGradient"]),
  ]
}
