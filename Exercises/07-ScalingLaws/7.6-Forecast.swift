import ExerciseKit
import Foundation
import Tasks07

// 7.6 A loss that nobody has seen (a capstone, about 75 minutes)
//
// You get a table of 24 training runs, six budgets with four sizes each, and are to say what loss
// a run ends with that costs 33 times as much as the largest of them. The check draws twelve such
// tables, each from a law of its own, L = E + A / N^α + B / D^β with constants that you do not
// know. Losses scatter by 0.3 %, as those of one run with another seed do, and three runs of each
// table diverged: they ended 15 to 40 % above the law. Nothing marks them.
//
// Your worst forecast may miss the true loss by 3 %, and the mean of the twelve by 1.5 %. A mean
// of 1 % is graded good, one of 0.6 % excellent. The hidden run is not always of the best size for
// its budget. `Chapter07.ForecastTrial(seed: 1)` is a case to try things on: its `runs`, the
// hidden run's `parameters` and `tokens`, and its `truth`. What your function prints stands under
// the check's verdict.
//
// Why: the large run is paid once. What it will reach has to be known from runs that cost a
// thirtieth, and one bad row in the table must not decide it (Hoffmann et al. 2022, section 3.3).
//
// Chapter07.Run is in Exercises/Tasks/07-ScalingLaws/Law.swift.

/// The loss that a run will end with, by a table of smaller ones.
///
/// - Parameters:
///   - runs: the table; some of its runs may have diverged.
///   - parameters: the size of the run to forecast.
///   - tokens: that it is trained on.
public func forecast(
  _ runs: [Chapter07.Run], parameters: Double, tokens: Double
) throws -> Double {
  // TODO 7.6: fit E, A, B, α and β so that diverged runs do not rule, then extrapolate
  throw NotAttempted("7.6")
}
