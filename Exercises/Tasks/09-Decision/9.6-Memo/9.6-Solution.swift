import ExerciseKit
import Foundation
import Groundwork

/// The memo of a case: what each way costs, when an own model has paid, how much better each way is,
/// and which one to take.
public func decisionMemo(_ given: Chapter09.MemoCase) throws -> Chapter09.Memo {
  // exercise begin 9.6: dollars, months, differences, and the verdict that follows from them
  let hours = Chapter09.MemoCase.hoursPerMonth
  let hosted = given.tokensPerMonth / 1e6 * given.hostedDollarsPerMillion
  // An own model is served on whole devices that are paid whether they are asked or not.
  let served = given.tokensPerSecond * 3_600 * hours * given.busyShare
  let devices = (given.tokensPerMonth / served).rounded(.up)
  let own = devices * hours * given.dollarsPerDeviceHour
  var dollars: [Chapter09.Way: Double] = [.hosted: given.months * hosted]
  var breakEvenMonths: [Chapter09.Way: Double] = [:]
  for (way, tokens) in [
    (Chapter09.Way.continued, given.continuedTokens), (.scratch, given.scratchTokens),
  ] {
    let training = trainingDollars(tokens: tokens, given)
    dollars[way] = training + given.months * own
    if hosted > own { breakEvenMonths[way] = training / (hosted - own) }
  }
  func difference(_ way: Chapter09.Way, _ other: Chapter09.Way) -> Chapter09.Difference {
    lossDifference(given.losses[way] ?? [], given.losses[other] ?? [])
  }
  // The cheapest way, and then what is better than it for sure, the cheaper first.
  let ways = Chapter09.Way.allCases.sorted { dollars[$0, default: 0] < dollars[$1, default: 0] }
  var verdict = ways[0]
  for way in ways.dropFirst() where difference(way, verdict).high < -given.margin { verdict = way }
  return Chapter09.Memo(
    dollars: dollars, breakEvenMonths: breakEvenMonths,
    continuedLessHosted: difference(.continued, .hosted),
    scratchLessContinued: difference(.scratch, .continued), verdict: verdict)
  // exercise end
}

// exercise help
/// Six operations for each parameter and token, at the share of the peak that training reaches.
private func trainingDollars(tokens: Double, _ given: Chapter09.MemoCase) -> Double {
  let operations = 6 * given.parameters * tokens
  let deviceHours = operations / (given.peakOperations * given.utilization) / 3_600
  return deviceHours * given.dollarsPerDeviceHour
}

/// The mean of own − other over documents, and the bootstrap's interval for it.
private func lossDifference(_ own: [Double], _ other: [Double]) -> Chapter09.Difference {
  // One difference a document: what is hard for both models falls out of it.
  let gaps = zip(own, other).map { $0 - $1 }
  var stream = RandomStream(seed: 1)
  let means = (0..<2_000).map { _ in
    gaps.map { _ in gaps[stream.index(below: gaps.count)] }.reduce(0, +) / Double(gaps.count)
  }.sorted()
  return Chapter09.Difference(
    mean: gaps.reduce(0, +) / Double(gaps.count), low: means[50], high: means[1_949])
}
// exercise end
