/// The exercises of chapter 1.
public enum Chapter01 {
  /// In order.
  public static let all = [
    countPairs.info, embeddingCost.info, encodeWord.info, bestSegmentation.info, foreignBill.info,
  ]
}
