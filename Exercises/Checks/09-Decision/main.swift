import ExerciseKit
import Solutions09

CheckProgram.main(Solutions09.cases)
