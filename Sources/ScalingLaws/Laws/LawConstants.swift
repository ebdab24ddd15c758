/// The constants of a law by name, in the order in which its form lists them.
///
///     let constants: LawConstants = ["E": 1.8, "A": 480, "B": 2_100, "alpha": 0.35, "beta": 0.37]
///     constants["alpha"]                   // 0.35
///     try ChinchillaLaw(constants).alpha   // 0.35
public struct LawConstants: Hashable, Sendable {
  public let names: [String]
  /// One for each name.
  public private(set) var values: [Double]

  /// - Precondition: as many values as names.
  public init(names: [String], values: [Double]) {
    precondition(names.count == values.count, "each constant has its value")
    self.names = names
    self.values = values
  }

  /// A constant; not a number where the law has none of that name, and then nothing is set.
  public subscript(name: String) -> Double {
    get { value(name) ?? .nan }
    set { if let place = names.firstIndex(of: name) { values[place] = newValue } }
  }

  /// A constant; nil where the law has none of that name.
  public func value(_ name: String) -> Double? {
    names.firstIndex(of: name).map { values[$0] }
  }

  /// A constant that a law cannot do without.
  func needed(_ name: String) throws(ScalingError) -> Double {
    guard let value = value(name) else {
      throw .impossible("the constant \(name) is missing among \(names.joined(separator: ", "))")
    }
    return value
  }

  /// These constants and further ones, of other names.
  public func appending(_ others: LawConstants) -> LawConstants {
    LawConstants(names: names + others.names, values: values + others.values)
  }
}

extension LawConstants: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Double)...) {
    self.init(names: elements.map(\.0), values: elements.map(\.1))
  }
}

/// The constants of one form as places of a minimiser's vector: `vector[Place.alpha]`. The order of
/// the cases is that of every list of the form's constants.
protocol LawConstantPlace: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
  var name: String { get }
}

extension LawConstantPlace {
  static var names: [String] { allCases.map(\.name) }
}

extension FitVector {
  @inline(__always)
  subscript<Place: LawConstantPlace>(place: Place) -> Double {
    get { self[place.rawValue] }
    set { self[place.rawValue] = newValue }
  }
}

extension UnsafeMutablePointer where Pointee == SIMD8<Double> {
  @inline(__always)
  subscript<Place: LawConstantPlace>(place: Place) -> SIMD8<Double> {
    get { self[place.rawValue] }
    nonmutating set { self[place.rawValue] = newValue }
  }
}
