//: # The server that waits
//: estimate, 10 minutes
//:
//: A hosted model is paid by the token. Your own runs on servers that cost their price by day and
//: by night, asked or not. They are busy for a share of the time, and then write tokensPerSecond,
//: all together. What does a million tokens cost you, and how large must the busy share be for a
//: million to cost no more than a hosted one's? Where even servers that never rest are dearer, the
//: share is nil. Take two devices at $2 an hour, or what you would pay, 400 tokens a second, and
//: office hours with pauses: a tenth of the week.
//:
//: ## Hints
//:
//: 1. Compare one hour: what do all devices cost in it, and how many tokens do they write, if they
//:    are busy for a part of it?
//: 2. An hour has 3,600 seconds, of which busyShare · 3,600 are busy. The price is for a million
//:    tokens. Idle servers make every token dearer.
//: 3. fullLoad = devices · dollarsPerDeviceHour / (tokensPerSecond · 3600) · 1e6 is the price at
//:    full load. Then fullLoad / busyShare, and fullLoad / hostedDollarsPerMillion, or nil where
//:    that is more than 1.

import ExerciseKit

extension Chapter09 {
  /// From servers, their speed and their load to the price of a million tokens, and the load from
  /// which on they are cheaper than a hosted model; nothing where no load is enough.
  public typealias IdleServer = (
    _ devices: Double, _ dollarsPerDeviceHour: Double, _ tokensPerSecond: Double,
    _ busyShare: Double, _ hostedDollarsPerMillion: Double
  ) throws -> (dollarsPerMillion: Double, busyShareNeeded: Double?)

  public static let idleServer = Exercise<IdleServer>(
    parts: ["dollarsPerMillion", "busyShareNeeded", "the case of nil"],
    properties: idleServerProperties,
    check: { server in
      let office = try server(2, 2, 400, 0.1, 10)
      try Expect.that(
        office.dollarsPerMillion.isFinite && office.dollarsPerMillion > 0,
        "a price is more than 0, this is \(office.dollarsPerMillion)")
      if let share = try server(2, 2, 400, 0.1, 2).busyShareNeeded {
        throw CheckFailure(
          "at full load these servers cost $2.78 a million, a hosted model $2: expected nil, for no "
            + "share, got \(share)")
      }
      guard let share = office.busyShareNeeded else {
        throw CheckFailure(
          "at full load these servers cost $2.78 a million, a hosted model $10: some share is enough, "
            + "but got nil")
      }
      try Expect.that(share > 0 && share <= 1, "a share lies between 0 and 1, this is \(share)")
      try Expect.close(
        try server(2, 2, 400, 0.05, 10).dollarsPerMillion, 2 * office.dollarsPerMillion,
        relative: 1e-6, "busy for half as long, the price of a million tokens")
      try Expect.close(
        try server(2, 2, 400, share, 10).dollarsPerMillion, 10, relative: 0.001,
        "your price of a million tokens at your share, \(share), where both are to cost the same")
      try Expect.close(
        office.dollarsPerMillion, 27.78, relative: 0.01,
        "dollars: two devices at $2, 400 tokens a second, a tenth of the time")
      try Expect.close(share, 0.2778, relative: 0.01, "the busy share against $10 a million")
      let busy = try server(2, 2, 400, 0.6, 10).busyShareNeeded
      try Expect.close(
        busy ?? .nan, share, relative: 1e-6,
        "the busy share against $10 a million of servers that are busy for 60 % of the time")
      let most = try server(2, 2, 400, 0.1, 3.2).busyShareNeeded
      try Expect.close(
        most ?? .nan, 0.868, relative: 0.01, "the busy share against $3.2 a million")
      // These numbers come to 1 in whatever order they are multiplied and divided.
      guard let all = try server(8, 18, 5_000, 0.5, 8).busyShareNeeded else {
        throw CheckFailure(
          "at full load these servers cost $8 a million, as much as the hosted model: they are not "
            + "dearer, so expected a share of 1, got nil")
      }
      try Expect.close(all, 1, relative: 0.01, "the busy share where both cost $8 a million")
    },
    observe: { server in
      try [
        (2.0, 2.0, 400.0, 0.1, 10.0), (8, 3, 2_000, 0.4, 5), (2, 2, 400, 0.1, 2),
        (3, 1.5, 900, 0.8, 4), (1, 1.2, 5_000, 0.3, 0.7), (3, 1.5, 900, 0.4, 0.9),
        (1, 4, 500, 0.5, 2), (2, 3, 1_000, 0.25, 4), (8, 18, 5_000, 0.5, 8),
      ].flatMap {
        let (price, share) = try server($0.0, $0.1, $0.2, $0.3, $0.4)
        return [price, share ?? 0, share == nil ? 1 : 0]
      }
    })
}
