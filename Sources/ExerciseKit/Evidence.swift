/// Whether wrong numbers tell how they were made.
///
/// That somebody gave 0 is seen; why is not, for there are many ways to a 0, to a nil, to what is no
/// number. A sentence about the way is said only of numbers that hardly come by another one.
enum Evidence {
  /// - Parameters:
  ///   - wrong: what a mistake answers.
  ///   - right: what the solution answers to the same questions.
  ///   - isOnePart: whether all of them are of one kind; a nil, then, is not two of them.
  static func suffices(_ wrong: [Double], _ right: [Double], isOnePart: Bool) -> Bool {
    guard wrong.count == right.count else { return Set(wrong).count > 2 }
    var telling: [Double] = []
    var plain: Set<Double> = []
    var places = 0
    for (number, wanted) in zip(wrong, right) where !Numbers.isSame(number, wanted) {
      guard number.isFinite else { continue }
      places += 1
      if number == 0 || abs(number) == 1 {
        plain.insert(number)
      } else if !telling.contains(where: { Numbers.isSame($0, number) }) {
        telling.append(number)
      }
    }
    // Many places, each a 0 or a 1, are a pattern.
    return telling.count > 1 || isOnePart && telling.count + plain.count > 1 && places >= 8
  }
}
