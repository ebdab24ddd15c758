import ExerciseKit
import Solutions02

CheckProgram.main(Solutions02.cases)
