import ExerciseKit

/// What a million tokens cost on servers of one's own, and how busy these must be to pay.
///
/// - Parameters:
///   - devices: that run day and night, and are paid for day and night.
///   - tokensPerSecond: of all devices together, when they are busy.
///   - busyShare: of the time in which they are busy; more than 0, at most 1.
/// - Returns: the dollars for a million tokens, and the share of the time from which on a hosted model
///   costs more; nil where even servers that never rest are dearer.
public func idleServer(
  devices: Double, dollarsPerDeviceHour: Double, tokensPerSecond: Double, busyShare: Double,
  hostedDollarsPerMillion: Double
) throws -> (dollarsPerMillion: Double, busyShareNeeded: Double?) {
  // exercise begin 9.5: the price at full load, at this load, and the load of equal prices
  let fullLoad = devices * dollarsPerDeviceHour / (tokensPerSecond * 3600) * 1e6
  let needed = fullLoad / hostedDollarsPerMillion
  return (fullLoad / busyShare, needed <= 1 ? needed : nil)
  // exercise end
}
