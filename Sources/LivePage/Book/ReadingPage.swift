import Groundwork
import Notebook

/// A page of the book in the live page's frame: contents at the side, and what can be done from here.
struct ReadingPage {
  private let frame: BookFrame
  private let page: BookPage

  init(_ book: Book, _ page: BookPage) {
    frame = BookFrame(book)
    self.page = page
  }

  var html: String {
    """
    <div class="layout">
    \([frame.contents(of: page)].html)
    <article class="text">
    \(actions)
    \(page.html)
    \(exercises)
    \([frame.turn(page)].html)
    </article>
    </div>
    """
  }

  private var actions: String {
    guard case .chapter(let number, _) = page.kind else { return "" }
    return """
      <p class="actions"><a href="../run?chapter=\(number)">Run this chapter</a>
      <a href="../exercises#chapter-\(number)">Its exercises</a></p>
      """
  }

  private var exercises: String {
    guard !page.exercises.isEmpty else { return "" }
    let links = page.exercises.map {
      "<li><a href=\"../exercise/\($0.id)\">\($0.id) \(MarkupText.escaped($0.title))</a></li>"
    }
    return """
      <section aria-labelledby="solve-here"><h2 id="solve-here">Solve them here</h2>
      <ul class="plain">\(links.joined(separator: "\n"))</ul></section>
      """
  }
}
