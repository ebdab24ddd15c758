import Foundation
import Notebook
import XCTest

/// Rules that every file keeps.
final class FileRulesTests: XCTestCase {
  /// Word lists and tables of addresses: data in the form of code.
  private let data = ["Corpora/Worlds/", "Corpora/DataSets/Manifests/"]

  func testFilesAreShort() throws {
    for (file, text) in try swiftFiles(in: "Sources") + swiftFiles(in: "Exercises")
    where !data.contains(where: file.contains) {
      XCTAssertLessThanOrEqual(lines(text), 300, "\(file) has more than 300 lines")
    }
    for (file, text) in try swiftFiles(in: "Chapters") {
      XCTAssertLessThanOrEqual(lines(text), 250, "\(file) has more than 250 lines")
    }
  }

  /// A test that is content with any error passes when it is broken itself.
  func testEveryExpectedErrorIsNamed() throws {
    let call = "XCTAssertThrowsError("
    for (file, text) in try swiftFiles(in: "Tests") where !file.contains("FileRulesTests") {
      for start in text.ranges(of: call) {
        let rest = text[start.upperBound...]
        let closure = afterParenthesis(rest).drop(while: \.isWhitespace)
        XCTAssertTrue(
          closure.first == "{" && closure.prefix(300).contains("XCT"),
          "\(file): \(call)\(rest.prefix(60))… takes any error; use assertThrows")
      }
    }
  }

  /// What stands behind the parenthesis that closes the one before `text`.
  private func afterParenthesis(_ text: Substring) -> Substring {
    var (depth, isInString, isEscaped) = (1, false, false)
    for index in text.indices {
      let character = text[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isInString = false
        }
        continue
      }
      switch character {
      case "\"": isInString = true
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      if depth == 0 { return text[text.index(after: index)...] }
    }
    return ""
  }

  private func lines(_ text: String) -> Int { text.count { $0.isNewline } }

  /// The Swift files of a folder, by their paths from the package's root.
  private func swiftFiles(in folder: String) throws -> [(path: String, text: String)] {
    let root = CommandLineRun.root
    return try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)").sorted()
      .filter { $0.hasSuffix(".swift") }
      .map {
        (
          "\(folder)/\($0)", try String(contentsOfFile: "\(root)/\(folder)/\($0)", encoding: .utf8)
        )
      }
  }
}
