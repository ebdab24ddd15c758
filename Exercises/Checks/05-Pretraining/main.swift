import ExerciseKit
import Solutions05

CheckProgram.main(Solutions05.cases)
