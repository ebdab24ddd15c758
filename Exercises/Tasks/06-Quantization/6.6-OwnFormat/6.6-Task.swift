//: # A format of your own
//: capstone, 75 minutes
//:
//: Design a format for weights: how many share a scale, how a scale is stored, which sixteen values
//: the codes stand for, how a weight gets its code. Your function is told how many bits a weight may
//: take, everything included, and returns two functions: one packs the weights of a matrix into
//: bytes, the other reads them back from the bytes alone. The check asks for 4.5 and for 4.25 bits.
//:
//: It trains three small models of text, puts all their matrices through your format, counts the
//: bytes, and measures what the models then need for unseen text. With groups of 32, or of 64, and
//: a scale that fits the largest weight of each, rounding to the nearest code adds so many bits per
//: byte; yours may add at most 0.8 of that, the mean of the three. Any bytes will do; nothing is
//: graded by time.
//:
//: Why: GGUF's formats of four bits differ in nothing but these choices, and the better ones are as
//: small as the worse.
//:
//: ## Hints
//:
//: 1. Begin with what GGUF does: groups of 32, two codes a byte, and a scale in two bytes. A Float's
//:    upper 16 bits are a bfloat16: UInt16(truncatingIfNeeded: x.bitPattern >> 16), and back with
//:    Float(bitPattern: UInt32(bits) << 16). At 4.25 bits, 16 bits serve a group of 64.
//: 2. Let the scale that is stored, not the one before, decide the codes.
//: 3. Codes go from −8 to 7, so one side has a value more. A scale may be negative: let the larger
//:    side have it.
//: 4. The scale that fits the largest weight is not the one with the smallest error: try twenty or
//:    so from 0.7 to 1.1 times that, with both signs; round, read back, and keep the one with the
//:    smallest sum of squared errors. Then set the scale to Σ w·code / Σ code² for the codes found.
//: 5. Weights are nearly normal: most lie near zero. Sixteen values that lie closer there err less than
//:    evenly spaced ones; GGUF's IQ4_NL has −127, −104, −83, −65, −49, −35, −22, −10, 1, 13, 25, 38,
//:    53, 69, 89 and 113, times the scale.

import Corpora
import ExerciseKit
import Foundation
import Groundwork

extension Chapter06 {
  /// A format for weights: how they become bytes, and how they are read again.
  public struct WeightFormat: Sendable {
    public typealias Packing = @Sendable (_ weights: [Float]) throws -> [UInt8]
    public typealias Reading = @Sendable (_ bytes: [UInt8], _ count: Int) throws -> [Float]

    public let pack: Packing
    /// From the bytes and the number of weights in them.
    public let read: Reading

    public init(pack: @escaping Packing, read: @escaping Reading) {
      (self.pack, self.read) = (pack, read)
    }
  }

  /// From the bits that a weight may take to a format.
  public typealias FormatDesign = (_ bitsPerWeight: Double) throws -> WeightFormat

  /// The sentences for what goes wrong with formats.
  enum FormatFault {
    static let oneByte = "you stored one code a byte: two codes of four bits fit"
    static let wideScales = "your scales take 32 bits: with 16 a group can be half as long"
    static let fixedGroups = "your groups are as long at 4.25 bits as at 4.5: scales cost bits, too"
    static let oneScale =
      "one large weight coarsens all others: give each group of some dozens a scale of its own"
    static let shuffled = "the weights come back in each other's places: pack and read must agree"
    static let cut = "you cut to the code below in magnitude: the nearest one halves the error"
    static let lateScale =
      "your codes are rounded by a scale that is not the one stored: what is read is off by a factor"
    static let fitted =
      "your scale fits the largest weight of each group: a somewhat smaller grid errs less in sum"
    static let empty = "a group of zeros divides by its scale of 0"
  }

  /// Three models, trained once.
  private static let trials = [
    FormatTrial(.finance, seed: 61), FormatTrial(.medicine, seed: 62),
    FormatTrial(.law, seed: 63),
  ]

  public static let weightFormat = Exercise<FormatDesign>(capstone: { design, bench in
    for (bits, group) in [(4.5, 32), (4.25, 64)] {
      let format = try design(bits)
      bench.underWay("packing matrices in \(bits) bits")
      try expectSizes(format, bits, bench)
      try expectExact(format)
      bench.underWay("training three small models, and asking them before and after")
      var (added, plain) = (0.0, 0.0)
      for trial in trials {
        let full = trial.bitsPerByte
        let own = try trial.matrices.map { try through(format, $0.weights) }
        added += (trial.with(own).bitsPerByte - full) / 3
        let rounded = trial.matrices.map { fitted($0.weights, group) }
        plain += (trial.with(rounded).bitsPerByte - full) / 3
      }
      bench.underWay(
        String(format: "plain rounding adds %.4f bits per byte, your format %.4f", plain, added))
      try bench.expect(
        "bits per byte that \(bits) bits a weight add, by those of plain rounding", added / plain,
        .atMost, 0.8, otherwise: try fault(format))
    }
  })

  /// Weights packed and read again.
  private static func through(_ format: WeightFormat, _ weights: [Float]) throws -> [Float] {
    let read = try format.read(try format.pack(weights), weights.count)
    try Expect.count(read.count, weights.count, "weights that are read back")
    try Expect.that(
      read.allSatisfy(\.isFinite), "weights come back that are no numbers",
      otherwise: weights.contains { $0 != 0 } ? nil : FormatFault.empty)
    return read
  }

  /// Normal numbers, as a model's weights nearly are.
  private static func drawn(_ count: Int, seed: UInt64 = 66, scale: Double = 0.2) -> [Float] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in Float(scale * stream.normal()) }
  }

  private static func expectSizes(
    _ format: WeightFormat, _ bits: Double, _ bench: Workbench
  ) throws {
    let weights = drawn(64 * 192)
    let stored = Double(8 * (try format.pack(weights).count)) / Double(weights.count)
    var fault: String?
    if stored >= 8 {
      fault = FormatFault.oneByte
    } else if abs(stored - bits - 0.5) < 1e-3 || abs(stored - bits - 0.25) < 1e-3 {
      fault = bits == 4.25 && stored == 4.5 ? FormatFault.fixedGroups : FormatFault.wideScales
    }
    try bench.expect("bits a weight, from the bytes", stored, .atMost, bits, otherwise: fault)
  }

  /// What every format has to do, whatever it loses.
  private static func expectExact(_ format: WeightFormat) throws {
    try Expect.count(try through(format, []).count, 0, "no weights")
    let zeros = try through(format, Array(repeating: 0, count: 128))
    try Expect.that(zeros.allSatisfy { $0 == 0 }, "128 zeros come back as other numbers")
    // A matrix need not be a multiple of any group.
    for count in [1, 7, 100, 1_537] { _ = try through(format, drawn(count)) }
    let weights = drawn(2_048)
    let read = try through(format, weights)
    let error = share(weights, read)
    let sorted = share(weights.sorted(), read.sorted())
    try Expect.that(
      error < 0.35, "normal weights come back with an error of \(error) of their size",
      otherwise: sorted < 0.35 ? FormatFault.shuffled : nil)
    var outlier = weights
    outlier[1_000] = 30
    var (others, back) = (outlier, try through(format, outlier))
    for place in 960..<1_088 { (others[place], back[place]) = (0, 0) }
    let spread = share(others, back)
    try Expect.that(
      spread < 0.35,
      "with one weight of 30, those far from it come back with an error of \(spread) of their size",
      otherwise: FormatFault.oneScale)
    for scale in [1e-3, 1e3] {
      let scaled = drawn(512, scale: scale)
      let error = share(scaled, try through(format, scaled))
      try Expect.that(
        error < 0.35, "weights of about \(scale) come back with an error of \(error) of their size")
    }
  }

  /// The root of the squared errors by that of the squares.
  private static func share(_ weights: [Float], _ read: [Float]) -> Double {
    func squares(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1 * $1) } }
    return (squares(zip(weights, read).map { $0 - $1 }) / squares(weights)).squareRoot()
  }

  /// Groups with a scale for the largest weight, as GGUF's Q4_0 has them.
  private static func fitted(_ weights: [Float], _ group: Int) -> [Float] {
    stride(from: 0, to: weights.count, by: group).flatMap { start -> [Float] in
      let own = weights[start..<min(start + group, weights.count)]
      let largest = own.max { abs($0) < abs($1) } ?? 0
      guard largest != 0 else { return Array(own) }
      let scale = largest / -8
      return own.map { max(-8, min(7, ($0 / scale).rounded())) * scale }
    }
  }

  /// What a format does to weights that it could do better.
  private static func fault(_ format: WeightFormat) throws -> String? {
    let weights = drawn(64 * 192)
    let read = try through(format, weights)
    func magnitude(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double(abs($1)) } }
    let kept = magnitude(read) / magnitude(weights)
    if kept < 0.93 { return FormatFault.cut }
    // The best common factor of what is read is 1, unless codes and scale do not belong together.
    let products = zip(weights, read).reduce(0.0) { $0 + Double($1.0 * $1.1) }
    let factor = products / read.reduce(0.0) { $0 + Double($1 * $1) }
    if abs(factor - 1) > 0.02 { return FormatFault.lateScale }
    let largest = stride(from: 0, to: weights.count, by: 64).map { start in
      let place = (start..<start + 64).max { abs(weights[$0]) < abs(weights[$1]) } ?? start
      return abs(read[place] / weights[place] - 1)
    }
    return largest.count { $0 < 0.01 } > largest.count * 3 / 4 ? FormatFault.fitted : nil
  }
}
