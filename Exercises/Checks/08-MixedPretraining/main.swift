import ExerciseKit
import Solutions08

CheckProgram.main(Solutions08.cases)
