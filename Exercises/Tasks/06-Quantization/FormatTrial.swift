import Corpora
import Foundation
import Groundwork

/// A small model of text, trained in a second: what capstone 6.6 puts through a format.
///
/// Three bytes of context, embedded in 16 numbers each, one hidden layer of 64 with tanh, and the odds of
/// the next byte. It is trained by plain gradient steps on text of the built-in worlds.
struct FormatTrial: Sendable {
  private static let context = 3
  private static let width = 16
  private static let hidden = 64
  /// A line's end, and the printable bytes.
  private static let symbols = 96

  /// The matrices as they are stored, row by row, and the numbers of a row.
  private(set) var matrices: [(weights: [Float], columns: Int)]
  private let unseen: [Int]

  init(_ world: World, seed: UInt64) {
    func text(_ bytes: Int, _ first: Int) -> [Int] {
      let corpus = world.corpus(byteCount: bytes, seed: seed, firstIndex: first)
      return corpus.texts.joined(separator: [0x0A]).prefix(bytes).map {
        (0x20..<0x7F).contains($0) ? Int($0) - 0x1F : 0
      }
    }
    var stream = RandomStream(seed: seed)
    let input = Self.context * Self.width
    func drawn(_ rows: Int, _ columns: Int) -> (weights: [Float], columns: Int) {
      let scale = 1 / Double(columns).squareRoot()
      return ((0..<rows * columns).map { _ in Float(scale * stream.normal()) }, columns)
    }
    matrices = [
      drawn(Self.symbols, Self.width), drawn(Self.hidden, input),
      drawn(Self.symbols, Self.hidden),
    ]
    unseen = text(5_000, 50_000)
    train(text(24_000, 0))
  }

  /// The same model with its matrices changed.
  func with(_ matrices: [[Float]]) -> FormatTrial {
    var other = self
    for (place, weights) in matrices.enumerated() { other.matrices[place].weights = weights }
    return other
  }

  /// What it needs for a byte of unseen text.
  var bitsPerByte: Double {
    var work = Work(self)
    var nats = 0.0
    for place in Self.context..<unseen.count {
      work.forward(self, unseen, place)
      nats -= log(Double(max(work.odds[unseen[place]], 1e-30)))
    }
    return nats / log(2) / Double(unseen.count - Self.context)
  }

  private mutating func train(_ text: [Int]) {
    var work = Work(self)
    for place in Self.context..<text.count {
      work.forward(self, text, place)
      // From a tenth down to a hundredth.
      let rate = Float(0.1 * (1 - 0.9 * Double(place) / Double(text.count)))
      work.backward(&matrices, text, place, rate)
    }
  }

  /// The numbers of one position.
  private struct Work {
    var input: [Float]
    var middle: [Float]
    var odds: [Float]
    var middleGradient: [Float]
    var inputGradient: [Float]

    init(_ trial: FormatTrial) {
      input = Array(repeating: 0, count: FormatTrial.context * FormatTrial.width)
      middle = Array(repeating: 0, count: FormatTrial.hidden)
      odds = Array(repeating: 0, count: FormatTrial.symbols)
      (middleGradient, inputGradient) = (middle, input)
    }

    mutating func forward(_ trial: FormatTrial, _ text: [Int], _ place: Int) {
      for back in 0..<FormatTrial.context {
        let row = text[place - 1 - back] * FormatTrial.width
        for i in 0..<FormatTrial.width {
          input[back * FormatTrial.width + i] = trial.matrices[0].weights[row + i]
        }
      }
      Self.product(trial.matrices[1].weights, input, &middle)
      for i in middle.indices { middle[i] = tanh(middle[i]) }
      Self.product(trial.matrices[2].weights, middle, &odds)
      let highest = odds.max() ?? 0
      var sum: Float = 0
      for i in odds.indices {
        odds[i] = exp(odds[i] - highest)
        sum += odds[i]
      }
      for i in odds.indices { odds[i] /= sum }
    }

    mutating func backward(
      _ matrices: inout [(weights: [Float], columns: Int)], _ text: [Int], _ place: Int,
      _ rate: Float
    ) {
      odds[text[place]] -= 1
      Self.step(&matrices[2].weights, odds, middle, &middleGradient, rate)
      for i in middle.indices { middleGradient[i] *= 1 - middle[i] * middle[i] }
      Self.step(&matrices[1].weights, middleGradient, input, &inputGradient, rate)
      for back in 0..<FormatTrial.context {
        let row = text[place - 1 - back] * FormatTrial.width
        for i in 0..<FormatTrial.width {
          matrices[0].weights[row + i] -= rate * inputGradient[back * FormatTrial.width + i]
        }
      }
    }

    /// out = weights · x, row by row.
    private static func product(_ weights: [Float], _ x: [Float], _ out: inout [Float]) {
      weights.withUnsafeBytes { weights in
        x.withUnsafeBytes { x in
          for row in out.indices {
            var lanes = SIMD16<Float>.zero
            for start in stride(from: 0, to: x.count, by: 64) {
              lanes +=
                weights.loadUnaligned(fromByteOffset: row * x.count + start, as: SIMD16<Float>.self)
                * x.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
            }
            out[row] = lanes.sum()
          }
        }
      }
    }

    /// The gradient of what a matrix read, and a step of its weights.
    private static func step(
      _ weights: inout [Float], _ gradient: [Float], _ x: [Float], _ xGradient: inout [Float],
      _ rate: Float
    ) {
      for i in xGradient.indices { xGradient[i] = 0 }
      weights.withUnsafeMutableBufferPointer { weights in
        xGradient.withUnsafeMutableBufferPointer { xGradient in
          x.withUnsafeBufferPointer { x in
            for row in gradient.indices {
              let slope = gradient[row]
              let own = UnsafeMutableBufferPointer(
                rebasing: weights[row * x.count..<(row + 1) * x.count])
              for column in x.indices {
                xGradient[column] += slope * own[column]
                own[column] -= rate * slope * x[column]
              }
            }
          }
        }
      }
    }
  }
}
