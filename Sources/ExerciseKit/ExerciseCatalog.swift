/// Every exercise of the workbook, in order.
public enum ExerciseCatalog {
  /// The chapters' exercises, chapter by chapter.
  public static let all: [ExerciseInfo] =
    Chapter01.all + Chapter02.all + Chapter03.all + Chapter04.all + Chapter05.all + Chapter06.all
    + Chapter07.all + Chapter08.all + Chapter09.all

  /// The exercise of an id.
  public static func exercise(_ id: String) -> ExerciseInfo? { all.first { $0.id == id } }

  /// The folders of the chapters, by number.
  public static let folders = [
    "01-Tokenizer", "02-Attention", "03-Transformer", "04-Sampling", "05-Pretraining",
    "06-Quantization", "07-ScalingLaws", "08-MixedPretraining", "09-Decision",
  ]

  /// The exercises of a chapter.
  public static func exercises(ofChapter chapter: Int) -> [ExerciseInfo] {
    all.filter { $0.chapter == chapter }
  }
}
