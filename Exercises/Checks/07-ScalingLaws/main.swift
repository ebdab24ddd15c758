import ExerciseKit
import Solutions07

CheckProgram.main(Solutions07.cases)
