#!/usr/bin/env python3
"""Opens every kind of page of `./workbook serve` in Chromium, wide and narrow, and does what a reader
does: runs a chapter, stops a run, passes an exercise, fails one, moves a slider.

    python3 Tests/Web/live_page.py [FOLDER]     # pictures go to the folder, .workbook/web by default

What it writes into exercises it takes back. Ends with 0 where everything holds.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser, Failure

root = pathlib.Path(__file__).resolve().parents[2]
pictures = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else root / ".workbook" / "web")
passed, failed = "1.1", "1.2"


def serve():
    """The page's process and its address."""
    program = subprocess.Popen(
        [str(root / "workbook"), "serve"], stdout=subprocess.PIPE, text=True, cwd=root,
        start_new_session=True,
    )
    address = program.stdout.readline().strip()
    if not re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/", address):
        raise Failure(f"no address was printed: {address!r}")
    return program, address


def check(page, address, name, width):
    """What holds of every page."""
    origin = "/".join(address.split("/")[:3]) + "/"
    scroll = page.run("[document.documentElement.scrollWidth, innerWidth]")
    if scroll[0] > scroll[1]:
        widest = page.run(
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right >"
            " innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 90)).join(' | ')"
        )
        raise Failure(f"{name} at {width}: {scroll[0]} px wide: {widest}")
    if page.errors:
        raise Failure(f"{name} at {width}: {page.errors}")
    others = [url for url in page.requests if not url.startswith((origin, "data:", "about:"))]
    if others:
        raise Failure(f"{name} at {width} asks elsewhere: {others}")
    # The words inside a closed section are no text of the page yet, but they are names.
    unnamed = page.run(
        "[...document.querySelectorAll('button, a, input, select, textarea, img, iframe')].filter(e =>"
        " !(e.textContent || '').trim() && !e.labels?.length && !e.alt && !e.title &&"
        " !e.getAttribute('aria-label') && e.type !== 'hidden').map(e => e.outerHTML.slice(0, 90))"
    )
    if unnamed:
        raise Failure(f"{name}: these have no name: {unnamed}")
    if page.run("document.querySelectorAll('h1').length") != 1:
        raise Failure(f"{name}: there is not one title")
    page.picture(str(pictures / f"{name}-{width}.png"))


def pages(page, address, width):
    """Every kind of page."""
    page.open(address)
    check(page, address, "home", width)
    chapters = page.run("[...document.querySelectorAll('th a')].map(a => a.getAttribute('href'))")
    if len(chapters) < 9:
        raise Failure(f"only {len(chapters)} chapters are listed")
    hasFormulas = False
    for number, chapter in enumerate(chapters + ["read/index.html"]):
        page.open(address + chapter)
        check(page, address, f"read-{number + 1}", width)
        hasFormulas |= page.run(
            "[...document.querySelectorAll('math')].some(m => m.getBoundingClientRect().width > 8)"
        )
        broken = page.run(
            "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode().then("
            "() => '', () => i.src); })).then(all => all.filter(Boolean))"
        )
        if broken:
            raise Failure(f"{chapter}: pictures are missing: {broken}")
    if not hasFormulas:
        raise Failure("no formula is to be seen")
    for name in ("run", "exercises", f"exercise/{passed}", "play", "runs", "advice"):
        page.open(address + name)
        page.rest(1.5)
        check(page, address, name.replace("/", "-"), width)


def keys(page, address):
    """The keyboard reaches what can be done, and shows where it is."""
    page.open(address + "run")
    seen = []
    for _ in range(16):
        page.press("Tab", 9)
        seen.append(page.run("document.activeElement.id || document.activeElement.name || document.activeElement.innerText"))
    for name in ("To the content", "chapter", "tier", "run-start"):
        if name not in seen:
            raise Failure(f"Tab does not reach {name}: {seen}")
    if not page.run("(document.querySelector('#run-start').focus(), getComputedStyle(document.activeElement).outlineStyle) !== 'none'"):
        raise Failure("where the keyboard is cannot be seen")


def runs(page, address):
    """A chapter runs to its end, and another is stopped."""
    page.open(address + "run?chapter=1")
    page.run("document.querySelector('[name=tier]').value = 'smoke'")
    page.run("document.querySelector('#run-start').click()")
    page.wait("document.querySelector('#run-state').textContent.includes('runs')")
    page.wait("document.querySelector('#run-state').textContent.includes('is done')", 600)
    found = page.run(
        "[document.querySelectorAll('.claim.held').length, document.querySelectorAll('.claim.failed')"
        ".length, document.querySelectorAll('#run-log img').length]"
    )
    if found[0] < 3 or found[1] or found[2] < 1:
        raise Failure(f"chapter 1 shows {found} claims that hold, that fail, and charts")
    page.wait("[...document.querySelectorAll('#run-log img')].every(i => i.naturalWidth > 100)")
    page.run("document.querySelector('#run-log').scrollTop = 300")
    check(page, address, "run-done", "wide")
    page.run("document.querySelector('[name=chapter]').value = '5'")
    page.run("document.querySelector('[name=tier]').value = 'overnight'")
    page.run("document.querySelector('#run-start').click()")
    page.wait("!document.querySelector('#run-stop').disabled", 30)
    page.wait("document.querySelectorAll('#run-log h3').length > 0", 300)
    page.run("document.querySelector('#run-stop').click()")
    page.wait("document.querySelector('#run-state').textContent.includes('was stopped')", 120)
    check(page, address, "run-stopped", "wide")


def exercises(page, address):
    """One exercise is passed, one is failed; the files are then as they were."""
    names = {
        number: next((root / "Exercises" / "01-Tokenizer").glob(number + "-*.swift"))
        for number in (passed, failed)
    }
    progress = root / ".workbook" / "progress.json"
    kept = {path: path.read_bytes() for path in names.values()}
    keptProgress = progress.read_bytes() if progress.exists() else None
    try:
        for number, state in ((passed, "passed"), (failed, "failed")):
            page.open(f"{address}exercise/{number}")
            page.run(
                "fetch('../api/exercise/solution', {method: 'POST', headers: {'Content-Type':"
                f" 'application/json'}}, body: JSON.stringify({{id: '{number}', anyway: true}})}})"
                ".then(a => a.json()).then(found => { document.querySelector('#code').value ="
                " found.solution; })"
            )
            if state == "failed":
                # The solution's code, and an answer of another type: the compiler's word is the verdict.
                page.run("document.querySelector('#code').value += '\\nlet wrong: Int = \"no\"\\n'")
            page.run("document.querySelector('#check').click()")
            page.wait(f"document.querySelector('#exercise-state').textContent.includes('{state}')", 600)
            check(page, address, f"exercise-{state}", "wide")
        page.run("document.querySelector('#hint').click()")
        page.wait("document.querySelectorAll('#hints li').length > 0")
    finally:
        for path, text in kept.items():
            path.write_bytes(text)
        if keptProgress is None:
            progress.unlink(missing_ok=True)
        else:
            progress.write_bytes(keptProgress)


def play(page, address):
    """Sliders and fields change what is shown."""
    page.open(address + "play")
    page.wait("document.querySelectorAll('#left-tokens .token').length > 5", 120)
    page.wait("document.querySelectorAll('#right-tokens .token').length > 5", 120)
    counts = page.run("[document.querySelector('#left-count').textContent, document.querySelector('#right-count').textContent]")
    if counts[0] == counts[1]:
        raise Failure(f"both vocabularies give {counts}")
    page.wait("document.querySelector('#plan-answer dd') !== null")
    before = page.run("document.querySelector('#plan-answer').textContent")
    page.run("document.querySelector('[name=dollars]').focus()")
    page.press("ArrowRight", 39)
    page.wait(f"document.querySelector('#plan-answer').textContent !== {before!r}")
    if page.run("document.querySelector('#next-form') !== null"):
        page.wait("document.querySelectorAll('.bar-row').length > 5", 120)
        before = page.run("document.querySelector('#next-state').textContent")
        page.run("document.querySelector('[name=topK]').focus()")
        for _ in range(3):
            page.press("ArrowRight", 39)
        page.wait("document.querySelector('#next-state').textContent.startsWith('3 of ')")
        page.run("document.querySelector('#attention-form button').click()")
        page.wait("document.querySelectorAll('.map td.w10, .map td.w9').length > 0", 120)
    check(page, address, "play-used", "wide")


def main():
    pictures.mkdir(parents=True, exist_ok=True)
    program, address = serve()
    try:
        with Browser() as browser:
            page = browser.page(1280)
            for width in (1280, 390):
                page.resize(width)
                pages(page, address, width)
            page.resize(1280)
            keys(page, address)
            play(page, address)
            exercises(page, address)
            runs(page, address)
            page.resize(390)
            play(page, address)
            page.dark(True)
            page.open(address + "play")
            page.rest(2)
            check(page, address, "play-dark", 390)
        os.killpg(program.pid, signal.SIGINT)
        if program.wait(60) != 0:
            raise Failure(f"the page ended with status {program.returncode}")
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
    print(f"the live page holds; pictures are in {pictures}")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"live_page.py: {failure}")
