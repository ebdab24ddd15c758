/// JSON objects that carry a digest of themselves, so that damage is told from what was written.
///
///     let bytes = SealedJSON.encoded(members)      // ends with "checksum": "5f0c…"
///     SealedJSON.read(bytes)?.isSealed             // true, until a byte of meaning changes
public enum SealedJSON {
  private static let key = "checksum"

  /// The members and behind them their digest, one a line.
  public static func encoded(_ members: [JSONObject.Member]) -> [UInt8] {
    let seal = JSONObject.Member(key, .text(digest(members)))
    return JSONValue.object(JSONObject(members: members + [seal])).encoded(isPretty: true) + [0x0A]
  }

  /// The object of a text; nil where it is none.
  ///
  /// - Returns: whether its digest is there and right. Layout does not count.
  public static func read(_ bytes: [UInt8]) -> (object: JSONObject, isSealed: Bool)? {
    guard let object = (try? StrictJSON.parse(bytes))?.object else { return nil }
    let members = object.members.filter { $0.name != key }
    return (object, object[key]?.text == digest(members))
  }

  /// Whether an object has a member where its digest should stand.
  public static func claimsSeal(_ object: JSONObject) -> Bool { object[key] != nil }

  private static func digest(_ members: [JSONObject.Member]) -> String {
    Checksum.sha256(JSONValue.object(JSONObject(members: members)).encoded())
  }
}
