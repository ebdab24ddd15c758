import ExerciseKit
import Foundation
import Tasks08

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
