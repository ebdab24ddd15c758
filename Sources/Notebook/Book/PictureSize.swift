import Foundation
import Groundwork

/// The size of a picture, in pixels of a page: with it a page keeps the picture's place free while
/// it loads.
struct PictureSize: Equatable {
  let width: Int
  let height: Int

  /// Nil for a file that is not there, or that is neither SVG nor PNG.
  static func read(_ path: String) -> PictureSize? {
    guard let bytes = try? AtomicFile.read(path) else { return nil }
    return path.hasSuffix(".png") ? png(bytes) : svg(bytes)
  }

  /// Of the header chunk, which is always the first.
  private static func png(_ bytes: [UInt8]) -> PictureSize? {
    guard bytes.count > 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    return PictureSize(width: number(16), height: number(20))
  }

  /// What the root element says of its width and height, or of its view box.
  private static func svg(_ bytes: [UInt8]) -> PictureSize? {
    let text = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    guard let begin = text.range(of: "<svg"),
      let end = text[begin.upperBound...].firstIndex(of: ">")
    else { return nil }
    let tag = text[begin.upperBound..<end]
    func value(_ name: String) -> Substring? {
      guard let place = tag.range(of: "\\b\(name)\\s*=\\s*[\"']", options: .regularExpression)
      else { return nil }
      return tag[place.upperBound...].prefix { $0 != "\"" && $0 != "'" }
    }
    func pixels(_ name: String) -> Int? {
      guard let text = value(name), !text.hasSuffix("%") else { return nil }
      return Double(text.prefix { $0.isNumber || $0 == "." }).map { Int($0.rounded()) }
    }
    if let width = pixels("width"), let height = pixels("height") {
      return PictureSize(width: width, height: height)
    }
    let box = value("viewBox")?.split { $0 == " " || $0 == "," }.compactMap { Double($0) } ?? []
    guard box.count == 4 else { return nil }
    return PictureSize(width: Int(box[2].rounded()), height: Int(box[3].rounded()))
  }
}
