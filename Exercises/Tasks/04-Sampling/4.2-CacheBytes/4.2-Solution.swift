import ExerciseKit

/// The bytes of a key/value cache.
public func cacheBytes(_ shape: Chapter04.CacheShape) throws -> Int {
  // exercise begin 4.2: return the number of bytes
  let numbersPerToken = 2 * shape.layerCount * shape.headCount * shape.headWidth
  return numbersPerToken * shape.positions * shape.sequences * shape.bytesPerNumber
  // exercise end
}
