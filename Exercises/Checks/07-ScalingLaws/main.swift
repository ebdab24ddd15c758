import ExerciseKit

CheckProgram.main(cases)
