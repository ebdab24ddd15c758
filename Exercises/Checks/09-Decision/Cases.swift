// Derived from Exercises/Tasks/09-Decision: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises09
import Tasks09

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "9.1", Chapter09.breakEven,
      learner: asking(Exercises09.breakEven),
      solution: Tasks09.breakEven,
      mistakes: Tasks09.breakEvenMistakes,
      inputs: ["fixedDollars", "ownDollarsPerMillion", "otherDollarsPerMillion"]),
    ExerciseCase(
      "9.2", Chapter09.trainingCost,
      learner: asking(Exercises09.trainingCost),
      solution: Tasks09.trainingCost,
      mistakes: Tasks09.trainingCostMistakes,
      inputs: ["steps", "secondsPerStep", "devices", "dollarsPerDeviceHour", "continuedShare"]),
    ExerciseCase(
      "9.3", Chapter09.rankModels,
      learner: asking(Exercises09.rankModels),
      solution: Tasks09.rankModels,
      mistakes: Tasks09.rankModelsMistakes,
      inputs: ["models"]),
    ExerciseCase(
      "9.4", Chapter09.differenceInterval,
      learner: asking(Exercises09.differenceInterval),
      solution: Tasks09.differenceInterval,
      mistakes: Tasks09.differenceIntervalMistakes,
      inputs: ["own", "other", "seed"]),
    ExerciseCase(
      "9.5", Chapter09.idleServer,
      learner: asking(Exercises09.idleServer),
      solution: Tasks09.idleServer,
      mistakes: Tasks09.idleServerMistakes,
      inputs: [
        "devices", "dollarsPerDeviceHour", "tokensPerSecond", "busyShare",
        "hostedDollarsPerMillion",
      ]),
    ExerciseCase(
      "9.6", Chapter09.memo,
      learner: asking(Exercises09.decisionMemo),
      solution: Tasks09.decisionMemo,
      mistakes: Tasks09.memoMistakes,
      inputs: ["given"]),
  ]
}
