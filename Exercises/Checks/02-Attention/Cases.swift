// Derived from Exercises/Tasks/02-Attention: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises02
import Tasks02

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "2.1", Chapter02.causalWeights,
      learner: asking(Exercises02.causalWeights),
      solution: Tasks02.causalWeights,
      mistakes: Tasks02.causalWeightsMistakes,
      inputs: ["scores"]),
    ExerciseCase(
      "2.2", Chapter02.attentionShare,
      learner: asking(Exercises02.attentionShare),
      solution: Tasks02.attentionShare,
      mistakes: Tasks02.attentionShareMistakes,
      inputs: ["contextLength", "width"]),
    ExerciseCase(
      "2.3", Chapter02.scaledScores,
      learner: asking(Exercises02.scaledScores),
      solution: Tasks02.scaledScores,
      mistakes: Tasks02.scaledScoresMistakes,
      inputs: ["queries", "keys", "headCount", "head"]),
    ExerciseCase(
      "2.4", Chapter02.mergeBlocks,
      learner: asking(Exercises02.mergeBlocks),
      solution: Tasks02.mergeBlocks,
      mistakes: Tasks02.mergeBlocksMistakes,
      inputs: ["first", "second"]),
    ExerciseCase(
      "2.5", Chapter02.copiedNext,
      learner: asking(Exercises02.copiedNext),
      solution: Tasks02.copiedNext,
      mistakes: Tasks02.copiedNextMistakes,
      inputs: ["words", "kinds"]),
    ExerciseCase(
      "2.6", Chapter02.inductionHeads,
      learner: asking(Exercises02.inductionHeads),
      solution: Tasks02.inductionHeads,
      mistakes: Tasks02.inductionHeadsMistakes,
      inputs: ["kinds", "contextLength"]),
  ]
}
