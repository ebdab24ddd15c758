/// An error that the user's input or machine causes.
///
/// Its `description` is one line that says what was wrong, where, and what to do about it. The
/// command line prints that line and exits with status 1; every other error is a fault of the
/// workbook itself and exits with status 70.
public protocol UserFacingError: Error, CustomStringConvertible, Sendable {}
