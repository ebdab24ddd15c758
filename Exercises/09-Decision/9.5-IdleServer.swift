import ExerciseKit

// 9.5 The server that waits (an estimate, about 10 minutes)
//
// A hosted model is paid by the token. Your own runs on servers that cost their price by day and
// by night, asked or not. They are busy for a share of the time, and then write tokensPerSecond,
// all together. What does a million tokens cost you, and how large must the busy share be for a
// million to cost no more than a hosted one's? Where even servers that never rest are dearer, the
// share is nil. Take two devices at $2 an hour, or what you would pay, 400 tokens a second, and
// office hours with pauses: a tenth of the week.

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
  // TODO 9.5: the price at full load, at this load, and the load of equal prices
  throw NotAttempted("9.5")
}
