import XCTest

final class ExerciseKitPlaceholderTests: XCTestCase {}
