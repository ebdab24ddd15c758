/// Derives the learner's file from the solution's.
///
/// A region of the solution becomes a TODO and a throw:
///
///     // exercise begin 2.1: divide by √d
///     let scale = 1 / Double(d).squareRoot()
///     // exercise end
///
/// For a bug to find, the region also holds the broken code, commented out; the stub has it live:
///
///     // exercise begin 2.3: one line is wrong
///     let right = 1
///     // exercise broken
///     // | let wrong = 2
///     // exercise end
///
/// What the solution needs beside that, and the stub does not show, is help: a capstone has functions
/// of its own.
///
///     // exercise help
///     private func scale(_ d: Int) -> Double { 1 / Double(d).squareRoot() }
///     // exercise end
public enum StubDeriver {
  /// What is wrong with the marks of a file.
  public struct Problem: Error, Hashable, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  private enum State: Equatable {
    case outside
    case solution(begin: Int)
    case broken(begin: Int)
    case help(begin: Int)
  }

  /// The learner's file.
  public static func derive(from solution: String) throws(Problem) -> String {
    var out: [Substring] = []
    var state = State.outside
    for (index, line) in solution.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let indentation = line.prefix { $0 == " " }
      let text = line.dropFirst(indentation.count)
      let number = index + 1
      if text.hasPrefix("// exercise begin ") {
        guard state == .outside else {
          throw Problem(line: number, message: "an exercise begins inside an exercise")
        }
        let header = text.dropFirst("// exercise begin ".count)
        guard let colon = header.firstIndex(of: ":"), header.first?.isNumber == true else {
          throw Problem(line: number, message: "expected \"// exercise begin 1.2: what to do\"")
        }
        let id = header[..<colon]
        out.append("\(indentation)// TODO \(header)")
        out.append(
          "\(indentation)\(Self.isBug(solution, after: index) ? "try attempt" : "throw NotAttempted")(\"\(id)\")"
        )
        state = .solution(begin: number)
      } else if text == "// exercise help" {
        guard state == .outside else {
          throw Problem(line: number, message: "help begins inside an exercise")
        }
        // One empty line is left of the two around it.
        if out.last == "" { out.removeLast() }
        state = .help(begin: number)
      } else if text == "// exercise broken" {
        guard case .solution(let begin) = state else {
          throw Problem(line: number, message: "broken code outside an exercise")
        }
        state = .broken(begin: begin)
      } else if text == "// exercise end" {
        guard state != .outside else {
          throw Problem(line: number, message: "an exercise ends that never began")
        }
        state = .outside
      } else {
        switch state {
        case .outside: out.append(line)
        case .solution, .help: break
        case .broken:
          guard text.hasPrefix("// |") else {
            throw Problem(line: number, message: "broken code stands behind \"// | \"")
          }
          let code = text.dropFirst("// |".count).drop { $0 == " " && text.hasPrefix("// | ") }
          let inner = text.dropFirst("// | ".count).prefix { $0 == " " }
          out.append(code.isEmpty ? "" : "\(indentation)\(inner)\(code)")
        }
      }
    }
    switch state {
    case .outside: return out.joined(separator: "\n")
    case .solution(let begin), .broken(let begin), .help(let begin):
      throw Problem(line: begin, message: "this exercise never ends")
    }
  }

  /// Whether the region that begins at a line has broken code.
  private static func isBug(_ text: String, after index: Int) -> Bool {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(index + 1) {
      let trimmed = line.drop { $0 == " " }
      if trimmed == "// exercise broken" { return true }
      if trimmed == "// exercise end" { return false }
    }
    return false
  }
}
