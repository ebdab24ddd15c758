import ExerciseKit
import Tasks02

// 2.5 The copyist who turns the wrong way (a bug, about 15 minutes)
//
// Two heads are enough to copy (Olsson et al. 2022). The first fetches for each position the word
// before it. The second looks for the places where the last word stood before, and takes what
// followed it there; of two different followers, each gets half. Word 0 is the start mark, which
// stands first and nowhere else. After “net income rose ; net” this machine should say “income”,
// and it does not. Find the fault, and mend it.
//
// Chapter02.attend is in Exercises/Tasks/02-Attention/2.5-CopiedNext/2.5-Task.swift.
// Chapter02.oneHot is in Exercises/Tasks/02-Attention/2.5-CopiedNext/2.5-Task.swift.

/// The share of each word as the next one, by two heads that copy, (kinds).
///
/// `Chapter02.attend` is right: look for the fault in what is put into it.
///
/// - Parameters:
///   - words: read so far, numbers below `kinds`; the first is the start mark, 0.
///   - kinds: how many different words there are.
public func copiedNext(_ words: [Int], kinds: Int) throws -> [Double] {
  let count = words.count
  let meanings = words.map { Chapter02.oneHot($0, kinds) }
  let places = words.indices.map { Chapter02.oneHot($0, count) }
  let placesBefore = words.indices.map { Chapter02.oneHot($0 - 1, count) }
  // TODO 2.5: this code has one bug; delete the next line, check, and find it
  try attempt("2.5")
  // The first head: the word before each position.
  let before = Chapter02.attend(queries: placesBefore, keys: places, values: meanings)
  // The second head: what followed the word.
  let next = Chapter02.attend(queries: meanings, keys: meanings, values: before)
  return next.last ?? []
}
