import COpenBLASKernels
import Foundation
import Tensors
import XCTest

final class OpenBLASKernelTests: XCTestCase {
  private func better(_ chosen: String?, avx2: Bool, avx512: Bool) -> String? {
    workbook_openblas_better_kernels(chosen, avx2 ? 1 : 0, avx512 ? 1 : 0)
      .map { String(cString: $0) }
  }

  func testKernelsOfOldProcessorsAreReplacedByWhatTheProcessorCanDo() {
    XCTAssertEqual(better("Prescott", avx2: true, avx512: true), "SkylakeX")
    XCTAssertEqual(better("prescott", avx2: true, avx512: false), "Haswell")
    XCTAssertEqual(better("Sandybridge", avx2: true, avx512: false), "Haswell")
    XCTAssertNil(better("Prescott", avx2: false, avx512: false))
    XCTAssertNil(better(nil, avx2: true, avx512: true))
  }

  func testGoodChoicesStay() {
    for chosen in ["Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids", "Excavator"] {
      XCTAssertNil(better(chosen, avx2: true, avx512: true), chosen)
    }
  }

  /// What the library itself says it runs, after the choice.
  func testThisProcessRunsNoKernelsThatItsProcessorHasOutgrown() throws {
    let variable = "OPENBLAS_CORETYPE"
    if ProcessInfo.processInfo.environment[variable] != nil {
      throw XCTSkip("\(variable) chooses the kernels")
    }
    let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    guard cpu.contains(" avx2 ") else { throw XCTSkip("a processor without AVX2") }
    let description = LinearAlgebra.libraryDescription
    for old in ["Prescott", "Core2", "Nehalem", "Sandybridge"] {
      XCTAssertFalse(description.contains(old), description)
    }
    if let replaced = LinearAlgebra.replacedKernels {
      XCTAssertTrue(description.contains(replaced), description)
    }
  }
}
