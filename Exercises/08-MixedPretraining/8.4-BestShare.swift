import ExerciseKit
import Foundation
import Tasks08

// 8.4 Where to stand on the curve (a function, about 20 minutes)
//
// A few runs with different mixtures gave you two mixing laws (Ye et al. 2024): the loss on your
// field, c + k·e^(t·r), where r is the field's share, and the loss on general text, the same form
// in general text's share, 1 − r. The field's loss counts w, the other one 1 − w. At which share r
// from 0 to 1 is the weighted sum lowest? A search is as good as a formula: the checks allow for
// half a hundredth.
//
// Chapter08.Law is in Exercises/Tasks/08-MixedPretraining/8.4-BestShare/8.4-Task.swift.

/// The share of the field's text at which the weighted loss is lowest, from 0 to 1.
///
/// - Parameters:
///   - domain: the loss on the field, a law of the field's share r.
///   - general: the loss on general text, a law of general text's share, 1 − r.
///   - fieldWeight: w, how much the field's loss counts, from 0 to 1; general text counts 1 − w.
public func bestShare(
  domain: Chapter08.Law, general: Chapter08.Law, fieldWeight: Double
) throws -> Double {
  // TODO 8.4: find the lowest point of the weighted sum of both losses
  throw NotAttempted("8.4")
}
