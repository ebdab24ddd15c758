// Derived from Exercises/Tasks/05-Pretraining: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises05
import Tasks05

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "5.1", Chapter05.learningRate,
      learner: asking(Exercises05.learningRate),
      solution: Tasks05.learningRate,
      mistakes: Tasks05.learningRateMistakes,
      inputs: ["schedule", "step"]),
    ExerciseCase(
      "5.2", Chapter05.trainingDays,
      learner: asking(Exercises05.trainingDays),
      solution: Tasks05.trainingDays,
      mistakes: Tasks05.trainingDaysMistakes,
      inputs: ["parameters", "tokens", "processors", "peakOperations", "utilization"]),
    ExerciseCase(
      "5.3", Chapter05.biasCorrection,
      learner: asking(Exercises05.adamWStep),
      solution: Tasks05.adamWStep,
      mistakes: Tasks05.biasCorrectionMistakes,
      inputs: ["state", "gradient", "step", "settings"]),
    ExerciseCase(
      "5.4", Chapter05.clippedGradients,
      learner: asking(Exercises05.clippedGradients),
      solution: Tasks05.clippedGradients,
      mistakes: Tasks05.clippedGradientsMistakes,
      inputs: ["gradients", "limit"]),
    ExerciseCase(
      "5.5", Chapter05.cardBytes,
      learner: asking(Exercises05.cardBytes),
      solution: Tasks05.cardBytes,
      mistakes: Tasks05.cardBytesMistakes,
      inputs: ["parameters", "cards", "copies", "stage"]),
    ExerciseCase(
      "5.6", Chapter05.lossInBudget,
      learner: asking(Exercises05.lossInBudget),
      solution: Tasks05.lossInBudget,
      mistakes: Tasks05.lossInBudgetMistakes,
      inputs: ["budget"]),
  ]
}
