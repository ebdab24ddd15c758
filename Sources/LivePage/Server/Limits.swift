/// How much one may ask of the live page, so that no request, however made, takes the machine.
public struct Limits: Sendable {
  /// Of a request's line and headers.
  public var headByteCount = 16_384
  /// Of a request's body: an exercise's file is some kilobytes.
  public var bodyByteCount = 262_144
  /// For a request to come in whole.
  public var secondsToRead = 5.0
  /// For an answer to begin, and between two parts of it: the first check of an exercise builds for
  /// minutes. Streams of events say something every `secondsBetweenBeats`.
  public var secondsToAnswer = 3_600.0
  /// For the reader to take what is sent.
  public var secondsToWrite = 20.0
  public var secondsBetweenBeats = 5.0
  /// Connections that are served at once; further ones wait until one is over.
  public var connectionCount = 48
  /// Streams of events among them; a further one ends the oldest.
  public var streamCount = 12
  /// Of a text in the playground.
  public var textByteCount = 20_000

  public init() {}
}
