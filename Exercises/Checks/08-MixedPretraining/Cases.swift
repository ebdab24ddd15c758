// Derived from Exercises/Tasks/08-MixedPretraining: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises08
import Tasks08

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "8.1", Chapter08.bitsPerByte,
      learner: asking(Exercises08.bitsPerByte),
      solution: Tasks08.bitsPerByte,
      mistakes: Tasks08.bitsPerByteMistakes,
      inputs: ["documents"]),
    ExerciseCase(
      "8.2", Chapter08.epochs,
      learner: asking(Exercises08.epochs),
      solution: Tasks08.epochs,
      mistakes: Tasks08.epochsMistakes,
      inputs: ["trainedTokens", "share", "sourceTokens"]),
    ExerciseCase(
      "8.3", Chapter08.drawMixture,
      learner: asking(Exercises08.drawMixture),
      solution: Tasks08.drawMixture,
      mistakes: Tasks08.drawMixtureMistakes,
      inputs: ["sources", "tokens"]),
    ExerciseCase(
      "8.4", Chapter08.bestShare,
      learner: asking(Exercises08.bestShare),
      solution: Tasks08.bestShare,
      mistakes: Tasks08.bestShareMistakes,
      inputs: ["domain", "general", "fieldWeight"]),
    ExerciseCase(
      "8.5", Chapter08.coverage,
      learner: asking(Exercises08.coverage),
      solution: Tasks08.coverage,
      mistakes: Tasks08.coverageMistakes,
      inputs: ["windows", "draws", "wantedShare"]),
    ExerciseCase(
      "8.6", Chapter08.mixture,
      learner: asking(Exercises08.chooseShare),
      solution: Tasks08.chooseShare,
      mistakes: Tasks08.mixtureMistakes,
      inputs: ["runs", "bytes", "fieldBytes", "fieldWeight"]),
  ]
}
