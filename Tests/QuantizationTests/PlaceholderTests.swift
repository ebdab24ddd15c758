import XCTest

final class QuantizationPlaceholderTests: XCTestCase {}
