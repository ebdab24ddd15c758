import ArgumentParser
import Foundation
import WorkbookCore

/// `doctor`: what is there, how fast it is, and what that means for the book.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at the toolchain, the libraries and the machine's speed.",
    discussion: """
      Example: ./workbook doctor
      Example: ./workbook doctor --json

      The speed is measured, which takes a few seconds. Exit status 1 where something is missing.
      """)

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let root = try PackageRoot.find()
    let report = DoctorReport(root: root)
    if json {
      Console.printJSON(report.json)
    } else {
      print(report.text)
    }
    guard report.problems.isEmpty else {
      throw InputError(report.problems.joined(separator: "; "))
    }
  }
}
