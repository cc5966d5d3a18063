"""What readers come for: 24 tasks done from the home page, their clicks and the screens that are read on the way.

    .venv/bin/python benchmarks/readers/tasks.py site > table.md

In: the folder of a built site. Out: a table in Markdown. Exit status 1 where a task needs more
than three clicks or more than one screen.

How it counts:
1. A click is a click or a tap, also the one that opens the drawer, the search or a choice. Typing is none.
2. Screens: how far the page must be scrolled until the next link, and at last the answer, is whole in sight, in heights
   of the window, all pages together. 0 means that everything was in sight.
3. A task is done when the words that answer it stand on the page that was reached.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Locator, Page, sync_playwright

#: A desk and a phone: width and height in pixels.
WINDOWS = ((1280, 900), (390, 844))
MOST_CLICKS, MOST_SCREENS = 3, 1.0
#: Milliseconds that a page is given to settle after a click.
_SETTLED = 350


@dataclass(frozen=True)
class Link:
    """Follow the first link, button or box in ``where`` that a reader sees."""

    where: str


@dataclass(frozen=True)
class Menu:
    """Open a page of the menu: a tab on a desk; on a phone the home page’s own link, or else the drawer."""

    page: str


@dataclass(frozen=True)
class Search:
    """Type words into the search and take the option that leads to ``page``; none: the Enter key."""

    words: str
    page: str = ""


Step = Link | Menu | Search


@dataclass(frozen=True)
class Task:
    """Who wants to know what, the way there, and the element with the words that answer it."""

    who: str
    wants: str
    steps: tuple[Step, ...]
    where: str
    words: str
    locale: str = "en"


TASKS = (
    # The two tasks of the first review.
    Task("engineer", "What do the documents say to me about my work permit?",
         (Menu("audiences.html"), Link("a[href*='for/foreign-expert.html']")),
         ".ranked-answers > li:first-child", "Wuhan"),
    Task("journalist", "Does any document promise money, and how much?",
         (Search("public money", "questions/public-money.html"),), "#answer .answer-text", "No text promises a sum"),
    # Eight of our own.
    Task("returnee", "What is there for me?", (Search("海归", "questions/returnees.html"),), "#answer .answer-text", "",
         "zh-Hans"),
    Task("engineer’s family", "Can I bring my family?",
         (Search("Can I bring my family?", "questions/family-and-housing.html"),), "#answer .answer-text", "Guangzhou"),
    Task("park manager", "May we open a center abroad?",
         (Search("open a center abroad", "questions/centers-abroad.html"),), "#answer .answer-text", ""),
    Task("local company", "Is there help with loans?", (Search("loan", "questions/loans.html"),),
         "#answer .answer-text", "Guangzhou"),
    Task("investor", "Am I meant at all?",
         (Search("Does it cover me? venture firms", "for/investor.html"),), "#covers + .told", "Venture firms"),
    Task("lawyer", "Is Langfang’s plan still in force?",
         (Search("Is Langfang’s plan still in force?", "questions/in-force.html"),), "#answer .answer-text",
         "Langfang"),
    Task("lawyer", "Whom does an action plan bind?", (Search("is it law", "questions/whom-it-binds.html"),),
         "#answer .answer-text", ""),
    Task("company in Langfang", "Who is in charge?", (Search("who is in charge", "questions/in-charge.html"),),
         "#answer .answer-text", "Langfang"),
    # The nine tasks of the reader test.
    Task("engineer", "Can I get permanent residence in Guangzhou?",
         (Search("permanent residence", "questions/permanent-residence.html"),), "#answer .answer-text", "Guangzhou"),
    Task("university in Hong Kong", "May we be paid across the border?",
         (Search("can money cross the border", "questions/money-across-border.html"),), "#answer .answer-text",
         "Hong Kong"),
    Task("journalist", "Which targets were missed?", (Menu("targets.html"),), ".headline-missed", "8,796"),
    Task("translator", "What is 放管服 in English?", (Search("放管服", "glossary.html#"),), ":target",
         "reform to streamline"),
    Task("student", "Cite 三（二）2 of Langfang.",
         (Search("廊坊 三（二）2"), Link(".row:has(:target) .row-copy"),
          Link(".sentence-card button:has-text('Cite')")), "dialog pre", "三（二）2"),
    Task("analyst", "Money in Wuhan and Guangzhou, side by side",
         (Menu("compare.html"), Link(".place-choice label:has([value='wuhan-2020'])"),
          Link(".place-choice label:has([value='guangzhou-2019'])")), ".place-choice .finder-count", "2"),
    Task("reader without a network", "Where is the copy to take along?",
         (Search("offline copy", "reading.html#"),), "main a[href$='.zip']", ""),
    Task("reader of Traditional script", "海歸", (Search("海歸", "questions/returnees.html"),), "#answer .answer-text",
         "", "zh-Hant"),
    Task("doubter", "A claim, its clause and its note", (), ".specimen-note", "四办"),
    # Five more.
    Task("translator", "Where is the translation memory?", (Search("translation memory", "reading.html#"),),
         "main a[href$='.tmx']", ""),
    Task("foreign company", "IP protection", (Search("IP protection", "questions/intellectual-property.html"),),
         "#answer .answer-text", ""),
    Task("official", "Nantong on one sheet, to print",
         (Menu("policies/index.html"), Link("main td a[href*='nantong-2024/brief.html']")), ".brief-goal", ""),
    Task("reporter", "What is Wuhan’s plan?",
         (Menu("policies/index.html"), Link("main td a[href*='wuhan-2020/index.html']")), ".lead-standing",
         "no end date"),
    Task("reader", "Where is the e-book?", (Search("e-book", "reading.html#"),), "main a[href$='.epub']", ""),
)  # fmt: skip


@dataclass
class Walk:
    """One reader at one window: what was done so far."""

    page: Page
    height: int
    clicks: int = 0
    screens: float = 0.0

    def see(self, element: Locator) -> None:
        """Scroll until an element is whole in sight, or its beginning where it is taller than the window."""
        element.wait_for()
        before = self.page.evaluate("scrollY")
        element.evaluate(
            """(one) => {
              const box = one.getBoundingClientRect();
              const bar = document.querySelector('.md-header').getBoundingClientRect().bottom;
              const over = Math.min(box.bottom - innerHeight, box.top - bar);
              if (box.top < bar) scrollBy({top: box.top - bar - 8, behavior: 'instant'});
              else if (over > 0) scrollBy({top: over + 8, behavior: 'instant'});
            }"""
        )
        self.screens += abs(self.page.evaluate("scrollY") - before) / self.height

    def click(self, element: Locator) -> None:
        """Click what is in sight."""
        element.click()
        self.clicks += 1
        self.page.wait_for_timeout(_SETTLED)

    def take(self, step: Step) -> None:
        """Do one step."""
        if isinstance(step, Search):
            self._search(step)
        elif isinstance(step, Menu):
            self._menu(step)
        else:
            link = self.page.locator(step.where).locator("visible=true").first
            self.see(link)
            self.click(link)

    def _search(self, step: Search) -> None:
        field = self.page.locator(".site-search input")
        opener = self.page.locator(".md-header__button[for='__search']")  # on a phone; a desk shows the field itself
        self.click(opener if opener.is_visible() else field)
        field.fill(step.words)
        if not step.page:
            self.page.locator(".search-panel [role=option]").first.wait_for()
            field.press("Enter")
            self.page.wait_for_timeout(_SETTLED)
            return
        self.click(self.page.locator(f".search-panel [role=option][href*='{step.page}']").first)

    def _menu(self, step: Menu) -> None:
        own = self.page.locator(f".md-tabs a[href$='{step.page}'], .home-ways a[href$='{step.page}']")
        if not own.locator("visible=true").count():
            self.click(self.page.locator("label[for='__drawer']").locator("visible=true").first)
            own = self.page.locator(f".md-nav--primary a[href$='{step.page}']")
        self.click(own.locator("visible=true").first)


def walk(browser: Browser, site: Path, task: Task, window: tuple[int, int]) -> tuple[int, float] | str:
    """Return clicks and screens of a task, or why it was not done."""
    width, height = window
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto(f"{site.resolve().as_uri()}/{task.locale}/index.html")
    reader = Walk(page, height)
    try:
        for step in task.steps:
            reader.take(step)
        answer = page.locator(task.where).locator("visible=true").first
        reader.see(answer)
        if task.words not in answer.inner_text():
            return f"the answer lacks ‘{task.words}’"
    except Exception as error:  # a browser’s own message says which element was missing
        return str(error).splitlines()[0]
    finally:
        context.close()
    return reader.clicks, reader.screens


def table(site: Path) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the table, each with whether its task keeps the limits."""
    head = [f"{width} × {height}: clicks | screens" for width, height in WINDOWS]
    yield f"| reader | wants | {' | '.join(head)} |", True
    yield f"| --- | --- |{' ---: |' * 2 * len(WINDOWS)}", True
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=which("chromium"))
        for task in TASKS:
            done = [walk(browser, site, task, window) for window in WINDOWS]
            cells = [f"not done: {one} | –" if isinstance(one, str) else f"{one[0]} | {one[1]:.1f}" for one in done]
            kept = all(not isinstance(one, str) and one[0] <= MOST_CLICKS and one[1] <= MOST_SCREENS for one in done)
            yield f"| {task.who} | {task.wants} | {' | '.join(cells)} |", kept
        browser.close()


def main() -> int:
    """Write the table; return 1 where a task breaks a limit."""
    lines = list(table(Path(sys.argv[1])))
    sys.stdout.write("".join(f"{line}\n" for line, _ in lines))
    return int(not all(kept for _, kept in lines))


if __name__ == "__main__":
    sys.exit(main())
