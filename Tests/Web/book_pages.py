#!/usr/bin/env python3
"""Opens every page of `./workbook book` in Chromium from the disk: wide and narrow, light and dark.

    python3 Tests/Web/book_pages.py [FOLDER]     # pictures go to the folder, .workbook/web by default
    python3 Tests/Web/book_pages.py FOLDER whole # of whole pages, however long

No page may scroll to the side, log an error, run a script or ask for anything outside the book;
formulas and pictures must be there. Ends with 0 where everything holds.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser, Failure

root = pathlib.Path(__file__).resolve().parents[2]
isWhole = "whole" in sys.argv[2:]
pictures = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else root / ".workbook" / "web")

# What sticks out of the page: to the right of the window, and in no box that scrolls by itself.
OUTSIDE = """
[...document.querySelectorAll('body *')].filter(element => {
  const place = element.getBoundingClientRect();
  if (place.width === 0 || place.right <= innerWidth + 1) return false;
  for (let box = element.parentElement; box; box = box.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
  return true;
}).slice(0, 3).map(element => element.outerHTML.slice(0, 90))
"""
FORMULAS = """
[...document.querySelectorAll('math')].map(formula => formula.getBoundingClientRect())
  .filter(place => place.width > 2 && place.height > 2).length
"""
PICTURES = """
Promise.all([...document.images].map(picture => {
  picture.loading = 'eager';
  return picture.decode().then(() => '', () => picture.src);
})).then(all => all.filter(Boolean))
"""
# Charts that a phone shows too small to be read: shrunk below what 9 pixels for the smallest letters take,
# or in the wide form although there is a narrow one; and on a wide page, those in the narrow form.
CHARTS = """
[...document.querySelectorAll('figure.chart img')].map(image => {
  const isNarrow = image.currentSrc.endsWith('.narrow.svg');
  const hasNarrow = image.parentElement.localName === 'picture';
  const scale = image.clientWidth / image.naturalWidth;
  if (isNarrow !== (hasNarrow && innerWidth <= 600)) return 'in the wrong form: ' + image.currentSrc;
  if (innerWidth <= 600 && scale < 0.75) return Math.round(100 * scale) + ' %: ' + image.currentSrc;
  return '';
}).filter(Boolean)
"""
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


def check(page, folder, name, width, isDark, isWhole):
    place = f"{name} at {width}{', dark' if isDark else ''}"
    page.errors.clear()
    page.requests.clear()
    page.resize(width)
    page.dark(isDark)
    page.open(f"file://{folder}/{name}")
    page.run(OPEN)
    found = page.run("[document.documentElement.scrollWidth, innerWidth]")
    outside = page.run(OUTSIDE)
    if found[0] > found[1] or outside:
        raise Failure(f"{place}: {found[0]} px wide: {outside}")
    if page.run("document.scripts.length"):
        raise Failure(f"{place}: a script")
    if page.run("document.querySelectorAll('h1').length") != 1:
        raise Failure(f"{place}: there is not one title")
    shown, all_of_them = page.run(FORMULAS), page.run("document.querySelectorAll('math').length")
    if shown != all_of_them:
        raise Failure(f"{place}: of {all_of_them} formulas {shown} are to be seen")
    broken = page.run(PICTURES)
    if broken:
        raise Failure(f"{place}: pictures are missing: {broken}")
    charts = page.run(CHARTS)
    if charts:
        raise Failure(f"{place}: charts that cannot be read: {charts}")
    if page.errors:
        raise Failure(f"{place}: {page.errors}")
    others = [url for url in page.requests if not url.startswith((f"file://{folder}/", "about:"))]
    if others:
        raise Failure(f"{place} asks elsewhere: {others}")
    background = page.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    if (sum(background) < 3 * 128) != isDark:
        raise Failure(f"{place}: the page is {background}")
    page.picture(
        str(pictures / f"book-{name[:-5]}-{width}{'-dark' if isDark else ''}.png"), isWhole=isWhole
    )
    return all_of_them


def main():
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [str(root / "workbook"), "book", "--format", "html", "--out", folder], cwd=root,
            check=True, stdout=subprocess.DEVNULL,
        )
        site = os.path.join(os.path.realpath(folder), "html")
        names = sorted(name for name in os.listdir(site) if name.endswith(".html"))
        formulas = 0
        with Browser() as browser:
            page = browser.page(1280)
            for name in names:
                for width in (1280, 390):
                    for isDark in (False, True):
                        formulas += check(page, site, name, width, isDark, isWhole)
    if len(names) < 10 or not formulas:
        raise Failure(f"only {len(names)} pages with {formulas} formulas")
    print(f"{len(names)} pages, each wide and narrow, light and dark: nothing is wrong")


try:
    main()
except (Failure, subprocess.CalledProcessError) as problem:
    print(f"book_pages: {problem}", file=sys.stderr)
    sys.exit(1)
