import XCTest

final class CommandLinePlaceholderTests: XCTestCase {}
