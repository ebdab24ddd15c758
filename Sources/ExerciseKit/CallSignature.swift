/// An answer's name and the labels of its parameters, to write a question as the call that it is.
///
///     penalized([1.0, 2.0], previous: [], penalty: 2.0)
struct CallSignature: Equatable {
  let name: String
  /// Empty where a parameter has no label.
  let labels: [String]
  /// What the answer itself calls its inputs.
  private(set) var inputs: [String] = []

  init(name: String, labels: [String]) {
    self.name = name
    self.labels = labels
  }

  /// Reads the first public function of a solution; nil where there is none.
  init?(solution text: String) {
    guard let match = text.firstMatch(of: #/public func (\w+)\(/#) else { return nil }
    var depth = 1
    var parameters = [""]
    for character in text[match.range.upperBound...] {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      guard depth > 0 else { break }
      if character == ",", depth == 1 {
        parameters.append("")
      } else {
        parameters[parameters.count - 1].append(character)
      }
    }
    let labels = parameters.map { parameter in
      parameter.drop { $0.isWhitespace }.prefix { !$0.isWhitespace && $0 != ":" }
    }
    inputs = parameters.compactMap { parameter in
      parameter.prefix { $0 != ":" }.split { $0.isWhitespace }.last.map(String.init)
    }
    name = String(match.output.1)
    self.labels = labels.map { $0 == "_" ? "" : String($0) }
  }

  /// The call with these inputs.
  func call(_ inputs: [String]) -> String {
    let labelled = inputs.enumerated().map { index, input in
      let label = labels.indices.contains(index) ? labels[index] : ""
      return label.isEmpty ? input : "\(label): \(input)"
    }
    return "\(name)(\(labelled.joined(separator: ", ")))"
  }
}
