import WorkbookCore

/// Something that is wrong with what the user asked for, or with their machine.
struct InputError: UserFacingError {
  let description: String

  init(_ description: String) { self.description = description }
}
