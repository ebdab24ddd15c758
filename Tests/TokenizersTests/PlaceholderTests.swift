import XCTest

final class TokenizersPlaceholderTests: XCTestCase {}
