/// The exercises of chapter 6.
public enum Chapter06 {
  /// In order.
  public static let all = [
    absmaxQuantize.info, quantizedSize.info, unpackNibbles.info, offsetQuantize.info, stepTime.info,
  ]
}
