// Derived from Exercises/Tasks/04-Sampling: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises04
import Tasks04

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "4.1", Chapter04.nucleus,
      learner: asking(Exercises04.nucleus),
      solution: Tasks04.nucleus,
      mistakes: Tasks04.nucleusMistakes,
      inputs: ["probabilities", "p"]),
    ExerciseCase(
      "4.2", Chapter04.cacheBytes,
      learner: asking(Exercises04.cacheBytes),
      solution: Tasks04.cacheBytes,
      mistakes: Tasks04.cacheBytesMistakes,
      inputs: ["shape"]),
    ExerciseCase(
      "4.3", Chapter04.temperature,
      learner: asking(Exercises04.tempered),
      solution: Tasks04.tempered,
      mistakes: Tasks04.temperatureMistakes,
      inputs: ["logits", "temperature", "truncate"]),
    ExerciseCase(
      "4.4", Chapter04.repeatedShare,
      learner: asking(Exercises04.repeatedShare),
      solution: Tasks04.repeatedShare,
      mistakes: Tasks04.repeatedShareMistakes,
      inputs: ["texts", "n"]),
    ExerciseCase(
      "4.5", Chapter04.repetitionPenalty,
      learner: asking(Exercises04.penalized),
      solution: Tasks04.penalized,
      mistakes: Tasks04.repetitionPenaltyMistakes,
      inputs: ["logits", "previous", "penalty"]),
    ExerciseCase(
      "4.6", Chapter04.faithfulDrafts,
      learner: asking(Exercises04.faithfulDrafts),
      solution: Tasks04.faithfulDrafts,
      mistakes: Tasks04.faithfulDraftsMistakes,
      inputs: ["writer", "prompt", "count"]),
  ]
}
