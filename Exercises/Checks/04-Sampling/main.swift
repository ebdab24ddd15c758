import ExerciseKit
import Solutions04

CheckProgram.main(Solutions04.cases)
