/// What somebody answers to one question, as numbers: part by part, list by list.
struct Answer: Sendable {
  /// A part of an answer; an answer of one part has one without a name.
  struct Part: Sendable {
    let name: String
    var numbers: [Double]
    /// How many elements each list in it has, the outermost first; −1 stands for nil.
    var shape: [Int] = []
    /// Where each number stands: its place in each list around it.
    var places: [[Int]] = []
  }

  let parts: [Part]

  /// - Parameter names: what parts are called, by the labels of the type; others keep their labels.
  init(_ output: Any, names: [String: String] = [:]) {
    let mirror = Mirror(reflecting: output)
    let children = Array(mirror.children)
    guard [.tuple, .struct].contains(mirror.displayStyle), Asked.number(output) == nil,
      children.count > 1
    else {
      parts = [Self.part("", output)]
      return
    }
    parts = children.map { child in
      let label = child.label ?? ""
      return Self.part(names[label] ?? label, child.value)
    }
  }

  private static func part(_ name: String, _ value: Any) -> Part {
    var part = Part(name: name, numbers: [])
    collect(value, at: [], in: &part)
    return part
  }

  private static func collect(_ value: Any, at place: [Int], in part: inout Part) {
    if let number = Asked.number(value) {
      part.numbers.append(number)
      part.places.append(place)
      return
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional where mirror.children.isEmpty: part.shape.append(-1)
    case .dictionary, .set:
      // In no order of its own: so by the numbers.
      let entries = mirror.children.map { Asked.flattened($0.value) }
      part.shape.append(entries.count)
      for (index, entry) in entries.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
        part.shape.append(entry.count)
        part.numbers += entry
        part.places += entry.map { _ in place + [index] }
      }
    case .collection:
      part.shape.append(mirror.children.count)
      for (index, child) in mirror.children.enumerated() {
        collect(child.value, at: place + [index], in: &part)
      }
    default:
      for child in mirror.children { collect(child.value, at: place, in: &part) }
    }
  }
}

extension Answer.Part {
  var isNumber: Bool { numbers.count == 1 && shape.isEmpty }
  var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

  /// Whether two parts are the same but for rounding.
  ///
  /// - Parameter tolerance: by which numbers may differ whatever their size.
  func isSame(_ other: Answer.Part, tolerance: Double) -> Bool {
    guard shape == other.shape, numbers.count == other.numbers.count else { return false }
    // Beside large numbers of one answer, what is left of a small one by rounding is nothing.
    let size = other.numbers.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return zip(numbers, other.numbers).allSatisfy { own, wanted in
      Numbers.isSame(own, wanted) || abs(own - wanted) <= tolerance + 1e-12 * size
    }
  }
}
