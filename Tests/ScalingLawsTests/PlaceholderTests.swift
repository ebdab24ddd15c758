import XCTest

final class ScalingLawsPlaceholderTests: XCTestCase {}
