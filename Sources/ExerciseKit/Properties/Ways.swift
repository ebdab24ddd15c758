import Foundation

/// In which ways numbers and lists are mistaken for others. In the words, # stands for the name.
enum Ways {
  typealias OfNumber = (words: String, way: @Sendable (Double) -> Double)
  typealias OfList = (words: String, way: @Sendable ([Double]) -> [Double]?)

  static let ofNumber: [OfNumber] = [
    ("# = 1, whatever it is", { _ in 1 }), ("# = 0, whatever it is", { _ in 0 }),
    ("# = 2, whatever it is", { _ in 2 }), ("# = 0.5, whatever it is", { _ in 0.5 }),
    ("twice #", { 2 * $0 }), ("half of #", { $0 / 2 }), ("# squared", { $0 * $0 }),
    ("the root of #", { $0.squareRoot() }), ("# + 1", { $0 + 1 }), ("# − 1", { $0 - 1 }),
    ("1 − #", { 1 - $0 }), ("1 / #", { 1 / $0 }), ("the cube of #", { $0 * $0 * $0 }),
    ("the natural logarithm of #", { log($0) }), ("the binary logarithm of #", { log2($0) }),
    ("# rounded down", { $0.rounded(.down) }), ("# rounded up", { $0.rounded(.up) }),
    ("# rounded", { $0.rounded() }),
    ("3 times #", { 3 * $0 }), ("# / 3", { $0 / 3 }), ("4 times #", { 4 * $0 }),
    ("# / 4", { $0 / 4 }), ("8 times #", { 8 * $0 }), ("# / 8", { $0 / 8 }),
    ("10 times #", { 10 * $0 }), ("# / 10", { $0 / 10 }), ("100 times #", { 100 * $0 }),
    ("# / 100", { $0 / 100 }), ("1,000 times #", { 1_000 * $0 }), ("# / 1,000", { $0 / 1_000 }),
    ("1,000,000 times #", { 1e6 * $0 }), ("# / 1,000,000", { $0 / 1e6 }),
    ("# with its sign turned", { -$0 }), ("# without its sign", { abs($0) }),
    ("# + 2", { $0 + 2 }), ("# − 2", { $0 - 2 }), ("twice # and 1", { 2 * $0 + 1 }),
    ("e to #", { exp($0) }),
  ]

  /// Numbers of a list each changed by itself.
  static let ofElements: [OfNumber] = [
    ("# doubled", { 2 * $0 }), ("# halved", { $0 / 2 }), ("# squared", { $0 * $0 }),
    ("# without their signs", { abs($0) }), ("# with every sign turned", { -$0 }),
    ("# with 0 for what is below 0", { max(0, $0) }),
    ("# with 0 for what is above 0", { min(0, $0) }),
    ("# with 1 added to each", { $0 + 1 }), ("# less 1 each", { $0 - 1 }),
    ("# rounded", { $0.rounded() }), ("# rounded down", { $0.rounded(.down) }),
    ("# cut to whole numbers", { $0.rounded(.towardZero) }),
    ("1 for each of #", { _ in 1 }), ("0 for each of #", { _ in 0 }),
    ("the roots of #", { $0.squareRoot() }), ("the cubes of #", { $0 * $0 * $0 }),
    ("the natural logarithms of #", { log($0) }), ("e to each of #", { exp($0) }),
    ("2 to each of #", { exp2($0) }), ("# times ln 2", { $0 * log(2) }),
    ("# times ln 10", { $0 * log(10) }), ("# divided by ln 2", { $0 / log(2) }),
    ("1 over each of #", { 1 / $0 }), ("1 less each of #", { 1 - $0 }),
    ("# between −1 and 1, what is beyond cut to that", { max(-1, min(1, $0)) }),
    ("# at most 1", { min(1, $0) }), ("# at least 1", { max(1, $0) }),
    ("the signs of # alone", { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }), ("# tripled", { 3 * $0 }),
    ("# divided by 10", { $0 / 10 }), ("# times 10", { $0 * 10 }), ("# times 100", { $0 * 100 }),
  ]

  /// Lists of as many numbers.
  static let ofCountedLists: [OfList] = [
    ("# turned round", { $0.reversed() }), ("# sorted, the smallest first", { $0.sorted() }),
    ("# sorted, the largest first", { $0.sorted(by: >) }),
    ("# moved on by one place", { Array($0.suffix(1) + $0.dropLast()) }),
    ("# moved back by one place", { Array($0.dropFirst() + $0.prefix(1)) }),
    (
      "# less their mean",
      { list in
        let mean = list.reduce(0, +) / Double(max(1, list.count))
        return list.map { $0 - mean }
      }
    ),
    ("# less the smallest", { list in list.map { $0 - (list.min() ?? 0) } }),
    ("# less the largest", { list in list.map { $0 - (list.max() ?? 0) } }),
    (
      "# divided by their sum",
      { list in
        let sum = list.reduce(0, +)
        return sum == 0 ? nil : list.map { $0 / sum }
      }
    ),
    (
      "# divided by the largest",
      { list in
        (list.max() ?? 0) == 0 ? nil : list.map { $0 / (list.max() ?? 1) }
      }
    ),
    (
      "the mean of # for each",
      { list in
        list.map { _ in list.reduce(0, +) / Double(max(1, list.count)) }
      }
    ),
    ("the first of # for each", { list in list.map { _ in list[0] } }),
    ("the last of # for each", { list in list.map { _ in list[list.count - 1] } }),
    ("0 for the first of #", { $0.isEmpty ? nil : [0] + $0.dropFirst() }),
    ("0 for the last of #", { $0.isEmpty ? nil : $0.dropLast() + [0] }),
    (
      "# summed up from the first on",
      { list in
        var sum = 0.0
        return list.map { number in
          sum += number
          return sum
        }
      }
    ),
    (
      "0 for the largest of #",
      { list in
        let most = list.max() ?? 0
        return list.map { $0 == most ? 0 : $0 }
      }
    ),
  ]

  /// What sets one element of a list, to see whether an answer minds it.
  static let ofEnds: [OfList] = [
    ("the first of # 1 higher", { $0.isEmpty ? nil : [$0[0] + 1] + $0.dropFirst() }),
    ("the last of # 1 higher", { $0.isEmpty ? nil : $0.dropLast() + [$0[$0.count - 1] + 1] }),
  ]

  /// Of any list, by places.
  static func ofPlaces<Element: Sendable>() -> [(
    words: String, way: @Sendable ([Element]) -> [Element]?
  )] {
    [
      ("# without the first", { $0.isEmpty ? nil : Array($0.dropFirst()) }),
      ("# without the last", { $0.isEmpty ? nil : Array($0.dropLast()) }),
      ("# in reverse order", { $0.reversed() }),
      ("# with each of them twice", { $0.flatMap { [$0, $0] } }),
      ("only the first of #", { Array($0.prefix(1)) }),
      ("only the last of #", { Array($0.suffix(1)) }),
      (
        "every second of #, from the first on",
        { list in
          list.indices.filter { $0 % 2 == 0 }.map { list[$0] }
        }
      ),
      (
        "every second of #, from the second on",
        { list in
          list.indices.filter { $0 % 2 == 1 }.map { list[$0] }
        }
      ),
      ("the first half of #", { Array($0.prefix($0.count / 2)) }),
      ("the second half of #", { Array($0.suffix($0.count - $0.count / 2)) }),
      ("only the first two of #", { Array($0.prefix(2)) }),
      ("only the last two of #", { Array($0.suffix(2)) }),
      ("only the first three of #", { Array($0.prefix(3)) }),
      ("only the last three of #", { Array($0.suffix(3)) }),
      ("only the first four of #", { Array($0.prefix(4)) }),
      ("only the last four of #", { Array($0.suffix(4)) }),
      ("only the first and the last of #", { $0.count < 2 ? $0 : [$0[0], $0[$0.count - 1]] }),
      ("# without the first and the last", { Array($0.dropFirst().dropLast()) }),
      ("# without the first two", { Array($0.dropFirst(2)) }),
      ("# without the last two", { Array($0.dropLast(2)) }),
      ("# with the first once more at the end", { $0 + $0.prefix(1) }),
      ("# with the last once more", { $0 + $0.suffix(1) }),
      (
        "# with the first two exchanged", { $0.count < 2 ? nil : [$0[1], $0[0]] + $0.dropFirst(2) }
      ),
    ]
  }

  /// Of lists whose elements can be told apart.
  static func ofKinds<Element: Hashable & Sendable>() -> [(
    words: String, way: @Sendable ([Element]) -> [Element]?
  )] {
    [
      (
        "# with each different one once",
        { list in
          var seen: Set<Element> = []
          return list.filter { seen.insert($0).inserted }
        }
      ),
      (
        "# with each different one once, where it stands last",
        { list in
          var seen: Set<Element> = []
          return list.reversed().filter { seen.insert($0).inserted }.reversed()
        }
      ),
      (
        "# with runs of equal ones as one",
        { list in
          list.indices.filter { $0 == 0 || list[$0] != list[$0 - 1] }.map { list[$0] }
        }
      ),
      (
        "only those of # that occur once",
        { list in
          list.filter { element in list.count { $0 == element } == 1 }
        }
      ),
      (
        "only those of # that occur more than once",
        { list in
          list.filter { element in list.count { $0 == element } > 1 }
        }
      ),
    ]
  }

  /// What is done to the numbers of a right answer.
  static let ofAnswers: [OfList] = ofWholeAnswers + eachElement + ofCountedLists

  /// Numbers of a list each changed by itself.
  static let eachElement: [OfList] = ofElements.map { element in
    (words: element.words, way: { list in list.map(element.way) })
  }

  private static let ofWholeAnswers: [OfList] = [
    (
      "# with the largest alone kept, as 1",
      { list in
        list.map { $0 == list.max() ? 1 : 0 }
      }
    ),
    ("# with the largest alone kept", { list in list.map { $0 == list.max() ? $0 : 0 } }),
    ("# divided by how many they are", { list in list.map { $0 / Double(list.count) } }),
    ("# times how many they are", { list in list.map { $0 * Double(list.count) } }),
    ("1 for each of # that is not 0", { list in list.map { $0 == 0 ? 0 : 1 } }),
    (
      "# divided by the root of the sum of their squares",
      { list in
        let norm = list.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return norm == 0 ? nil : list.map { $0 / norm }
      }
    ),
    (
      "the roots of #, divided by their sum",
      { list in
        let roots = list.map { $0.squareRoot() }
        return roots.map { $0 / roots.reduce(0, +) }
      }
    ),
    (
      "the squares of #, divided by their sum",
      { list in
        let squares = list.map { $0 * $0 }
        return squares.map { $0 / squares.reduce(0, +) }
      }
    ),
    (
      "e to each of #, divided by their sum",
      { list in
        let powers = list.map { exp($0) }
        return powers.map { $0 / powers.reduce(0, +) }
      }
    ),
  ]
}
