import ArgumentParser
import WorkbookCore

/// Token ids as the command line takes them: `5,8,13`.
struct TokenIDs: ExpressibleByArgument {
  let ids: [Int32]

  init?(argument: String) {
    let parts = argument.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == " " })
    let ids = parts.compactMap { Int32($0) }
    guard ids.count == parts.count else { return nil }
    self.ids = ids
  }

  /// The ids as a JSON list.
  static func json(_ ids: some Sequence<Int32>) -> JSONValue {
    .array(ids.map { .integer(Int($0)) })
  }
}
