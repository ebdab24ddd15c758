import Foundation
import Groundwork

extension FittedLaw {
  /// As many draws as a file keeps: enough for an interval, and still a short line.
  public static let keptDraws = 400

  /// One flat object: form, objections, warnings, hold-outs, constants by name, objective, points, where
  /// the runs lie, delta, intervals, draws (six significant digits).
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [("form", .text(form.rawValue))]
    // What speaks against it stands first, for whoever reads the file.
    members.append(("objections", .array(objections.map { .text($0.description) })))
    members.append(("warnings", .array(warnings.map { .text($0) })))
    if !holdOuts.isEmpty { members.append(("holdOut", .array(holdOuts.map(\.json)))) }
    if !formTests.isEmpty { members.append(("forms", .array(formTests.map(\.json)))) }
    for (name, value) in zip(constants.names, constants.values) {
      members.append((name, .number(value)))
    }
    if let objective { members.append(("objective", .number(objective))) }
    if let points { members.append(("points", .integer(points))) }
    if let computeRange {
      members.append(
        ("flops", [.number(computeRange.lowerBound), .number(computeRange.upperBound)]))
    }
    if let domain { members.append(("runs", domain.json)) }
    if let counting { members.append(("counting", .text(counting.rawValue))) }
    if let delta { members.append(("delta", .number(delta))) }
    if !held.isEmpty { members.append(("held", .array(held.map { .text($0) }))) }
    if !intervals.isEmpty {
      var list: [(String, JSONValue)] = [("level", .number(level))]
      for name in form.constantNames {
        guard let range = intervals[name] else { continue }
        list.append((name, [.number(range.lowerBound), .number(range.upperBound)]))
      }
      members.append(("intervals", Self.object(list)))
    }
    if !profiles.isEmpty {
      let list = form.constantNames.compactMap { name in
        profiles[name].map { (name, $0.json) }
      }
      members.append(("profiles", Self.object(list)))
    }
    if !draws.isEmpty {
      members.append(
        ("draws", .array(draws.prefix(Self.keptDraws).map { .array($0.values.map(Self.short)) })))
    }
    return Self.object(members)
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members))
  }

  /// Six significant digits.
  fileprivate static func short(_ value: Double) -> JSONValue {
    .number(Double(String(format: "%.6g", value)) ?? value)
  }
}

extension LikelihoodProfile {
  var json: JSONValue {
    [
      "level": .number(level), "low": low.map { .number($0) } ?? .null,
      "high": high.map { .number($0) } ?? .null,
      "points": .array(
        points.map { [FittedLaw.short($0.value), FittedLaw.short($0.objective)] }),
    ]
  }

  init(_ name: String, json: JSONValue) throws(ScalingError) {
    guard let object = json.object,
      let level = try FittedLaw.member(object, "level", "a number", \.number)
    else { throw .impossible("the profile of \(name) is not an object with a level") }
    var points: [Point] = []
    for value in try FittedLaw.member(object, "points", "a list", \.array) ?? [] {
      let pair = (value.array ?? []).compactMap(\.number)
      guard pair.count == 2 else {
        throw .impossible("the profile of \(name) has a point that is not two numbers")
      }
      points.append(Point(value: pair[0], objective: pair[1]))
    }
    self.init(
      name: name, level: level, points: points,
      low: try FittedLaw.member(object, "low", "a number", \.number),
      high: try FittedLaw.member(object, "high", "a number", \.number))
  }
}

extension FittedLaw {
  /// Reads a law from a file that holds the JSON object of a fit. Members of other names are passed
  /// over.
  ///
  /// - Throws: `FileError`, `ScalingError.badFile`.
  public static func read(_ path: String) throws -> FittedLaw {
    let value: JSONValue
    do {
      value = try StrictJSON.parse(try AtomicFile.read(path, limit: .settings))
    } catch let error as JSONError {
      throw ScalingError.badFile(path: path, problem: "not JSON: \(error)")
    }
    do {
      return try FittedLaw(json: value)
    } catch {
      throw ScalingError.badFile(path: path, problem: error.description)
    }
  }

  /// Reads a law from its JSON object.
  ///
  /// - Throws: `ScalingError.impossible` for the first member that is missing or wrong.
  public init(json: JSONValue) throws(ScalingError) {
    guard let object = json.object else {
      throw .impossible("\(json.kind) where the object of a fitted law should be")
    }
    let forms = LawForm.allCases.map(\.rawValue).joined(separator: ", ")
    guard let name = try Self.member(object, "form", "a string", \.text) else {
      throw .impossible("lacks the member form; it is one of \(forms)")
    }
    guard let form = LawForm(rawValue: name) else {
      throw .impossible("form is \"\(name.prefix(40))\"; it is one of \(forms)")
    }
    let names = form.constantNames
    var values: [Double] = []
    for name in names {
      guard let value = try Self.member(object, name, "a number", \.number) else {
        throw .impossible("lacks the member \(name), which the form \(form.rawValue) needs")
      }
      values.append(value)
    }
    try self.init(form: form, constants: LawConstants(names: names, values: values))
    objective = try Self.member(object, "objective", "a number", \.number)
    points = try Self.member(object, "points", "a whole number", \.integer)
    computeRange = try Self.range(object, "flops")
    if let computeRange, computeRange.lowerBound <= 0 {
      throw .impossible("flops begins at \(computeRange.lowerBound); it must be positive")
    }
    if let runs = try Self.member(object, "runs", "an object", \.object) {
      domain = try RunDomain(json: runs)
    }
    if let name = try Self.member(object, "counting", "a string", \.text) {
      guard let counting = PlanningLaw.Counting(rawValue: name) else {
        throw .impossible("counting is \"\(name.prefix(40))\"; it is all or non-embedding")
      }
      self.counting = counting
    }
    for value in try Self.member(object, "forms", "a list", \.array) ?? [] {
      formTests.append(try FormTest(json: value))
    }
    delta = try Self.member(object, "delta", "a number", \.number)
    held = try Self.texts(object, "held")
    warnings = try Self.texts(object, "warnings")
    if let list = try Self.member(object, "intervals", "an object", \.object) {
      try readIntervals(list)
    }
    if let list = try Self.member(object, "profiles", "an object", \.object) {
      for name in form.constantNames {
        if let value = list[name] { profiles[name] = try LikelihoodProfile(name, json: value) }
      }
    }
    for (index, draw) in (try Self.member(object, "draws", "a list", \.array) ?? []).enumerated() {
      let values = (draw.array ?? []).compactMap(\.number)
      guard values.count == names.count, draw.array?.count == names.count,
        case let constants = LawConstants(names: names, values: values),
        Self.problem(form, constants) == nil
      else {
        throw .impossible(
          "draw \(index + 1) is not \(names.count) numbers that make sense as "
            + names.joined(separator: ", "))
      }
      draws.append(constants)
    }
    for value in try Self.member(object, "holdOut", "a list", \.array) ?? [] {
      holdOuts.append(try HoldOut(json: value))
    }
  }

  private mutating func readIntervals(_ list: JSONObject) throws(ScalingError) {
    if let level = try Self.member(list, "level", "a number", \.number) {
      guard level > 0, level < 1 else {
        throw .impossible("the intervals' level is \(level); it lies between 0 and 1")
      }
      self.level = level
    }
    for name in form.constantNames {
      intervals[name] = try Self.range(list, name)
    }
  }

  /// A pair of numbers; nil where it is missing or null.
  static func range(
    _ object: JSONObject, _ name: String
  ) throws(ScalingError) -> ClosedRange<Double>? {
    guard let pair = try member(object, name, "a list", \.array) else { return nil }
    let ends = pair.compactMap(\.number)
    guard pair.count == 2, ends.count == 2, ends[0] <= ends[1], ends.allSatisfy(\.isFinite) else {
      throw .impossible("the interval of \(name) is not two numbers, the lower one first")
    }
    return ends[0]...ends[1]
  }

  /// A member of a type; nil where it is missing or null.
  static func member<Value>(
    _ object: JSONObject, _ name: String, _ kind: String, _ read: (JSONValue) -> Value?
  ) throws(ScalingError) -> Value? {
    guard let value = object[name], value != .null else { return nil }
    guard let result = read(value) else {
      throw .impossible("\(name) is \(value.kind), not \(kind)")
    }
    return result
  }

  private static func texts(_ object: JSONObject, _ name: String) throws(ScalingError) -> [String] {
    let list = try member(object, name, "a list", \.array) ?? []
    let texts = list.compactMap(\.text)
    guard texts.count == list.count else { throw .impossible("\(name) is not a list of strings") }
    return texts
  }
}
