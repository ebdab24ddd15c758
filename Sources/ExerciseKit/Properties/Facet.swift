/// An input of an exercise's answer: what it is called, and in which ways it is mistaken for another.
public struct Facet<Question>: Sendable {
  typealias Path<Value> = WritableKeyPath<Question, Value> & Sendable

  let name: String
  let variations: [Variation<Question>]
  var traits: [Trait<Question>] = []
  /// The number that it is; nil where it is none.
  var number: (@Sendable (Question) -> Double)?
  /// The list of numbers that it is; nil where it is none.
  var list: (@Sendable (Question) -> [Double])?
  /// The question with other numbers in its place.
  var replaced: (@Sendable (Question, [Double]) -> Question?)?

  /// What is tried to see whether an answer minds the input at all.
  var trials: [Variation<Question>] {
    let words = ["half of \(name)", "10 times \(name)", "\(name) / 10"]
    return variations.filter { $0.isProbe || number != nil && words.contains($0.words) }
  }

  init(name: String, variations: [Variation<Question>]) {
    self.name = name
    self.variations = variations
  }

  /// Variations by ways that have # for the name.
  private static func variations<Value>(
    _ name: String, _ ways: [(words: String, way: @Sendable (Value) -> Value?)],
    probes: Set<String>, get: @escaping @Sendable (Question) -> Value,
    set: @escaping @Sendable (Question, Value) -> Question?
  ) -> [Variation<Question>] {
    ways.map { words, way in
      Variation(words.replacing("#", with: name), isProbe: probes.contains(words)) { question in
        way(get(question)).flatMap { set(question, $0) }
      }
    }
  }

  /// A number.
  ///
  /// - Parameters:
  ///   - range: what it may be; of a share, 0 to 1.
  public static func number(
    _ name: String, _ path: WritableKeyPath<Question, Double> & Sendable,
    in range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
  ) -> Facet {
    number(
      name, probe: range.upperBound <= 1 ? "half of #" : "twice #",
      get: { $0[keyPath: path] },
      set: { question, value in
        guard range.contains(value) else { return nil }
        var other = question
        other[keyPath: path] = value
        return other
      })
  }

  /// A whole number.
  ///
  /// - Parameter range: what it may be.
  public static func count(
    _ name: String, _ path: WritableKeyPath<Question, Int> & Sendable,
    in range: ClosedRange<Int> = 1...200_000
  ) -> Facet {
    number(
      name, probe: "twice #", get: { Double($0[keyPath: path]) },
      set: { question, value in
        guard value.isFinite, abs(value) < 1e9 else { return nil }
        // Whole numbers are divided to whole ones.
        let whole = Int(value.rounded(.towardZero))
        guard range.contains(whole) else { return nil }
        var other = question
        other[keyPath: path] = whole
        return other
      })
  }

  private static func number(
    _ name: String, probe: String, get: @escaping @Sendable (Question) -> Double,
    set: @escaping @Sendable (Question, Double) -> Question?
  ) -> Facet {
    var facet = Facet(
      name: name,
      variations: variations(
        name, Ways.ofNumber.map { way in (way.words, { way.way($0) }) }, probes: [probe],
        get: get
      ) { question, value in value.isFinite ? set(question, value) : nil })
    facet.number = get
    facet.replaced = { question, numbers in numbers.count == 1 ? set(question, numbers[0]) : nil }
    return facet
  }

  /// A list of numbers.
  ///
  /// - Parameters:
  ///   - keepsCount: whether other inputs have as many elements, so that it has to keep its own.
  ///   - range: what its numbers may be.
  public static func list(
    _ name: String, _ path: WritableKeyPath<Question, [Double]> & Sendable,
    keepsCount: Bool = false,
    in range: ClosedRange<Double> = -Double
      .greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) -> Facet {
    list(
      name, keepsCount: keepsCount, get: { $0[keyPath: path] },
      set: { question, numbers in
        guard numbers.allSatisfy(range.contains) else { return nil }
        var other = question
        other[keyPath: path] = numbers
        return other
      })
  }

  /// A list of numbers in single precision, whose changes are not asked for: a wrong answer may trap
  /// on numbers that nobody chose.
  public static func list(
    _ name: String, _ path: WritableKeyPath<Question, [Float]> & Sendable,
    keepsCount: Bool = false
  ) -> Facet {
    list(
      name, keepsCount: keepsCount, isProbed: false, get: { $0[keyPath: path].map { Double($0) } },
      set: { question, numbers in
        guard numbers.allSatisfy({ abs($0) < 1e30 }) else { return nil }
        var other = question
        other[keyPath: path] = numbers.map { Float($0) }
        return other
      })
  }

  private static func list(
    _ name: String, keepsCount: Bool, isProbed: Bool = true,
    get: @escaping @Sendable (Question) -> [Double],
    set: @escaping @Sendable (Question, [Double]) -> Question?
  ) -> Facet {
    var ways: [Ways.OfList] = Ways.eachElement + Ways.ofCountedLists + Ways.ofEnds
    if !keepsCount { ways += Ways.ofPlaces() + Ways.ofKinds() }
    var facet = Facet(
      name: name,
      variations: variations(
        name, ways,
        probes: !isProbed
          ? []
          : [
            "# doubled", "# with 1 added to each", "# with every sign turned", "# turned round",
            "the first of # 1 higher", "the last of # 1 higher",
          ], get: get
      ) { question, numbers in numbers.allSatisfy(\.isFinite) ? set(question, numbers) : nil })
    facet.list = get
    facet.replaced = set
    facet.traits = listTraits(name, get)
    return facet
  }

  /// A list of rows of numbers; it keeps its counts.
  public static func rows(
    _ name: String, _ path: WritableKeyPath<Question, [[Double]]> & Sendable
  ) -> Facet {
    typealias OfRows = (words: String, way: @Sendable ([[Double]]) -> [[Double]]?)
    let ofElements: [OfRows] = Ways.ofElements.map { element in
      (words: element.words, way: { rows in rows.map { $0.map(element.way) } })
    }
    let ofEachRow: [OfRows] = Ways.ofCountedLists.map { list in
      (
        words: list.words.replacing("#", with: "each row of #"),
        way: { rows in
          let changed = rows.map { $0.isEmpty ? [] : list.way($0) }
          return changed.contains(nil) ? nil : changed.compactMap(\.self)
        }
      )
    }
    let ofPlaces: [OfRows] = [
      ("the rows of # in reverse order", { $0.reversed() }),
      (
        "rows and columns of # exchanged",
        { rows in
          let width = rows.count
          guard rows.allSatisfy({ $0.count == width }) else { return nil }
          return (0..<width).map { column in rows.map { $0[column] } }
        }
      ),
      ("the first row of # for all rows", { rows in rows.map { _ in rows[0] } }),
    ]
    let ofRows = ofElements + ofEachRow + ofPlaces
    return Facet(
      name: name,
      variations: variations(
        name, ofRows, probes: ["# doubled", "# with 1 added to each", "# with every sign turned"],
        get: { $0[keyPath: path] }
      ) { question, rows in
        guard rows.joined().allSatisfy(\.isFinite) else { return nil }
        var other = question
        other[keyPath: path] = rows
        return other
      })
  }

  /// A list of things that are no numbers to count with: ids, words.
  public static func things<Element: Hashable & Sendable>(
    _ name: String, _ path: WritableKeyPath<Question, [Element]> & Sendable
  ) -> Facet {
    things(name, path, Ways.ofPlaces() + Ways.ofKinds())
  }

  /// A list of records, such as runs or documents, which are told apart by their places.
  public static func records<Element: Sendable>(
    _ name: String, _ path: WritableKeyPath<Question, [Element]> & Sendable
  ) -> Facet {
    things(name, path, Ways.ofPlaces())
  }

  private static func things<Element: Sendable>(
    _ name: String, _ path: WritableKeyPath<Question, [Element]> & Sendable,
    _ ways: [(words: String, way: @Sendable ([Element]) -> [Element]?)]
  ) -> Facet {
    var facet = Facet(
      name: name,
      variations: variations(
        name, ways,
        probes: [
          "# in reverse order", "# with each of them twice", "# without the first",
          "# without the last",
        ], get: { $0[keyPath: path] }
      ) { question, list in
        var other = question
        other[keyPath: path] = list
        return other
      })
    facet.traits = [
      Trait("there is nothing in \(name)") { $0[keyPath: path].isEmpty },
      Trait("there is one alone in \(name)") { $0[keyPath: path].count == 1 },
    ]
    return facet
  }

  /// What lists of numbers have in common.
  private static func listTraits(
    _ name: String, _ get: @escaping @Sendable (Question) -> [Double]
  ) -> [Trait<Question>] {
    [
      Trait("there is no number in \(name)") { get($0).isEmpty },
      Trait("there is one number in \(name)") { get($0).count == 1 },
      Trait("there is a number below 0 in \(name)") { get($0).contains { $0 < 0 } },
      Trait("there is a 0 in \(name)") { get($0).contains(0) },
      Trait("no number in \(name) is above 0") { !get($0).contains { $0 > 0 } },
      Trait("there are equal numbers in \(name)") { Set(get($0)).count < get($0).count },
      Trait("all numbers in \(name) are equal") { get($0).count > 1 && Set(get($0)).count == 1 },
      Trait("there is a number beyond −1 and 1 in \(name)") { get($0).contains { abs($0) > 1 } },
      Trait("the largest in \(name) stands first") {
        get($0).count > 1 && get($0).first == get($0).max()
      },
      Trait("the largest in \(name) stands last") {
        get($0).count > 1 && get($0).last == get($0).max()
      },
      Trait("the number in \(name) farthest from 0 is below 0") {
        let list = get($0)
        return (list.min() ?? 0) < 0 && -(list.min() ?? 0) > (list.max() ?? 0)
      },
    ]
  }
}
