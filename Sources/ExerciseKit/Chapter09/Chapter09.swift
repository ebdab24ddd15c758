/// The exercises of chapter 9.
public enum Chapter09 {
  /// In order.
  public static let all = [
    breakEven.info, trainingCost.info, rankModels.info, differenceInterval.info, idleServer.info,
  ]
}
