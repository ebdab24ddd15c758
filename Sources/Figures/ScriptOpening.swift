extension Canvas {
  /// What every script begins with: what it draws, from what, and on which paper.
  mutating func addOpening(of figure: Figure, form: Figure.Form) {
    let (name, size) = (figure.name + form.suffix, "\(size.width),\(size.height)")
    // A bitmap's points are larger than a drawing's.
    let look = "size \(size) enhanced font \"\(Self.font(12))\" background rgb \"#FFFFFF\""
    let id = "figure_" + name.map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    add(GnuplotText.comment(figure.title))
    add("# Draws \(name).svg from \(figure.name).csv: gnuplot \(name).gp")
    if !figure.publishesData { add(Figure.privateDataLine) }
    add("# The same as a bitmap: gnuplot -e \"png=1\" \(name).gp")
    add("set encoding utf8")
    add("if (!exists(\"png\")) png = 0")
    add("if (!exists(\"picture\")) picture = png ? \"\(name).png\" : \"\(name).svg\"")
    add(
      "if (png) { set terminal pngcairo \(look) fontscale 0.75 } "
        + "else { set terminal svg fixed name \"\(id)\" \(look) }")
    add("set output picture")
    add("data = \"\(figure.name).csv\"")
    add("set datafile separator comma")
    add("unset key")
    add("unset colorbox")
    add("set style fill solid 1.0 noborder")
    add("")
  }

  /// A block of lines from `top` down; returns where it ends.
  mutating func lines(
    _ lines: [String], x: Double, top: Double, height: Double, size: Double, color: String,
    isBold: Bool = false
  ) -> Double {
    var y = top
    for line in lines {
      text(line, x: x, y: y + height / 2, size: size, color: color, isBold: isBold)
      y += height
    }
    return y
  }
}
