import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

final class FittedLawTests: XCTestCase {
  private func law() throws -> FittedLaw {
    var law = try FittedLaw(
      form: .chinchilla,
      constants: ["E": 1.8172, "A": 477.83, "B": 2_143.4, "alpha": 0.3473, "beta": 0.3672])
    law.objective = 0.001018274
    law.points = 240
    law.delta = 1e-3
    law.level = 0.95
    law.intervals = ["E": 1.769...1.871, "alpha": 0.317...0.373]
    law.draws = [
      ["E": 1.8, "A": 470, "B": 2_000, "alpha": 0.34, "beta": 0.36],
      ["E": 1.81, "A": 480.125, "B": 2_100, "alpha": 0.35, "beta": 0.37],
    ]
    law.held = ["E"]
    law.holdOuts = [
      HoldOut(
        above: 1e21, fitted: 200, heldOut: 40, meanError: 0.01, bias: -0.005, largestError: 0.03)
    ]
    law.warnings = ["one", "two"]
    law.computeRange = 1e18...1e22
    law.domain = RunDomain(
      parameters: 1e8...1e10, tokens: 1e9...1e11, losses: 2...4, vocabularySize: 32_000)
    law.counting = .all
    law.formTests = [
      FormTest(
        form: .kaplan,
        holdOuts: [
          HoldOut(
            above: 1e20, fitted: 30, heldOut: 1, meanError: 0.02, bias: 0.02, largestError: 0.02,
            basis: .marked)
        ]), FormTest(form: .isoflop, holdOuts: []),
    ]
    return law
  }

  private func problem(_ text: String) -> String {
    do {
      return "read \(try FittedLaw(json: try StrictJSON.parse(Array(text.utf8))).constants.values)"
    } catch {
      XCTAssertFalse("\(error)".contains("\n"))
      return "\(error)"
    }
  }

  func testWhatIsWrittenIsReadBack() throws {
    let folder = NSTemporaryDirectory() + "fitted-law-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let law = try law()
    try AtomicFile.write(law.json.encodedText + "\n", to: folder + "/law.json")
    XCTAssertEqual(try FittedLaw.read(folder + "/law.json"), law)
    XCTAssertEqual(law.value("beta"), 0.3672)
    XCTAssertNil(law.value("gamma"))
    XCTAssertEqual(law.chinchilla?.tokenScale, 2_143.4)
    XCTAssertEqual(law.chinchilla.map(\.constants), law.constants)
    for form in LawForm.allCases {
      let names = form.constantNames
      let values = names.indices.map { Double($0) + 0.5 }
      let other = try FittedLaw(
        form: form, constants: LawConstants(names: names, values: values))
      XCTAssertEqual(try FittedLaw(json: other.json), other)
    }
    try AtomicFile.write("{", to: folder + "/broken.json")
    XCTAssertThrowsError(try FittedLaw.read(folder + "/broken.json")) {
      XCTAssertTrue("\($0)".contains("broken.json: not JSON: byte 1"), "\($0)")
    }
    assertThrows(
      try FittedLaw.read(folder + "/none.json"), FileError.self, "none.json: no such file")
  }

  func testDrawsAreKeptShort() throws {
    var law = try law()
    law.draws = Array(
      repeating: ["E": 1.23456789, "A": 1, "B": 2, "alpha": 3, "beta": 1e9 / 3], count: 500)
    let read = try FittedLaw(json: law.json)
    XCTAssertEqual(read.draws.count, FittedLaw.keptDraws)
    XCTAssertEqual(read.draws[7].values, [1.23457, 1, 2, 3, 333_333_000])
  }

  func testIncompleteLawsAreErrors() {
    let constants = #""E":1,"A":2,"B":3,"alpha":0.3,"beta":0.4"#
    XCTAssertEqual(
      problem(#"{"form":"chinchilla",\#(constants)}"#), "read [1.0, 2.0, 3.0, 0.3, 0.4]")
    for (text, message) in [
      (#"[1]"#, "a list where the object of a fitted law should be"),
      (#"{\#(constants)}"#, "lacks the member form; it is one of chinchilla, kaplan"),
      (#"{"form":7,\#(constants)}"#, "form is a whole number, not a string"),
      (#"{"form":"hoffmann",\#(constants)}"#, "form is \"hoffmann\"; it is one of chinchilla"),
      (#"{"form":"kaplan",\#(constants)}"#, "lacks the member N_c, which the form kaplan needs"),
      (#"{"form":"chinchilla","E":1}"#, "lacks the member A"),
      (#"{"form":"chinchilla","E":"1"}"#, "E is a string, not a number"),
      (#"{"form":"chinchilla","E":null}"#, "lacks the member E"),
      (#"{"form":"chinchilla","E":-1,"A":2,"B":3,"alpha":1,"beta":1}"#, "E is -1.0; it must be"),
      (#"{"form":"chinchilla","E":1e999,"A":2,"B":3,"alpha":1,"beta":1}"#, ""),
      (#"{"form":"chinchilla",\#(constants),"draws":[[1,2]]}"#, "draw 1 is not 5 numbers"),
      (#"{"form":"chinchilla",\#(constants),"draws":[[1,2,3,-1,1]]}"#, "draw 1 is not 5 numbers"),
      (#"{"form":"chinchilla",\#(constants),"intervals":[]}"#, "intervals is a list, not an obj"),
      (#"{"form":"chinchilla",\#(constants),"intervals":{"E":[2,1]}}"#, "the interval of E"),
      (#"{"form":"chinchilla",\#(constants),"intervals":{"level":2}}"#, "the intervals' level is"),
      (#"{"form":"chinchilla",\#(constants),"warnings":[1]}"#, "warnings is not a list of strings"),
      (#"{"form":"chinchilla",\#(constants),"holdOut":[{}]}"#, "a member of holdOut lacks"),
      (#"{"form":"chinchilla",\#(constants),"runs":[]}"#, "runs is a list, not an object"),
      (#"{"form":"chinchilla",\#(constants),"runs":{}}"#, "runs lacks the member parameters"),
      (#"{"form":"chinchilla",\#(constants),"runs":{"parameters":[0,1]}}"#, "parameters of runs"),
      (
        #"{"form":"chinchilla",\#(constants),"counting":"some"}"#, "counting is \"some\"; it is all"
      ),
      (#"{"form":"chinchilla",\#(constants),"forms":[{}]}"#, "forms holds something else"),
      (#"{"form":"chinchilla",\#(constants),"forms":[{"form":"x"}]}"#, "forms has a form \"x\""),
    ] {
      let found = problem(text)
      XCTAssertFalse(found.hasPrefix("read"), text)
      XCTAssertTrue(found.contains(message) || found.hasPrefix(message), "\(text): \(found)")
    }
    for (constants, message) in [
      (["N_c": 1, "D_c": 2, "alpha_N": 3], "not N_c, D_c, alpha_N"),
      (["D_c": 1, "N_c": 2, "alpha_N": 3, "alpha_D": 4], "not D_c, N_c, alpha_N, alpha_D"),
      (["N_c": 1, "D_c": 2, "alpha_N": 3, "alpha_D": .nan], "alpha_D is nan, not a finite number"),
    ] as [(LawConstants, String)] {
      XCTAssertThrowsError(try FittedLaw(form: .kaplan, constants: constants)) {
        XCTAssertTrue("\($0)".contains(message), "\($0)")
      }
    }
    XCTAssertThrowsError(try ChinchillaLaw(["E": 1, "A": 2, "B": 3, "beta": 4])) {
      XCTAssertEqual("\($0)", "the constant alpha is missing among E, A, B, beta")
    }
  }
}
