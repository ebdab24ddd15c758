// Derived from Exercises/Tasks/06-Quantization: a reset of one of its exercises writes it anew.
import ExerciseKit
import Exercises06
import Tasks06

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      "6.1", Chapter06.absmaxQuantize,
      learner: asking(Exercises06.absmaxQuantize),
      solution: Tasks06.absmaxQuantize,
      mistakes: Tasks06.absmaxQuantizeMistakes,
      inputs: ["weights"]),
    ExerciseCase(
      "6.2", Chapter06.quantizedSize,
      learner: asking(Exercises06.quantizedSize),
      solution: Tasks06.quantizedSize,
      mistakes: Tasks06.quantizedSizeMistakes,
      inputs: ["parameters", "bits", "groupSize", "scaleBits", "deviceBytes"]),
    ExerciseCase(
      "6.3", Chapter06.unpackNibbles,
      learner: asking(Exercises06.unpackNibbles),
      solution: Tasks06.unpackNibbles,
      mistakes: Tasks06.unpackNibblesMistakes,
      inputs: ["bytes", "scale"]),
    ExerciseCase(
      "6.4", Chapter06.offsetQuantize,
      learner: asking(Exercises06.offsetQuantize),
      solution: Tasks06.offsetQuantize,
      mistakes: Tasks06.offsetQuantizeMistakes,
      inputs: ["weights"]),
    ExerciseCase(
      "6.5", Chapter06.stepTime,
      learner: asking(Exercises06.stepTime),
      solution: Tasks06.stepTime,
      mistakes: Tasks06.stepTimeMistakes,
      inputs: ["parameters", "bits", "sequences", "bytesPerSecond", "operationsPerSecond"]),
    ExerciseCase(
      "6.6", Chapter06.weightFormat,
      learner: asking(Exercises06.weightFormat),
      solution: Tasks06.weightFormat,
      mistakes: Tasks06.weightFormatMistakes,
      inputs: ["bitsPerWeight"]),
  ]
}
