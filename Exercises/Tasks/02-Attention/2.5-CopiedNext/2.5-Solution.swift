import ExerciseKit

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
  // exercise begin 2.5: this code has one bug; delete the next line, check, and find it
  // The first head: the word before each position.
  let before = Chapter02.attend(queries: placesBefore, keys: places, values: meanings)
  // The second head: found by the word before a place, what stands there is what followed it.
  let next = Chapter02.attend(queries: meanings, keys: before, values: meanings)
  // exercise broken
  // | // The first head: the word before each position.
  // | let before = Chapter02.attend(queries: placesBefore, keys: places, values: meanings)
  // | // The second head: what followed the word.
  // | let next = Chapter02.attend(queries: meanings, keys: meanings, values: before)
  // exercise end
  return next.last ?? []
}
