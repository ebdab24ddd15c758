import XCTest

final class InferencePlaceholderTests: XCTestCase {}
