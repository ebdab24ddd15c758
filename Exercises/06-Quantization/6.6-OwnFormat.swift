import ExerciseKit
import Foundation
import Tasks06

// 6.6 A format of your own (a capstone, about 75 minutes)
//
// Design a format for weights: how many share a scale, how a scale is stored, which sixteen values
// the codes stand for, how a weight gets its code. Your function is told how many bits a weight
// may take, everything included, and returns two functions: one packs the weights of a matrix into
// bytes, the other reads them back from the bytes alone. The check asks for 4.5 and for 4.25 bits.
//
// It trains three small models of text, puts all their matrices through your format, counts the
// bytes, and measures what the models then need for unseen text. With groups of 32, or of 64, and
// a scale that fits the largest weight of each, rounding to the nearest code adds so many bits per
// byte; yours may add at most 0.8 of that, the mean of the three. Any bytes will do; nothing is
// graded by time.
//
// Why: GGUF's formats of four bits differ in nothing but these choices, and the better ones are as
// small as the worse.
//
// Chapter06.WeightFormat is in Exercises/Tasks/06-Quantization/6.6-OwnFormat/6.6-Task.swift.

/// A format of at most so many bits a weight, scales included: how weights become bytes, and how they
/// are read again.
public func weightFormat(bitsPerWeight: Double) throws -> Chapter06.WeightFormat {
  // TODO 6.6: return a function that packs weights, and one that reads them from the bytes
  throw NotAttempted("6.6")
}
