/// The exercises of chapter 4.
public enum Chapter04 {
  /// In order.
  public static let all = [
    nucleus.info, cacheBytes.info, temperature.info, repeatedShare.info, repetitionPenalty.info,
  ]
}
