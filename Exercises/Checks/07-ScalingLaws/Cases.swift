// Derived from Exercises/Tasks/07-ScalingLaws: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises07
import Tasks07

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "7.1", Chapter07.lawPenalty,
      learner: asking(Exercises07.lawPenalty),
      solution: Tasks07.lawPenalty,
      mistakes: Tasks07.lawPenaltyMistakes,
      inputs: ["law", "run", "delta"]),
    ExerciseCase(
      "7.2", Chapter07.optimalSize,
      learner: asking(Exercises07.optimalSize),
      solution: Tasks07.optimalSize,
      mistakes: Tasks07.optimalSizeMistakes,
      inputs: ["compute", "law"]),
    ExerciseCase(
      "7.3", Chapter07.fitObjective,
      learner: asking(Exercises07.fitObjective),
      solution: Tasks07.fitObjective,
      mistakes: Tasks07.fitObjectiveMistakes,
      inputs: ["law", "runs"]),
    ExerciseCase(
      "7.4", Chapter07.valleyFloor,
      learner: asking(Exercises07.valleyFloor),
      solution: Tasks07.valleyFloor,
      mistakes: Tasks07.valleyFloorMistakes,
      inputs: ["runs"]),
    ExerciseCase(
      "7.5", Chapter07.worthOfRepeats,
      learner: asking(Exercises07.worthOfRepeats),
      solution: Tasks07.worthOfRepeats,
      mistakes: Tasks07.worthOfRepeatsMistakes,
      inputs: ["uniqueTokens", "epochs", "decay"]),
    ExerciseCase(
      "7.6", Chapter07.forecast,
      learner: asking(Exercises07.forecast),
      solution: Tasks07.forecast,
      mistakes: Tasks07.forecastMistakes,
      inputs: ["runs", "parameters", "tokens"]),
  ]
}
