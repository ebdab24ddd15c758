import WorkbookCore

//: ## Eight bits with an exponent
//:
//: Each input could bring an exponent of its own. Eight bits are enough for a small one (Micikevicius
//: et al. 2022): **E4M3** has 4 bits of exponent and 3 of fraction, **E5M2** has 5 and 2. E4M3 gives up
//: the infinities, so that its largest number is 448; that of E5M2 is 57,344. Below the lowest exponent
//: the steps stay as they are, down to zero. Again it is a step at the number's size, and a count:
struct EightBitFloat {
  let name: String
  let fractionBits: Int
  let lowestExponent: Int
  let largest: Float
  static let e4m3 = EightBitFloat(
    name: "E4M3", fractionBits: 3, lowestExponent: -6, largest: 448)
  static let e5m2 = EightBitFloat(
    name: "E5M2", fractionBits: 2, lowestExponent: -14, largest: 57_344)

  nonisolated func rounded(_ x: Float) -> Float {
    guard x != 0 else { return x }
    let exponent = max(Int(x.exponent), lowestExponent)
    let step = Float(sign: .plus, exponent: exponent - fractionBits, significand: 1)
    return min(max((x / step).rounded(.toNearestOrEven) * step, -largest), largest)
  }
}

func tryEightBitFloats(
  _ notebook: Notebook, _ course: CourseModel, _ existing: ExistingModel, wholeNumbers: Double
) throws {
  //: There are so few of these numbers that one can list them all and look for the nearest. Both ways
  //: must agree.
  let specimen = course.weights(course.specimen).prefix(notebook.pick(smoke: 500, lesson: 5_000))
  for format in [EightBitFloat.e4m3, .e5m2] {
    let all = allValues(of: format)
    let same = [Float(1e-3), 1, 1e3, 1e6].allSatisfy { scale in
      specimen.allSatisfy { format.rounded($0 * scale) == nearest($0 * scale, in: all) }
    }
    notebook.claim("\(format.name): by arithmetic as by search among \(all.count) numbers", same)
  }

  //: Now the inputs of every layer's matrices, as before: one scale a row, so that the largest becomes
  //: the largest number of the format.
  //:
  //: **Predict.** Between two powers of two, E4M3 has eight rungs and E5M2 four. The whole numbers up
  //: to 127 have 64 between 64 and 128, and one between 1 and 2. With one scale a row, which of the
  //: three costs least? What does E4M3 gain by a scale for each 32, and lose without any?
  let original = existing.original
  func loss(_ format: EightBitFloat, group: Int = .max, isScaled: Bool = true) throws -> Double {
    try existing.loss(
      FilteredModel(base: original) { _, row in
        for part in groups(of: min(group, row.count), in: row) {
          let largest = part.reduce(Float(0)) { max($0, abs($1)) }
          guard largest > 0 else { continue }
          let scale = isScaled ? largest / format.largest : 1
          for i in part.indices { part[i] = format.rounded(part[i] / scale) * scale }
        }
      })
  }
  let results = [
    (name: "whole numbers, one scale a row", loss: wholeNumbers),
    (name: "E5M2, one scale a row", loss: try loss(.e5m2)),
    (name: "E4M3, one scale a row", loss: try loss(.e4m3)),
    (name: "E4M3, a scale for each 32", loss: try loss(.e4m3, group: 32)),
    (name: "E4M3, no scale at all", loss: try loss(.e4m3, isScaled: false)),
  ]
  notebook.show(inputTable(results, unrounded: existing.unrounded))
  checkFloats(notebook, results.map { $0.loss / existing.unrounded - 1 }, existing)

  //: An outlier takes no rungs from the other inputs: each keeps its own exponent. With eight rungs between
  //: two powers of two that pays, and E4M3 loses less than whole numbers did. With the four of E5M2 it does
  //: not. A scale for each 32 gave whole numbers much (the last row of the table before); it gives a float
  //: little, whose error goes with each number. And without any scale a row lies where it lies: what is
  //: beyond 448 would be cut, and what is below the smallest steps becomes zero. (On a few thousand bytes,
  //: differences of 0.002 are luck.)
  //:
  //: Training in 8 bits takes such floats. **Gradients** need range, and get E5M2 in the original recipe.
  //: DeepSeek-V3 took E4M3 for them, too, with a scale for each 128 inputs and for each block of 128 × 128
  //: weights, and added the products up in more bits (DeepSeek-AI 2024).
}
