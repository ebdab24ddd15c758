import ExerciseKit
import Groundwork
import Notebook

/// The pages, as HTML.
struct Pages {
  let site: Site

  func home() async throws -> String {
    let states = (try? await site.desk.states()) ?? []
    let passed = states.count { $0.status == .passed }
    let rows = site.library.chapters.map { chapter in
      let own = states.filter { $0.id.hasPrefix("\(chapter.number).") }
      let solved = own.count { $0.status == .passed }
      let exercises =
        own.isEmpty
        ? ""
        : "<a href=\"exercises#chapter-\(chapter.number)\">\(solved) of \(own.count)</a>"
      return """
        <tr><td class="right">\(chapter.number)</td>
        <th scope="row"><a href="read/\(chapter.page).html">\(MarkupText.escaped(chapter.title))</a></th>
        <td><a href="run?chapter=\(chapter.number)" aria-label="Run chapter \(chapter.number)">run</a></td>
        <td>\(exercises)</td></tr>
        """
    }
    let next = states.first { $0.status != .passed }
    let onward = next.map {
      "<p>Next exercise: <a href=\"exercise/\($0.id)\">\($0.id) \(MarkupText.escaped($0.title))</a>.</p>"
    }
    return PageFrame(title: "The pretraining workbook", place: .read).html(
      """
      <h1>The pretraining workbook</h1>
      <p>Each chapter is a program: read it, run it here, and watch what it finds.
      Begin with chapter 0; each chapter's exercises wait at its end, the longest of them last.
      What you do on this page changes the same files as the command line does.</p>
      <p><a href="read/index.html">All sections, the glossary and the references</a></p>
      <h2>Chapters</h2>
      <div class="table"><table class="chapters">
      <thead><tr><th scope="col" class="right">no.</th><th scope="col">chapter</th><th scope="col">run</th>
      <th scope="col">solved</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      <p>\(passed) of \(states.count) exercises are solved.</p>
      \(onward ?? "")
      """)
  }

  /// A page of the book, or what is missing for one.
  func reading(_ name: String) async throws -> String {
    let page = try await site.library.reading(name)
    var frame = PageFrame(title: page.title, place: .read, depth: 1, language: page.language)
    frame.styles = ["read/book.css"]
    return frame.html(page.html)
  }

  func run() -> String {
    let chapters = site.library.chapters.map {
      "<option value=\"\($0.number)\">\($0.number) \(MarkupText.escaped($0.title))</option>"
    }
    let tiers = Tier.allCases.map { tier in
      let words =
        switch tier {
        case .smoke: "seconds"
        case .lesson: "minutes"
        case .overnight: "hours"
        }
      return "<option value=\"\(tier.rawValue)\">\(tier.rawValue): \(words)</option>"
    }
    return PageFrame(title: "Run a chapter", place: .run).html(
      """
      <h1>Run a chapter</h1>
      <form id="run-form" class="controls">
      <label>Chapter <select name="chapter">\(chapters.joined())</select></label>
      <label>Tier <select name="tier">\(tiers.joined())</select></label>
      <label class="check"><input type="checkbox" name="bySections"> section by section</label>
      <button type="submit" id="run-start">Run</button>
      <button type="button" id="run-go" hidden>Go on</button>
      <button type="button" id="run-stop" disabled>Stop</button>
      </form>
      <p class="hint">A run that is stopped keeps what it has made: run it again, and it goes on from
      there. One chapter runs at a time.</p>
      <p id="run-state" role="status">Nothing runs.</p>
      <div id="run-progress" hidden><label for="run-bar" id="run-what"></label>
      <progress id="run-bar" max="1" value="0"></progress> <span id="run-note"></span></div>
      <p id="run-claims" role="status"></p>
      <section id="run-log" aria-label="What the chapter shows" tabindex="0"></section>
      """)
  }

  func runs() -> String {
    let folders = site.runs.folders()
    let boxes = folders.enumerated().map { index, folder in
      let (name, place) = Self.runLabel(folder)
      return """
        <li><label class="check"><input type="checkbox" name="run" value="\(MarkupText.escaped(folder))"\
        \(index < 2 ? " checked" : "")> <span>\(MarkupText.escaped(name))
        <small class="hint">\(MarkupText.escaped(place))</small></span></label></li>
        """
    }
    let list =
      folders.isEmpty
      ? "<p>No training run lies in the workbook's folder yet. Chapter 5 makes one.</p>"
      : """
      <form id="runs-form"><ul class="plain">\(boxes.joined(separator: "\n"))</ul>
      <button type="submit">Compare</button></form>
      <p id="runs-state" role="status"></p>
      <div id="runs-result"></div>
      """
    return PageFrame(title: "Runs side by side", place: .runs).html(
      "<h1>Runs side by side</h1>\n\(list)")
  }

  /// What a run is called, and where it lies: `100 steps, seed 1`, in `lesson-362abcd26cb6`, for a chapter's
  /// run, whose folder ends with a digest.
  static func runLabel(_ folder: String) -> (name: String, place: String) {
    let parts = folder.split(separator: "/").map(String.init)
    let last = parts.last ?? folder
    let name = last.wholeMatch(of: #/(.+)-[0-9a-f]{10}/#).map { String($0.output.1) } ?? last
    let place = parts.dropLast().filter { $0 != ".workbook" && $0 != "artifacts" }
    return (name, place.joined(separator: "/"))
  }

  func advice() -> String {
    let folders = site.advice.folders()
    guard let latest = folders.first else {
      return PageFrame(title: "Advice", place: .advice).html(
        """
        <h1>Advice</h1>
        <p>There is no report yet. It is made on the command line, from texts of your own:
        what each way from prompting to pretraining gives on them, what it costs, and how sure that is.</p>
        <pre class="box" tabindex="0">./workbook advise --domain YOUR-TEXT --general GENERAL-TEXT --minutes 10 --out advice</pre>
        <p>A report in the workbook's folder appears here.</p>
        """)
    }
    let links = folders.map {
      "<li><a href=\"advice/\(Self.encoded($0))/report.html\">\(MarkupText.escaped($0))</a></li>"
    }
    return PageFrame(title: "Advice", place: .advice).html(
      """
      <h1>Advice</h1>
      <ul class="plain">\(links.joined(separator: "\n"))</ul>
      <iframe class="report" sandbox title="The report in \(MarkupText.escaped(latest))" \
      src="advice/\(Self.encoded(latest))/report.html"></iframe>
      """)
  }

  /// A path for an address.
  private static func encoded(_ path: String) -> String {
    path.split(separator: "/").map { part in
      part.utf8.map { byte in
        let isPlain =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        return isPlain ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
      }.joined()
    }.joined(separator: "/")
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
