import ScalingLaws
import XCTest

final class DomainOutlookTests: XCTestCase {
  private func outlook(_ ownTokens: Double, compute: Double = 1.35e23) -> DomainOutlook {
    DomainOutlook(
      law: .epoch, exchange: 0.15, base: .bloom, compute: compute, ownTokens: ownTokens)
  }

  func testPromptingIsTheLawAtTheExchangedTokens() {
    let value = outlook(1e9).expected(.prompt)
    XCTAssertEqual(value.fieldTokens, 0.15 * 366e9, accuracy: 1)
    XCTAssertEqual(
      value.fieldLoss, ChinchillaLaw.epoch.loss(parameters: 176e9, tokens: 0.15 * 366e9),
      accuracy: 1e-12)
    XCTAssertEqual(value.trainedTokens, 0)
  }

  func testOptionsSpendTheBudget() {
    for option in DomainOption.allCases where option.trains {
      let value = outlook(1e11).expected(option)
      XCTAssertEqual(6 * value.parameters * value.trainedTokens, 1.35e23, accuracy: 1e17)
    }
  }

  func testWithFreshTextAloneTheSizeIsTheLawsOwn() {
    var plenty = outlook(1e15)
    plenty.fieldWeight = 1
    let value = plenty.expected(.domainOnly)
    let best = ChinchillaLaw.epoch.computeOptimal(compute: 1.35e23)
    XCTAssertEqual(value.parameters, best.parameters, accuracy: best.parameters * 0.01)
    XCTAssertEqual(value.fieldLoss, best.loss, accuracy: 1e-6)
  }

  func testAForeignVocabularyBuysLessText() {
    var foreign = outlook(1e11)
    foreign.vocabularyPenalty = 1.25
    XCTAssertEqual(
      foreign.expected(.continued).epochs, outlook(1e11).expected(.continued).epochs / 1.25,
      accuracy: 1e-12)
    XCTAssertEqual(foreign.expected(.mixture), outlook(1e11).expected(.mixture))
  }

  func testMoreOwnTextNeverHurts() {
    for option in DomainOption.allCases {
      let losses = [1e7, 1e9, 1e11, 1e13].map { outlook($0).expected(option).fieldLoss }
      for (less, more) in zip(losses, losses.dropFirst()) {
        XCTAssertLessThanOrEqual(more, less + 1e-12)
      }
    }
  }

  func testLittleTextIsPromptedAndSomeIsContinued() {
    XCTAssertEqual(outlook(1e6).best(), .prompt)
    XCTAssertEqual(outlook(10e9).best(), .continued)
  }
}
