/// Ends the program with a status after everything was said already.
struct ExitStatus: Error {
  let code: Int32
}
