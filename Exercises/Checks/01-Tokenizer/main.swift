import ExerciseKit
import Solutions01

CheckProgram.main(Solutions01.cases)
