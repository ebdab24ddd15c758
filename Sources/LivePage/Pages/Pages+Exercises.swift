import ExerciseKit
import Groundwork

extension Pages {
  func exercises() async throws -> String {
    let states = try await site.desk.states()
    let sections = site.library.chapters.compactMap { chapter -> String? in
      let own = states.filter { $0.id.hasPrefix("\(chapter.number).") }
      guard !own.isEmpty else { return nil }
      let rows = own.map { state in
        """
        <tr><td>\(state.id)</td>
        <th scope="row"><a href="exercise/\(state.id)">\(MarkupText.escaped(state.title))</a></th>
        <td>\(state.kind.rawValue)</td><td class="right">\(state.minutes) min</td>
        <td>\(Self.badge(state.status))</td></tr>
        """
      }
      return """
        <h2 id="chapter-\(chapter.number)">\(chapter.number) \(MarkupText.escaped(chapter.title))</h2>
        <div class="table"><table class="exercises">
        <thead><tr><th scope="col">no.</th><th scope="col">exercise</th><th scope="col">kind</th>
        <th scope="col">time</th><th scope="col">state</th></tr></thead>
        <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
        """
    }
    let passed = states.count { $0.status == .passed }
    return PageFrame(title: "Exercises", place: .exercises).html(
      """
      <h1>Exercises</h1>
      <p><label for="passed">\(passed) of \(states.count) are solved</label>
      <progress id="passed" max="\(states.count)" value="\(passed)"></progress></p>
      \(sections.joined(separator: "\n"))
      """)
  }

  /// An exercise: what to do, the learner's file, and what a check finds.
  ///
  /// - Throws: `ExerciseError.unknown`.
  func exercise(_ id: String) async throws -> String {
    let sheet = try await site.desk.sheet(id)
    let (info, state) = (sheet.info, sheet.state)
    let task = info.task.split(separator: "\n").map { "<p>\(Self.inline(String($0)))</p>" }
    let given = sheet.given.map { given in
      let title =
        "<code>\(MarkupText.escaped(given.name))</code> is in <code>\(MarkupText.escaped(given.file))</code>"
      return given.code.isEmpty
        ? "<p>\(title)</p>"
        : """
        <details><summary>\(title)</summary>
        <pre class="box" tabindex="0">\(MarkupText.escaped(given.code))</pre></details>
        """
    }
    let neighbours = try await neighbours(of: info)
    let hints = sheet.hints.map { "<li>\(Self.inline($0))</li>" }
    let rows = min(40, max(12, sheet.text.count { $0.isNewline } + 2))
    return PageFrame(
      title: "\(info.id) \(info.title)", place: .exercises, depth: 1
    ).html(
      """
      <h1>\(info.id) \(MarkupText.escaped(info.title))</h1>
      <p class="hint">\(info.kind.rawValue), about \(info.minutes) minutes ·
      <span id="exercise-state">\(Self.badge(state.status))</span></p>
      \(task.joined(separator: "\n"))
      \(given.joined(separator: "\n"))
      <form id="exercise-form" data-id="\(info.id)" data-kind="\(info.kind.rawValue)" data-digest="\(sheet.digest)">
      <label for="code">Your file, <code>\(MarkupText.escaped(state.file))</code></label>
      <textarea id="code" name="text" rows="\(rows)" spellcheck="false" autocomplete="off"
      autocapitalize="off" wrap="off">
      \(MarkupText.escaped(sheet.text))</textarea>
      <div class="controls">
      <button type="submit" id="check">Check</button>
      <button type="button" id="check-stop" hidden>Stop</button>
      <button type="button" id="save">Save</button>
      <button type="button" id="hint">Hint</button>
      <button type="button" id="solution">Solution</button>
      <button type="button" id="reset">Start over</button>
      </div>
      </form>
      <div id="verdict" role="status" aria-live="polite"></div>
      <section aria-labelledby="hints-title"><h2 id="hints-title">Hints</h2>
      <ol id="hints">\(hints.joined())</ol>
      <p class="hint">\(info.hints.count) in all, from a nudge to nearly the answer.</p></section>
      <section id="solution-box" hidden aria-labelledby="solution-title">
      <h2 id="solution-title">A solution</h2><p id="why"></p>
      <pre class="box" tabindex="0" id="solution-text"></pre></section>
      \(neighbours)
      """)
  }

  /// The ways on from an exercise: the one before, its chapter, the next one.
  private func neighbours(of info: ExerciseInfo) async throws -> String {
    let states = try await site.desk.states()
    guard let place = states.firstIndex(where: { $0.id == info.id }) else { return "" }
    func link(_ index: Int, _ rel: String, _ words: (String) -> String) -> String? {
      guard states.indices.contains(index) else { return nil }
      let title = MarkupText.escaped("\(states[index].id) \(states[index].title)")
      return "<a rel=\"\(rel)\" href=\"\(states[index].id)\">\(words(title))</a>"
    }
    let chapter = site.library.chapters.first { $0.number == info.chapter }.map {
      "<a href=\"../read/\($0.page).html\">Chapter \($0.number): \(MarkupText.escaped($0.title))</a>"
    }
    let links = [
      link(place - 1, "prev") { "← \($0)" }, chapter, link(place + 1, "next") { "\($0) →" },
    ]
    return """
      <nav class="inner onward" aria-label="Other exercises">
      \(links.compactMap { $0 }.joined(separator: "\n"))
      </nav>
      """
  }

  private static func badge(_ status: Progress.Status) -> String {
    "<span class=\"badge \(status.rawValue)\">\(status == .passed ? "✓ passed" : status.rawValue)</span>"
  }

  /// A line of a task: what stands between backticks is code.
  static func inline(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return MarkupText.escaped(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "<code>\(MarkupText.escaped(part))</code>" : MarkupText.escaped(part)
    }.joined()
  }
}
