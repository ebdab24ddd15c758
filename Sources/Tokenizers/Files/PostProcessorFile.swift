import Groundwork

/// The `post_processor` of a `tokenizer.json`: the tokens that go around a text.
enum PostProcessorFile {
  /// - Parameter id: the id of a token by its spelling; nil where the vocabulary lacks it.
  static func read(
    _ value: JSONValue?, id: ([UInt8]) -> Int?, _ failure: (String) -> TokenizerError
  ) throws -> TextFrame {
    guard let value, value != .null else { return .none }
    guard let object = value.object else { throw failure("\"post_processor\" is no object") }
    switch object["type"]?.text {
    // Offsets alone.
    case "ByteLevel": return .none
    case "TemplateProcessing": return try template(object, id: id, failure)
    case "BertProcessing", "RobertaProcessing":
      return TextFrame(
        before: [try pair(object, "cls", id: id, failure)],
        after: [try pair(object, "sep", id: id, failure)])
    case "Sequence":
      guard let list = object["processors"]?.array else {
        throw failure("\"processors\" is missing or no list")
      }
      let frames = try list.map { try read($0, id: id, failure) }.filter { $0 != .none }
      // The second would see the first one's tokens as a text of its own.
      guard frames.count <= 1 else {
        throw failure("several post-processors that each add tokens are not supported")
      }
      return frames.first ?? .none
    case let type:
      throw failure("a post-processor of type \(type ?? "none") is not supported")
    }
  }

  /// `"single": [{"SpecialToken": {"id": "<s>"}}, {"Sequence": {"id": "A"}}]`
  private static func template(
    _ object: JSONObject, id: ([UInt8]) -> Int?, _ failure: (String) -> TokenizerError
  ) throws -> TextFrame {
    guard let steps = object["single"]?.array else {
      throw failure("the post-processor's \"single\" is missing or no list")
    }
    var frame = TextFrame.none
    var texts = 0
    for step in steps {
      if step.object?["Sequence"]?.object?["id"]?.text == "A" {
        texts += 1
      } else if let name = step.object?["SpecialToken"]?.object?["id"]?.text {
        let ids = try specialIDs(object, name, id: id, failure)
        if texts == 0 { frame.before += ids } else { frame.after += ids }
      } else {
        throw failure("the post-processor's \"single\" has a step that is no token and no text")
      }
    }
    guard texts == 1 else { throw failure("the post-processor has \(texts) places for the text") }
    return frame
  }

  private static func specialIDs(
    _ object: JSONObject, _ name: String, id: ([UInt8]) -> Int?,
    _ failure: (String) -> TokenizerError
  ) throws -> [Int32] {
    guard let entry = object["special_tokens"]?.object?[name]?.object,
      let ids = entry["ids"]?.array?.map(\.integer), !ids.isEmpty, !ids.contains(nil)
    else { throw failure("the post-processor has no ids for '\(name)'") }
    if let known = id(Array(name.utf8)), ids.count == 1, ids[0] != known {
      throw failure("'\(name)' has the ids \(known) and \(ids[0] ?? -1)")
    }
    return try ids.map { try checked($0, name, failure) }
  }

  /// `["</s>", 2]`
  private static func pair(
    _ object: JSONObject, _ key: String, id: ([UInt8]) -> Int?,
    _ failure: (String) -> TokenizerError
  ) throws -> Int32 {
    guard let pair = object[key]?.array, pair.count == 2, let name = pair[0].text,
      let number = pair[1].integer
    else { throw failure("the post-processor's \"\(key)\" is not a token and its id") }
    if let known = id(Array(name.utf8)), known != number {
      throw failure("'\(name)' has the ids \(known) and \(number)")
    }
    return try checked(number, name, failure)
  }

  private static func checked(
    _ id: Int?, _ name: String, _ failure: (String) -> TokenizerError
  ) throws -> Int32 {
    guard let id, id >= 0, id <= BytePairVocabulary.largestID else {
      throw failure("the post-processor's id of '\(name)' is no token's")
    }
    return Int32(id)
  }

  /// - Parameter name: how the file spells the token of an id.
  static func value(of frame: TextFrame, name: (Int32) -> [UInt8]) -> JSONValue {
    guard frame != .none else { return .null }
    func special(_ id: Int32, _ type: Int) -> JSONValue {
      ["SpecialToken": ["id": .string(name(id)), "type_id": .integer(type)]]
    }
    func around(_ text: String, _ type: Int) -> [JSONValue] {
      frame.before.map { special($0, type) }
        + [["Sequence": ["id": .text(text), "type_id": .integer(type)]]]
        + frame.after.map { special($0, type) }
    }
    let ids = Set(frame.before + frame.after).sorted()
    let tokens = ids.map { id -> JSONObject.Member in
      let name = name(id)
      return .init(
        key: name,
        value: [
          "id": .string(name), "ids": [.integer(Int(id))], "tokens": [.string(name)],
        ])
    }
    return [
      "type": "TemplateProcessing", "single": .array(around("A", 0)),
      "pair": .array(around("A", 0) + around("B", 1)),
      "special_tokens": .object(JSONObject(members: tokens)),
    ]
  }
}
