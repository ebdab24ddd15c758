/// How much work a chapter does.
public enum Tier: String, CaseIterable, Codable, Sendable {
  /// Seconds a chapter: does everything still work?
  case smoke
  /// Minutes: what the prose speaks of.
  case lesson
  /// Hours: sharper numbers.
  case overnight
}
