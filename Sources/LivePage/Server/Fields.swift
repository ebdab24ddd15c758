import Groundwork

/// The object that a POST carries.
struct Fields {
  private let object: JSONObject

  /// - Throws: `LivePageError.badRequest` for what is no JSON object.
  init(_ bytes: [UInt8]) throws(LivePageError) {
    do {
      guard let object = try StrictJSON.parse(bytes.isEmpty ? Array("{}".utf8) : bytes).object
      else {
        throw LivePageError.badRequest("the body is no JSON object")
      }
      self.object = object
    } catch {
      throw .badRequest("the body is no JSON object (\(error))")
    }
  }

  func text(_ name: String) throws(LivePageError) -> String {
    guard let text = object[name]?.text else { throw .badRequest("\"\(name)\" is missing") }
    return text
  }

  func optionalText(_ name: String) -> String? { object[name]?.text }

  func texts(_ name: String) -> [String] { object[name]?.array?.compactMap(\.text) ?? [] }

  func integer(_ name: String) throws(LivePageError) -> Int {
    guard let number = optionalInteger(name) else {
      throw .badRequest("\"\(name)\" is missing, or no whole number")
    }
    return number
  }

  func optionalInteger(_ name: String) -> Int? {
    object[name]?.integer ?? object[name]?.number.flatMap { Int(exactly: $0) }
  }

  func optionalNumber(_ name: String) -> Double? { object[name]?.number }

  func flag(_ name: String) -> Bool { object[name]?.bool ?? false }
}
