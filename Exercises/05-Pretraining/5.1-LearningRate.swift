import ExerciseKit
import Foundation
import Tasks05

// 5.1 Up a line, down a cosine (a function, about 15 minutes)
//
// The rate of the first steps rises linearly: the first of W warm-up steps gets 1/W of the peak,
// the last all of it. Step W has the peak too, and from there half a cosine falls to the floor,
// reached when all steps are done. Steps beyond stay at the floor. Where all steps are warm-up,
// step W still has the peak, and the next one the floor. (BloombergGPT: 1,800 warm-up steps, from
// 6e-5 to a tenth of it; Wu et al. 2023.)
//
// Chapter05.Schedule is in Exercises/Tasks/05-Pretraining/5.1-LearningRate/5.1-Task.swift.

/// The learning rate of a step, counted from 0.
public func learningRate(_ schedule: Chapter05.Schedule, at step: Int) throws -> Double {
  // TODO 5.1: a line up to the peak, then half a cosine down to the floor
  throw NotAttempted("5.1")
}
