/// The one style sheet of the book: site, EPUB and live page.
///
/// Light and dark, phone, desktop and print. Colours are told apart by people who see few of them
/// (blue, orange, green-blue and purple of different lightness, after Okabe and Ito), and nothing is
/// said by colour alone: keywords are bold, comments slanted, claims have their marks. No rule needs
/// custom properties, which readers of EPUB files lack.
public enum BookStyle {
  /// The whole sheet.
  public static let css =
    layout + colours(.light)
    + "@media (prefers-color-scheme: dark) {\n" + colours(.dark) + "}\n" + phone + print

  /// The sheet without page frames, for an EPUB reader, which has its own.
  public static let bareCSS =
    layout + colours(.light) + "@media (prefers-color-scheme: dark) {\n" + colours(.dark) + "}\n"

  struct Palette {
    let scheme: String
    let paper: String
    let raised: String
    let ink: String
    let soft: String
    let rule: String
    let link: String
    let keyword: String
    let type: String
    let text: String
    let number: String
    let comment: String

    static let light = Palette(
      scheme: "light", paper: "#ffffff", raised: "#f4f6f8", ink: "#1b1f24", soft: "#56606b",
      rule: "#d5dae0", link: "#0b57a4", keyword: "#0b4f94", type: "#00604c", text: "#8f4400",
      number: "#76358c", comment: "#5d6772")

    static let dark = Palette(
      scheme: "dark", paper: "#14171a", raised: "#1d2226", ink: "#e4e7ea", soft: "#a3adb7",
      rule: "#39424a", link: "#86bdff", keyword: "#86bdff", type: "#63d2b2", text: "#f2b27a",
      number: "#dca8e8", comment: "#9ba6b1")
  }

  private static func colours(_ palette: Palette) -> String {
    """
    html { color-scheme: \(palette.scheme); }
    body { background: \(palette.paper); color: \(palette.ink); }
    a { color: \(palette.link); }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
      outline: 2px solid \(palette.link); outline-offset: 2px; }
    pre, .output, details, kbd { background: \(palette.raised); }
    p code, li code, td code, summary code, figcaption code { background: \(palette.raised); }
    pre, .output, details, table, th, td, hr, h2, .bar, .contents, .turn, .foot {
      border-color: \(palette.rule); }
    small, .anchor, .foot, .contents li li, blockquote, .file { color: \(palette.soft); }
    .contents [aria-current] { color: \(palette.ink); border-color: \(palette.link); }
    blockquote, .claims { border-color: \(palette.rule); }
    .claims { color: \(palette.ink); }
    .held::first-letter { color: \(palette.type); }
    .failed::first-letter, .unusual::first-letter { color: \(palette.text); }
    .k { color: \(palette.keyword); } .t { color: \(palette.type); }
    .s { color: \(palette.text); } .n, .a { color: \(palette.number); }
    .c { color: \(palette.comment); }

    """
  }

  private static let layout = """
    *, *::before, *::after { box-sizing: border-box; }
    html { font-size: 100%; scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
    body { margin: 0; line-height: 1.6; overflow-wrap: break-word;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
    pre, code, kbd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono",
      "DejaVu Sans Mono", monospace; font-size: 0.875em; tab-size: 2; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: 0.5rem; z-index: 2; }
    .bar { position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; padding: 0.5rem 1rem;
      align-items: baseline; justify-content: space-between; border-bottom: 1px solid;
      background: inherit; }
    .bar a { text-decoration: none; }
    .bar .home { font-weight: 600; }
    .layout { display: grid; grid-template-columns: minmax(13rem, 18rem) minmax(0, 48rem);
      gap: 2.5rem; justify-content: center; padding: 0 1.25rem; }
    .contents { position: sticky; top: 3rem; align-self: start; max-height: calc(100vh - 3rem);
      overflow-y: auto; padding: 1.25rem 0.5rem 2rem 0; font-size: 0.9rem; line-height: 1.35; }
    .contents ol { list-style: none; margin: 0; padding: 0; }
    .contents ol ol { margin: 0.25rem 0 0.6rem 0.75rem; }
    .contents li { margin: 0.4rem 0; }
    .contents a { text-decoration: none; }
    .contents a:hover { text-decoration: underline; }
    .contents [aria-current] { font-weight: 600; border-left: 3px solid; padding-left: 0.5rem;
      margin-left: -0.7rem; display: block; }
    .contents > details { display: none; }
    main { padding: 1rem 0 4rem; min-width: 0; }
    h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 1.9rem; margin: 1rem 0; }
    h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid; }
    h3 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
    .anchor { text-decoration: none; opacity: 0; font-weight: 400; }
    .anchor:focus, h2:hover .anchor, h3:hover .anchor, h4:hover .anchor { opacity: 1; }
    p, ul, ol, blockquote, pre, figure, .table, .output, details { margin: 1rem 0; }
    li > p { margin: 0.4rem 0; }
    pre { padding: 0.8rem 1rem; overflow-x: auto; border: 1px solid; border-radius: 6px;
      line-height: 1.45; }
    p code, li code, td code, summary code { padding: 0.1em 0.3em; border-radius: 4px; }
    pre code { padding: 0; }
    .k { font-weight: 600; } .c { font-style: italic; }
    .table { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.92rem; line-height: 1.4;
      font-variant-numeric: tabular-nums; }
    th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid; text-align: left; vertical-align: top; }
    th { border-bottom-width: 2px; }
    .right { text-align: right; } .center { text-align: center; }
    .formula { display: block; overflow-x: auto; overflow-y: hidden; padding: 0.3rem 0; margin: 0.5rem 0; }
    math { font-family: math, "Latin Modern Math", "STIX Two Math", "DejaVu Math TeX Gyre", serif; }
    .chart a { display: block; overflow-x: auto; }
    .chart figcaption { display: none; font-weight: 600; font-size: 0.92rem; margin: 0.3rem 0; }
    img { max-width: 100%; height: auto; border-radius: 6px; }
    .output { border-left: 4px solid; padding: 0.1rem 1rem; border-radius: 0 6px 6px 0; }
    .output pre { border: 0; padding-left: 0; padding-right: 0; }
    blockquote { border-left: 3px solid; padding-left: 1rem; margin-left: 0; margin-right: 0; }
    .claims { border-left: 0; padding-left: 0; font-size: 0.92rem; }
    .claims p { margin: 0.35rem 0; padding-left: 1.25rem; text-indent: -1.25rem; }
    details { border: 1px solid; border-radius: 6px; padding: 0 1rem; }
    details > :last-child:not(summary) { margin-bottom: 1rem; }
    details > .output { border-left: 0; padding: 0; }
    summary { cursor: pointer; margin: 0 -1rem; padding: 0.6rem 1rem; font-weight: 600; }
    summary small { font-weight: 400; }
    .outline { list-style: none; padding: 0; }
    .outline > li { margin: 0.8rem 0; }
    .outline details { border: 0; background: none; margin: 0; }
    .outline summary { padding: 0.2rem 1rem; font-weight: 400; font-size: 0.9rem; }
    .outline ul { margin: 0.2rem 0; }
    .file { border-bottom: 1px dotted; }
    .turn { display: flex; justify-content: space-between; gap: 1rem; border-top: 1px solid;
      padding-top: 1rem; margin-top: 3rem; }
    .foot { font-size: 0.85rem; padding: 1rem 1.25rem 2rem; text-align: center; }

    """

  private static let phone = """
    @media (max-width: 60rem) {
      .layout { display: block; }
      main { max-width: 48rem; margin: 0 auto; padding-top: 0; }
      .contents { position: static; max-height: none; padding: 0.5rem 0 0; max-width: 48rem;
        margin: 0 auto; }
      .contents > details { display: block; margin: 0.5rem 0; }
      .contents > details:not([open]) + ol { display: none; }
      .contents li { margin: 0; }
      .contents a { display: inline-block; padding: 0.45rem 0; }
    }
    @media (max-width: 40rem) {
      .layout { padding: 0 1rem; }
      .bar { padding: 0.4rem 1rem; font-size: 0.9rem; }
      .bar .turned { display: none; }
      h1 { font-size: 1.55rem; } h2 { font-size: 1.25rem; }
      .output { padding: 0.1rem 0.7rem; }
      .output details { padding: 0 0.7rem; }
      .output summary { margin: 0 -0.7rem; padding: 0.6rem 0.7rem; }
      pre { font-size: 0.8em; padding: 0.6rem 0.7rem; }
      th, td { padding: 0.3rem 0.45rem; }
      td:not(.right, .center, .long) { min-width: 5rem; }
      td.long { min-width: 11rem; }
      td code { overflow-wrap: anywhere; }
    }
    @media \(NarrowPicture.media) {
      .chart img { max-width: none; width: 38rem; }
      .chart figcaption { display: block; }
      .chart picture img { width: 27rem; }
      .chart.fitted img { width: 100%; max-width: 28rem; margin: 0 auto; display: block; }
      .chart.fitted figcaption { display: none; }
      .output .chart { margin-left: -0.7rem; margin-right: -0.7rem; }
      details > .output > .chart { margin-left: -1rem; margin-right: -1rem; }
    }

    """

  private static let print = """
    @media print {
      @page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page); } }
      html { color-scheme: light; font-size: 10.5pt; }
      body, pre, .output, details, code { background: #ffffff !important; color: #000000 !important; }
      .bar, .contents, .turn, .foot, .anchor, .skip { display: none; }
      .layout { display: block; padding: 0; }
      main { padding: 0; }
      a { color: inherit; text-decoration: none; }
      pre { white-space: pre-wrap; font-size: 8.5pt; }
      .table, .chart a, .formula { overflow: visible; }
      figure, tr, .formula, blockquote p { break-inside: avoid; }
      h1, h2, h3, summary { break-after: avoid; }
      .chart img, .chart.fitted img { width: auto; max-width: 100%; max-height: 20cm; }
      details::details-content { content-visibility: visible; height: auto; }
      article + article { break-before: page; }
      h2.chapter { font-size: 1.9rem; border-top: 0; margin-top: 0; }
      .outline { columns: 2; font-size: 8.5pt; }
      .outline summary { display: none; }
      .outline li { break-inside: avoid-column; }
    }

    """
}
