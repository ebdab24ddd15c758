import Figures
import Foundation

/// The form of a picture that phones are shown.
///
/// It lies beside the wide one, `05-loss.narrow.svg` beside `05-loss.svg`; the browser chooses by the width of
/// its window, without a script.
enum NarrowPicture {
  /// The windows that are shown the narrow form.
  static let media = "(max-width: 600px)"
  /// A picture of this width, in pixels, is legible when it is shrunk to a phone's page, 358 pixels wide.
  static let legibleWidth = 460

  static func isNarrow(_ path: String) -> Bool {
    path.hasSuffix("\(Figure.Form.narrow.suffix).svg")
  }

  /// The narrow form of a picture of the workbook, from its folder, and its size; nil where there is none.
  static func find(of path: String, root: String) -> (path: String, size: PictureSize)? {
    guard path.hasSuffix(".svg"), let narrow = Figure.narrowName(of: path),
      let size = PictureSize.read("\(root)/\(narrow)")
    else { return nil }
    return (narrow, size)
  }

  /// A picture in both forms.
  static func markup(_ image: Markup.Element, narrow: String, size: PictureSize) -> Markup {
    .tag(
      "picture", [:],
      [
        .tag(
          "source",
          [
            "media": media, "srcset": Book.imageName(narrow), "width": String(size.width),
            "height": String(size.height),
          ]),
        .element(image),
      ])
  }
}

extension Markup.Element {
  /// Of a picture in several forms the wide one; of an image itself.
  var image: Markup.Element {
    guard name == "picture", case .element(let image) = children.last else { return self }
    return image
  }

  /// Whether a phone shows the picture whole.
  var fitsPhone: Bool {
    let shown = name == "picture" ? children.first : Markup.element(self)
    guard case .element(let image) = shown else { return false }
    return image["width"].flatMap { Int($0) }.map { $0 <= NarrowPicture.legibleWidth } ?? false
  }
}
