import XCTest

final class ExercisePlaceholderTests: XCTestCase {}
