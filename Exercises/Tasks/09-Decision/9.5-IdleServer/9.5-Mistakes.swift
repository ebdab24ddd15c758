import ExerciseKit

/// The known mistakes of exercise 9.5.
public var idleServerMistakes: [KnownMistake<Chapter09.IdleServer>] {
  /// From the devices' price of an hour, the tokens of a busy hour, the busy share and a hosted price.
  func wrong(
    _ sentence: String,
    price: @escaping (_ hour: Double, _ tokens: Double, _ busy: Double) -> Double = {
      $0 / ($1 * $2) * 1e6
    },
    needed: @escaping (_ fullLoad: Double, _ hosted: Double, _ busy: Double) -> Double? = {
      fullLoad, hosted, _ in fullLoad <= hosted ? fullLoad / hosted : nil
    }, countsDevices: Bool = true, secondsPerHour: Double = 3_600
  ) -> KnownMistake<Chapter09.IdleServer> {
    KnownMistake(sentence) { devices, hourly, tokensPerSecond, busy, hosted in
      let hour = (countsDevices ? devices : 1) * hourly
      let tokens = tokensPerSecond * secondsPerHour
      return (price(hour, tokens, busy), needed(hour / tokens * 1e6, hosted, busy))
    }
  }
  return [
    wrong(
      "you paid for busy hours only: a server that waits costs as much",
      price: { hour, tokens, _ in hour / tokens * 1e6 }),
    wrong(
      "you made tokens cheaper where servers wait: the fewer there are, the dearer is each",
      price: { $0 / $1 * $2 * 1e6 }),
    wrong(
      "the number of devices does not count in your price: all of them are paid, and tokensPerSecond is that of all",
      countsDevices: false),
    wrong("you gave an hour 60 seconds: it has 3,600", secondsPerHour: 60),
    wrong("you gave the price of one token, not of a million", price: { $0 / ($1 * $2) }),
    wrong(
      "you gave the price at this load by the hosted one, not the load of equal prices",
      needed: { fullLoad, hosted, busy in
        fullLoad <= hosted ? fullLoad / busy / hosted : nil
      }),
    wrong(
      "you gave a share of more than 1: no server is busy longer than always, so return nil",
      needed: { fullLoad, hosted, _ in fullLoad / hosted }),
    wrong(
      "you divided by the idle share: busy hours earn the price",
      price: { $0 / ($1 * (1 - $2)) * 1e6 }),
    wrong("you divided by the busy share twice", price: { $0 / ($1 * $2 * $2) * 1e6 }),
    wrong(
      "you gave the price of a thousand tokens, not of a million", price: { $0 / ($1 * $2) * 1e3 }),
    wrong("you turned the price over: these are tokens for a dollar", price: { $1 * $2 / $0 }),
    wrong(
      "you turned the share over: it is the price at full load by the hosted one",
      needed: { fullLoad, hosted, _ in fullLoad <= hosted ? hosted / fullLoad : nil }),
    wrong(
      "you gave 1 where even servers that never rest are dearer: that is nil",
      needed: { fullLoad, hosted, _ in min(1, fullLoad / hosted) }
    ).ofAnswer,
    wrong(
      "you gave 0 where even servers that never rest are dearer: that is nil",
      needed: { fullLoad, hosted, _ in fullLoad <= hosted ? fullLoad / hosted : 0 }
    ).ofAnswer,
    wrong(
      "you gave nil where this load is dearer: a higher one may be cheaper",
      needed: { fullLoad, hosted, busy in fullLoad / busy <= hosted ? fullLoad / hosted : nil }
    ).ofAnswer,
    wrong(
      "you gave nil where it pays: only where even servers that never rest are dearer",
      needed: { fullLoad, hosted, _ in fullLoad > hosted ? fullLoad / hosted : nil }
    ).ofAnswer,
    wrong(
      "you gave the share in which they may rest, not in which they are busy",
      needed: { fullLoad, hosted, _ in fullLoad <= hosted ? 1 - fullLoad / hosted : nil }),
    wrong(
      "you multiplied by the busy share: the needed one does not depend on it",
      needed: { fullLoad, hosted, busy in
        fullLoad <= hosted ? fullLoad / hosted * busy : nil
      }),
    wrong(
      "you returned a percentage, not a share",
      needed: { fullLoad, hosted, _ in fullLoad <= hosted ? 100 * fullLoad / hosted : nil }),
    wrong("you gave an hour a day's seconds", secondsPerHour: 86_400),
    wrong("you took an hour for a second", secondsPerHour: 1),
    wrong(
      "you gave nil for the share each time", needed: { _, _, _ in nil }
    ).ofAnswer,
    wrong("you gave the price of an hour, not of a million tokens", price: { hour, _, _ in hour }),
    wrong(
      "you gave nil for shares above one half: up to 1 there is one",
      needed: { fullLoad, hosted, _ in fullLoad <= hosted / 2 ? fullLoad / hosted : nil }
    ).ofAnswer,
    wrong(
      "you gave nil where servers that never rest cost as much: they are not dearer",
      needed: { fullLoad, hosted, _ in fullLoad < hosted ? fullLoad / hosted : nil }
    ).ofAnswer,
    KnownMistake("you took the price at this load for that at full load") {
      devices, dollars, speed, busy, hosted in
      let right = try idleServer(
        devices: devices, dollarsPerDeviceHour: dollars, tokensPerSecond: speed, busyShare: busy,
        hostedDollarsPerMillion: hosted)
      let share = right.dollarsPerMillion / hosted
      return (right.dollarsPerMillion, share <= 1 ? share : nil)
    },
    wrong(
      "you added the idle share to the price: busy hours have to earn all of it",
      price: { hour, tokens, busy in hour / tokens * 1e6 * (2 - busy) }),
    wrong(
      "you gave the own price's part of both: it is the price at full load by the hosted one",
      needed: { fullLoad, hosted, _ in
        fullLoad <= hosted ? fullLoad / (fullLoad + hosted) : nil
      }),
    wrong(
      "you gave no less than the share there is: the needed one does not depend on it",
      needed: { fullLoad, hosted, busy in
        fullLoad <= hosted ? max(busy, fullLoad / hosted) : nil
      }),
    wrong("you gave an hour 1,000 seconds: it has 3,600", secondsPerHour: 1_000),
    wrong("you counted a million as 2²⁰", secondsPerHour: 3_600 / 1.048_576),
    wrong(
      "you rounded the share up to tenths",
      needed: { fullLoad, hosted, _ in
        fullLoad <= hosted ? (fullLoad / hosted * 10).rounded(.up) / 10 : nil
      }),
    wrong(
      "you divided the hosted price by a thousand: both are for a million",
      needed: { fullLoad, hosted, _ in
        fullLoad <= 1_000 * hosted ? fullLoad / hosted / 1_000 : nil
      }),
  ]
}
