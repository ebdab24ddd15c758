import ExerciseKit
import Foundation
import Tasks08

// 8.6 The mixture, chosen small (a capstone, about 60 minutes)
//
// A run is to read 64,000 bytes of two kinds of text, and you say which share of them comes from
// your field. You get 15 small runs: a 16th, an eighth and a quarter of the bytes, each at five
// shares, with the bits per byte that each needs for unseen text of the field and for unseen
// general text. You also get how much text of the field there is at all, and how much the field's
// loss weighs; general text weighs the rest.
//
// The check trains a model at your share and compares its weighted loss with the best of eleven
// shares, all trained at full size. You may be 0.02 bits per byte above it. It does so for two
// fields: of one there is plenty, of the other so little that a large share reads it several
// times, which no small run did. The model is a small one that learns by counting: what it has
// read once, it has learned.
//
// Why: nobody searches mixtures at full size. Small runs are cheap, but what is scarce at full
// size is not scarce in them (Muennighoff et al. 2023).
//
// Chapter08.MixtureRun is in Exercises/Tasks/08-MixedPretraining/8.6-Mixture/8.6-Task.swift.

/// The field's share of a large run, by small ones.
///
/// - Parameters:
///   - runs: small runs of several sizes and shares.
///   - bytes: that the large run reads.
///   - fieldBytes: of the field's text, all that there is.
///   - fieldWeight: of the field's loss; general text's weighs the rest.
public func chooseShare(
  _ runs: [Chapter08.MixtureRun], bytes: Double, fieldBytes: Double, fieldWeight: Double
) throws -> Double {
  // TODO 8.6: say from the small runs what each share would need at full size
  throw NotAttempted("8.6")
}
