import ExerciseKit
import Foundation
import Groundwork
import Tasks09

// 9.6 The memo (a capstone, about 75 minutes)
//
// Write the memo that a case asks for, as a function: for any case it gives what each of three
// ways costs, when an own model has paid, how much better each is with an interval, and a verdict.
// The check asks for the memos of twenty hidden cases, and holds every number against its own.
//
// Dollars. The hosted model costs its price by the token. The two own ones are trained, with 6
// operations for each parameter and token, on devices that reach a share of their peak; then they
// are served on as many whole devices as the month's tokens take when each is busy for `busyShare`
// of the time. Those are paid day and night, 730 hours a month. Break-even is the month at which
// an own way, its training included, has cost what the hosted one has; leave it out where that
// never comes.
//
// Differences. Own less other, in bits per byte, on the same documents: the mean, and the interval
// by the bootstrap over documents, 2,000 rounds, a fortieth cut off both ends. Your draws need not
// be the check's: ends may be an eighth of the interval's width off.
//
// Verdict. Begin with the cheapest way. Go through the dearer ones, by price, and change to one
// where the whole interval of its loss less the chosen one's lies below −`margin`.
//
// Why: whoever signs a memo pays for its errors. Most of those are units, things paid for that
// were left out, and a difference that was luck.
//
// Chapter09.MemoCase is in Exercises/Tasks/09-Decision/MemoCase.swift.
// Chapter09.Memo is in Exercises/Tasks/09-Decision/MemoCase.swift.

/// The memo of a case: what each way costs, when an own model has paid, how much better each way is,
/// and which one to take.
public func decisionMemo(_ given: Chapter09.MemoCase) throws -> Chapter09.Memo {
  // TODO 9.6: dollars, months, differences, and the verdict that follows from them
  throw NotAttempted("9.6")
}
