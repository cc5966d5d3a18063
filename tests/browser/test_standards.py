"""One visit to each kind of page in each of two languages: WCAG 2.2 by axe, nothing moves, it fits every window and
keeps the site's policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from browsers import chromium_program
from frame import KINDS, violations
from policy_site.pages.catalog import LOCALES

Visit = Callable[..., Page]
TEXT = "policies/yangtze-delta-2021/text"
#: What is looked at in a visit: width, colors. Each kind is seen in English in the first and in Chinese in the second,
#: in the two scripts by turns: they differ in their characters alone.
LOOKS = ((1280, "light"), (390, "dark"))
WIDTHS = (320, 390, 768, 1280, 1920)
VISITS = [
    (f"{kind}.html", locale, look)
    for number, kind in enumerate(KINDS)
    for locale, look in zip(("en", LOCALES[1 + number % 2]), LOOKS, strict=True)
] + [
    (f"{TEXT}.html?mode={mode}", LOCALES[n % 3], LOOKS[n % 2]) for n, mode in enumerate(("stacked", "zh", "en", "peek"))
]
SHIFTS = """window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  const part = entry.sources[0] && entry.sources[0].node;
  window.moved.push(`${entry.value.toFixed(5)} ${part ? part.className || part.nodeName : ''}`);
})).observe({ type: 'layout-shift', buffered: true });"""
#: Of a list of hundreds, some two dozen entries from its whole length are looked at in English and half as many in
#: Chinese: one template writes them all.
SHORTEN = """(most) => document.querySelectorAll('main *').forEach((list) => {
  const step = Math.ceil(list.children.length / most);
  [...list.children].forEach((one, number) => {
    if (number % step && !/^H\\d/.test(one.tagName)) one.style.display = 'none';
  });
})"""
REFUSED = (
    "window.refused = []; addEventListener('securitypolicyviolation', (one) => refused.push(one.violatedDirective));"
)


@pytest.mark.parametrize(("path", "locale", "look"), VISITS)
def test_each_kind_in_english_and_in_chinese(visit: Visit, path: str, locale: str, look: tuple[int, str]) -> None:
    width, scheme = look
    page = visit(f"{locale}/assets/images/mark.svg", width=width)
    page.context.add_init_script(REFUSED + SHIFTS)  # no page yet: the observer must be there first
    page.emulate_media(color_scheme=scheme)
    address = page.url.replace("assets/images/mark.svg", path)
    moved = _moved(page, address)
    # A line that was painted when half of it had come may grow with its other half, now and then; what a script or a
    # late style moves, it moves every time.
    assert not moved or not (moved := _moved(page, address)) or not (moved := _moved(page, address)), moved
    page.evaluate("document.querySelectorAll('details').forEach((one, n) => { one.open = n < 3; })")
    page.evaluate(SHORTEN, 24 if locale == "en" else 12)
    found = violations(page)
    found += [f"{each} pixels: {over} too wide" for each in WIDTHS if (over := _over(page, each)) > 0]
    assert found == []
    assert page.evaluate("refused") == []


def _moved(page: Page, address: str) -> list[str]:
    """Open a page and return what moved on it."""
    page.goto(address)
    page.wait_for_timeout(400)
    found: list[str] = page.evaluate("window.moved")
    return found


def _over(page: Page, width: int) -> int:
    """Return by how many pixels a page is wider than a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_nothing_overflows_where_a_reader_has_type_twice_as_large(chromium: Browser, served: str) -> None:
    browser = chromium.browser_type.launch(
        executable_path=chromium_program(), args=["--blink-settings=defaultFontSize=32"]
    )
    page = browser.new_page(service_workers="block")
    found = []
    for number, kind in enumerate(KINDS):
        page.goto(f"{served}{LOCALES[number % 3]}/{kind}.html")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px", "125 % of 32"
        found += [f"{kind}, {width}: {over} too wide" for width in (390, 640, 1280) if (over := _over(page, width)) > 0]
    browser.close()
    assert found == []


def test_the_policy_refuses_what_a_capture_might_bring(visit: Visit) -> None:
    page = visit("en/assets/images/mark.svg")
    page.context.add_init_script(REFUSED)
    page.context.unroute_all()
    page.goto(page.url.replace("assets/images/mark.svg", "index.html"))
    page.evaluate(
        """() => {
          const part = document.createElement('div');
          part.innerHTML = '<img src="x.png" onerror="window.ran = 1"><p style="color: red">x</p>'
            + '<img src="https://outside.example/x.png"><iframe src="about.html"></iframe>';
          document.body.append(part);
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          document.body.append(script);
          const base = document.createElement('base');
          base.href = 'https://outside.example/';
          document.head.append(base);
        }"""
    )
    page.wait_for_timeout(500)
    wanted = {"script-src-attr", "style-src-attr", "img-src", "frame-src", "script-src-elem", "base-uri"}
    assert set(page.evaluate("refused")) == wanted
    assert page.evaluate("window.ran") is None
    visit.complaints.clear()  # type: ignore[attr-defined]  # as it should be


def test_the_browser_keeps_what_the_note_on_privacy_says_and_nothing_else(visit: Visit) -> None:
    page = visit(f"en/{TEXT}.html")
    page.locator(".reader-bar label[data-for=en]").click()
    page.locator("#cite-this-page > summary").click()
    page.locator(".cite-forms label").nth(1).click()
    page.locator(".cite-close").click()
    page.locator("form[data-md-component=palette] label:not([hidden])").click()
    page.goto(page.url.split("/en/")[0] + "/en/search.html?q=residence")
    page.locator(".search-results > li").first.wait_for()
    kept = {"/.__palette", "policy-site.reading", "policy-site.citing", "policy-search-recent"}
    assert set(page.evaluate("Object.keys(localStorage)")) == kept
    assert page.evaluate("[sessionStorage.length, document.cookie]") == [0, ""]
    assert page.context.cookies() == []


#: Whether the element that has the focus can be seen: some point of it is not under another element (SC 2.4.11).
SEEN = """() => {
  const at = document.activeElement;
  const label = at.matches('input.md-toggle, input[type=radio], input[type=checkbox]') ? at.closest('label') : null;
  const boxes = [...(label || at).getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  if (at === document.body || !boxes.length) return null;
  const points = boxes.flatMap((box) => [.15, .5, .85].flatMap((x) => [.15, .5, .85].map(
    (y) => [box.left + box.width * x, box.top + box.height * y])));
  const own = (hit) => hit && ((label || at).contains(hit) || hit.contains(label || at));
  return points.some(([x, y]) => own(document.elementFromPoint(x, y))) ? null : at.outerHTML.slice(0, 120);
}"""


#: The element that has the focus, whether it stands in the foot of the page, and what of it is out of sight.
FOCUS = f"""() => {{
  const at = document.activeElement;
  return [at.outerHTML.slice(0, 200), at.closest('.md-footer') !== null, ({SEEN})()];
}}"""


def _covered(page: Page) -> str:
    """Return what has the focus if it is out of sight; the frame may take a moment to follow it."""
    for _ in range(20):
        found: str = page.evaluate(SEEN) or ""
        if not found:
            break
        page.wait_for_timeout(50)
    return found


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        *((kind, width) for kind in ("index", TEXT, "policies/wuhan-2020/index", "compare") for width in (390, 1280)),
        ("targets", 390), ("glossary", 390), ("measures", 1280),
    ],
)  # fmt: skip
def test_what_has_the_focus_is_never_hidden(visit: Visit, kind: str, width: int) -> None:
    page = visit(f"en/{kind}.html", width=width, height=700, reduced_motion="reduce")
    hidden, walked = [], set()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight * .6)")
    for key, times in (("Tab", 25), ("Shift+Tab", 45)):
        if key == "Shift+Tab":  # backwards is where a bar at the head covers
            page.evaluate("[...document.querySelectorAll('.page a[href]')].at(-1).focus()")
        for _ in range(times):
            page.keyboard.press(key)
            at, in_foot, out_of_sight = page.evaluate(FOCUS)
            if key == "Shift+Tab" and in_foot:
                break  # past the first link the walk begins at the foot again
            walked.add(at)
            hidden.append(out_of_sight and _covered(page))
    assert [each for each in hidden if each] == []
    assert len(walked) > 20, "the walk goes on"


@pytest.mark.parametrize("kind", [TEXT, "compare", "ledger", "targets"])
def test_under_forced_colors_words_and_signs_remain_and_nothing_moves(visit: Visit, kind: str) -> None:
    page = visit(f"en/{kind}.html", forced_colors="active", reduced_motion="reduce", color_scheme="dark")
    lost = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((one) => one.getClientRects().length
          && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).filter((one) => {
            let ground = one;
            const clear = (at) => getComputedStyle(at).backgroundColor === 'rgba(0, 0, 0, 0)';
            while (ground.parentElement && clear(ground)) ground = ground.parentElement;
            return getComputedStyle(one).color === getComputedStyle(ground).backgroundColor;
          }).map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert lost == [], "words in the color of their ground"
    signs = page.evaluate(
        """() => [...document.querySelectorAll('.swatch, .levels > svg, .bar, .tally > svg')]
          .filter((one) => one.getClientRects().length).map((one) => getComputedStyle(one))
          .filter((style) => style.backgroundColor === 'rgba(0, 0, 0, 0)' && style.backgroundImage === 'none'
            && style.fill === 'none' && style.stroke === 'none' && style.boxShadow === 'none').length"""
    )
    assert signs == 0, "signs without any ink"
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
