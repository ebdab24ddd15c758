import ExerciseKit
import Tasks04

// 4.2 What remembering costs (an estimate, about 5 minutes)
//
// Generation keeps the keys and values of all tokens so far, in every layer and head, so that each
// new token costs one row. How many bytes is that? BloombergGPT has 70 layers and 40 heads of
// width 192 (Wu et al. 2023, appendix A): 4.4 GB for one sequence of 2,048 tokens at 2 bytes a
// number.
//
// Chapter04.CacheShape is in Exercises/Tasks/04-Sampling/4.2-CacheBytes/4.2-Task.swift.

/// The bytes of a key/value cache.
public func cacheBytes(_ shape: Chapter04.CacheShape) throws -> Int {
  // TODO 4.2: return the number of bytes
  throw NotAttempted("4.2")
}
