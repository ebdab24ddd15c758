import Foundation

/// Texts as the C library takes a program's arguments and its environment.
public enum CStringList {
  /// Hands out a list of C strings that ends with a null pointer; it is valid during the call alone.
  public static func with<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
