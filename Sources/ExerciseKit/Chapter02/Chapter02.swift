/// The exercises of chapter 2.
public enum Chapter02 {
  /// In order.
  public static let all: [ExerciseInfo] = []
}
