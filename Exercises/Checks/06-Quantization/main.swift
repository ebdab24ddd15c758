import ExerciseKit
import Solutions06

CheckProgram.main(Solutions06.cases)
