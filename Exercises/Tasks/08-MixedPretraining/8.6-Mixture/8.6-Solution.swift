import ExerciseKit
import Foundation

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
  // exercise begin 8.6: say from the small runs what each share would need at full size
  // A small run read its part of the field once, so all of that was fresh.
  let rows = runs.map { run in
    [1, log(run.share * run.bytes), log((1 - run.share) * run.bytes)]
  }
  let field = plane(rows, runs.map(\.fieldLoss))
  let general = plane(rows, runs.map(\.generalLoss))
  func expected(_ share: Double) -> Double {
    // What is read again is nothing new.
    let row = [1, log(min(share * bytes, fieldBytes)), log((1 - share) * bytes)]
    func height(_ plane: [Double]) -> Double { zip(plane, row).map { $0 * $1 }.reduce(0, +) }
    return fieldWeight * height(field) + (1 - fieldWeight) * height(general)
  }
  let shares = (1...99).map { Double($0) / 100 }
  return shares.min { expected($0) < expected($1) } ?? 0.5
  // exercise end
}

// exercise help
/// The constants c for which the squares of row · c − height are smallest in sum: the normal equations
/// of three unknowns, by Cramer's rule.
private func plane(_ rows: [[Double]], _ heights: [Double]) -> [Double] {
  let matrix = (0..<3).map { i in
    (0..<3).map { j in rows.map { $0[i] * $0[j] }.reduce(0, +) }
  }
  let right = (0..<3).map { i in zip(rows, heights).map { $0[i] * $1 }.reduce(0, +) }
  func determinant(_ m: [[Double]]) -> Double {
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
      - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
      + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
  }
  return (0..<3).map { column in
    var replaced = matrix
    for row in 0..<3 { replaced[row][column] = right[row] }
    return determinant(replaced) / determinant(matrix)
  }
}
// exercise end
