/// An error that the user's input or machine causes.
///
/// Its `description` is one line that states facts: what was wrong, where, and what would be right.
/// It names no option and no verb, for it does not know who asked. The command line and the
/// chapters add what to do in their own terms, print the line and exit with status 1; every other
/// error is a fault of the workbook itself and exits with status 70.
public protocol UserFacingError: Error, CustomStringConvertible, Sendable {
  /// Whether what was done so far is kept, so that the work goes on from there when asked for again.
  var isResumable: Bool { get }
}

extension UserFacingError {
  public var isResumable: Bool { false }
}
