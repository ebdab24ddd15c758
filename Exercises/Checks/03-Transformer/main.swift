import ExerciseKit
import Solutions03

CheckProgram.main(Solutions03.cases)
