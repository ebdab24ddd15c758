/// The exercises of chapter 8.
public enum Chapter08 {
  /// In order.
  public static let all = [
    bitsPerByte.info, epochs.info, drawMixture.info, bestShare.info, coverage.info,
  ]
}
