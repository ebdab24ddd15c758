import XCTest

final class CorporaPlaceholderTests: XCTestCase {}
