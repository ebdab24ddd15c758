import Foundation
import Groundwork

/// The files of a drawn figure.
public struct RenderedFigure: Equatable, Sendable {
  /// The picture.
  public let svg: String
  /// What it shows, as a tidy table.
  public let csv: String
  /// The script that draws the one from the other.
  public let gp: String
}

extension Figure {
  /// A line of the script of a figure whose data are not to be published.
  static let privateDataLine =
    "# The data stay where they were drawn; only the picture is published."

  /// Whether the data and script of a drawn figure may be published beside the picture.
  public static func publishesData(script: String) -> Bool {
    !script.split(separator: "\n").contains { $0 == privateDataLine }
  }

  /// The data file and the script, as they would be written: the same bytes for the same figure, and the
  /// same data for every form.
  public func files(_ form: Form = .wide) throws(FigureError) -> (csv: String, gp: String) {
    try validate()
    let table = FigureTable(self)
    switch form {
    case .wide: return (table.csv, try FigureScript(self, table: table).text)
    case .narrow: return (table.csv, try NarrowScript(self, table: table).text)
    }
  }

  /// Draws the figure into a folder as `stem.csv`, `stem.gp` and `stem.svg`; in its narrow form, script and
  /// picture are `stem.narrow.gp` and `stem.narrow.svg`, beside the same `stem.csv`.
  ///
  /// - Parameters:
  ///   - directory: created if it is missing.
  ///   - stem: the files' name without extension; the figure's own name by default.
  /// - Throws: ``FigureError``.
  @discardableResult
  public func render(
    in directory: String, name stem: String? = nil, form: Form = .wide
  ) throws(FigureError) -> RenderedFigure {
    var named = self
    named.name = stem ?? name
    let files = try named.files(form)
    try Gnuplot.requireInstalled()
    try Self.createFolder(directory)
    let data = (directory as NSString).appendingPathComponent(named.name)
    let base = data + form.suffix
    try Self.write(files.csv, to: data + ".csv")
    try Self.write(files.gp, to: base + ".gp")
    try Self.redraw(script: base + ".gp")
    return RenderedFigure(svg: base + ".svg", csv: data + ".csv", gp: base + ".gp")
  }

  /// Runs a stored script again, beside its data file, and returns the picture's path.
  ///
  /// - Parameter asBitmap: draws `stem.png` instead of `stem.svg`.
  @discardableResult
  public static func redraw(
    script path: String, asBitmap: Bool = false
  ) throws(FigureError) -> String {
    guard let executable = Gnuplot.executable() else { throw FigureError.gnuplotMissing }
    let name = (path as NSString).lastPathComponent
    let stem = (name as NSString).deletingPathExtension
    let folder = (path as NSString).deletingLastPathComponent
    let absolute =
      folder.hasPrefix("/")
      ? folder
      : (FileManager.default.currentDirectoryPath as NSString).appendingPathComponent(folder)
    let data =
      stem.hasSuffix(Form.narrow.suffix) ? stem.dropLast(Form.narrow.suffix.count) : stem[...]
    for file in [name, data + ".csv"]
    where !FileManager.default.fileExists(atPath: "\(absolute)/\(file)") {
      throw FigureError.file(
        path: "\(absolute)/\(file)", problem: "no such file; draw the figure first")
    }
    let picture = "\(absolute)/\(stem).\(asBitmap ? "png" : "svg")"
    try putInPlace(picture) {
      try AtomicFile.produce(path: picture) { drawn in
        let commands = """
          cd \(GnuplotText.quoted(absolute))
          png = \(asBitmap ? 1 : 0)
          picture = \(GnuplotText.quoted(drawn))
          load \(GnuplotText.quoted(name))
          """
        let result = Gnuplot.run(commands, executable: executable)
        let attributes = try? FileManager.default.attributesOfItem(atPath: drawn)
        let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
        guard result.status == 0, size > 0 else {
          throw FigureError.gnuplotFailed(
            figure: stem, message: Gnuplot.reason(in: result.message, status: result.status))
        }
      }
    }
    return picture
  }

  static func createFolder(_ directory: String) throws(FigureError) {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw FigureError.file(
        path: directory,
        problem: "the folder cannot be created (is a file in its place, or is it read-only?)")
    }
  }

  static func write(_ text: String, to path: String) throws(FigureError) {
    try putInPlace(path) { try AtomicFile.write(text, to: path) }
  }

  /// A file's troubles in the terms of figures.
  private static func putInPlace(
    _ path: String, _ body: () throws -> Void
  ) throws(FigureError) {
    do {
      try body()
    } catch let error as FigureError {
      throw error
    } catch let error as FileError {
      throw FigureError.file(path: error.path, problem: error.problem)
    } catch {
      throw FigureError.file(path: path, problem: "cannot be written (\(error))")
    }
  }
}

extension Schematic {
  /// Draws the schematic into a folder as `name.svg`, and returns the picture's path; in its narrow form as
  /// `name.narrow.svg`.
  ///
  /// - Parameter directory: created if it is missing.
  /// - Throws: ``FigureError``.
  @discardableResult
  public func render(
    in directory: String, name: String, form: Figure.Form = .wide
  ) throws(FigureError) -> String {
    let picture = try svg(name: name, form: form)
    try Figure.createFolder(directory)
    let path = (directory as NSString).appendingPathComponent(name + form.suffix + ".svg")
    try Figure.write(picture, to: path)
    return path
  }
}
