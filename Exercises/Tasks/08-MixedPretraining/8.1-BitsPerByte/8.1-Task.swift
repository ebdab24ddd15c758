//: # Bits per byte of many documents
//: function, 10 minutes
//:
//: A model read several documents. Of each you know the loss, −ln p summed over its tokens, in
//: nats, and how many tokens and bytes it has. How many bits does the model need for a byte of this
//: text, on average over all bytes? No text needs no bits: then return 0.
//:
//: ## Hints
//:
//: 1. A long document has more bytes, and so more say in an average over bytes.
//: 2. A nat is 1 / ln 2 bits, about 1.44. The tokens are only there to tempt you.
//: 3. Sum the nats, sum the bytes, and divide once: nats / (bytes · log(2)), or 0 where there are
//:    no bytes.

import ExerciseKit
import Foundation

extension Chapter08 {
  /// From documents, each with its summed loss in nats, its tokens and its bytes, to the bits per
  /// byte of all of them together.
  public typealias BitsPerByte = (_ documents: [(nats: Double, tokens: Int, bytes: Int)]) throws
    -> Double

  public static let bitsPerByte = Exercise<BitsPerByte>(
    properties: bitsPerByteProperties,
    check: { bitsPerByte in
      let none = try bitsPerByte([])
      try Expect.that(none == 0, "no documents: expected 0.0, got \(none)")
      let blank = try bitsPerByte([
        (nats: 0, tokens: 0, bytes: 0), (nats: 90, tokens: 30, bytes: 90),
      ])
      try Expect.that(
        blank.isFinite, "an empty document beside another: expected a number, got \(blank)")
      let nothing = try bitsPerByte([(nats: 0, tokens: 0, bytes: 0)])
      try Expect.that(nothing == 0, "one empty document: expected 0.0, got \(nothing)")
      let mark = try bitsPerByte([(nats: 1.5, tokens: 1, bytes: 0)])
      try Expect.that(
        mark == 0, "no bytes, and a token that marks the end: expected 0.0, got \(mark)")
      try Expect.close(
        try bitsPerByte([(nats: 1.5, tokens: 1, bytes: 0), (nats: 90, tokens: 30, bytes: 90)]),
        91.5 / (90 * log(2.0)), relative: 1e-4,
        "a document without bytes that costs 1.5 nats, beside 90 nats for 90 bytes")
      let single = try bitsPerByte([(nats: 1, tokens: 1, bytes: 1)])
      try Expect.close(single, 1 / log(2.0), relative: 1e-6, "one byte, one nat")
      let uniform = (nats: 100 * log(256.0), tokens: 40, bytes: 100)
      let one = try bitsPerByte([uniform])
      try Expect.close(one, 8, relative: 1e-6, "100 bytes, each guessed among 256 alike")
      try Expect.close(
        try bitsPerByte([uniform, uniform, uniform]), one, relative: 1e-6,
        "the same document three times")
      try Expect.close(
        try bitsPerByte([(nats: 100, tokens: 30, bytes: 120), (nats: 300, tokens: 60, bytes: 600)]),
        try bitsPerByte([(nats: 400, tokens: 90, bytes: 720)]), relative: 1e-6,
        "one text cut into two documents, of 120 and 600 bytes")
      try Expect.close(
        try bitsPerByte([
          (nats: 100, tokens: 30, bytes: 120), (nats: 3_000, tokens: 900, bytes: 1_500),
        ]), 3_100 / (1_620 * log(2.0)), relative: 1e-4, "3,100 nats for 1,620 bytes")
    },
    observe: { bitsPerByte in
      [
        try bitsPerByte([
          (nats: 100, tokens: 30, bytes: 120), (nats: 3_000, tokens: 900, bytes: 1_500),
        ]),
        try bitsPerByte([(nats: 0, tokens: 0, bytes: 0)]),
        try bitsPerByte([
          (nats: 50, tokens: 11, bytes: 70), (nats: 200, tokens: 140, bytes: 150),
          (nats: 10, tokens: 9, bytes: 33),
        ]),
        try bitsPerByte([(nats: 7, tokens: 2, bytes: 0), (nats: 81, tokens: 20, bytes: 77)]),
        try bitsPerByte([
          (nats: 400, tokens: 90, bytes: 310), (nats: 3, tokens: 1, bytes: 0),
          (nats: 60, tokens: 21, bytes: 45),
        ]),
      ]
    })
}
