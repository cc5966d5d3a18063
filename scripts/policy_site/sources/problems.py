"""Problems: what is wrong, where, and what to do.

In: nothing. Out: the one declaration of every problem code, and the value that carries a finding.

Guarantees:
1. A code means one thing for ever; it is declared here once and used by stages, tests and README tables.
2. A problem is one line, and whatever it quotes can be seen: a line end is printed as \\n.
3. Nothing here raises or prints; stages yield problems and commands decide what to do with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

ERROR, REVIEW = "error", "review"
#: What breaks a line, turns it round or is not to be seen, e.g. U+202E.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

CODES: dict[str, tuple[str, str]] = {
    "W001": (ERROR, "the witness is not UTF-8"),
    "W002": (ERROR, "the witness begins with a byte order mark"),
    "W003": (ERROR, "the witness holds a NUL or another control character"),
    "W004": (ERROR, "the witness has CRLF line ends"),
    "W005": (ERROR, "the witness holds a bidirectional control"),
    "W006": (ERROR, "the witness holds a zero-width character"),
    "W007": (ERROR, "the document is empty"),
    "W008": (ERROR, "the witness does not match its digest"),
    "W009": (ERROR, "a file is missing or cannot be read"),
    "W010": (ERROR, "the incipit does not occur"),
    "W011": (ERROR, "the incipit occurs more than once"),
    "W012": (ERROR, "the explicit does not occur after the incipit"),
    "W013": (ERROR, "the explicit occurs more than once"),
    "W014": (ERROR, "the witness looks wrongly decoded"),
    "W015": (ERROR, "a replacement or private-use character stands in the text"),
    "W016": (REVIEW, "a remnant of HTML stands in the text"),
    "W017": (ERROR, "the witness is not in the script that is stated"),
    "Y001": (ERROR, "the file is not valid YAML"),
    "Y002": (ERROR, "the file is not a mapping"),
    "Y003": (ERROR, "the file uses a YAML tag"),
    "Y004": (ERROR, "the file uses a YAML anchor or alias"),
    "Y005": (ERROR, "a key stands twice"),
    "Y006": (ERROR, "a value holds a control character"),
    "R001": (ERROR, "unknown field"),
    "R002": (ERROR, "missing field"),
    "R003": (ERROR, "ill-typed or impossible value"),
    "R004": (ERROR, "bad date"),
    "R005": (ERROR, "the fields of one statement do not fit together"),
    "R006": (ERROR, "a slug that is not a plain folder name"),
    "R007": (ERROR, "a quote does not stand in the witness"),
    "R008": (ERROR, "an element of GB/T 9704 is neither given nor listed as not stated"),
    "R009": (REVIEW, "a value that the program proposed and nobody has confirmed"),
    "R010": (REVIEW, "something that is not yet written"),
    "A001": (ERROR, "a lemma does not occur"),
    "A002": (ERROR, "a lemma occurs more or less often than stated"),
    "A003": (ERROR, "two emendations overlap"),
    "A004": (ERROR, "an emendation changes nothing"),
    "S001": (REVIEW, "a gap or a repetition in the numbering"),
    "S002": (REVIEW, "a level of the numbering is skipped"),
    "S003": (ERROR, "a title does not stand on a line of its own"),
    "S004": (ERROR, "a run-in heading does not open a paragraph"),
    "S005": (REVIEW, "a list of responsible units cannot be read"),
    "S006": (ERROR, "a reason that settles nothing"),
    "S007": (REVIEW, "a paragraph may close the whole text"),
    "S008": (REVIEW, "a line seems to be broken inside a sentence"),
    "S009": (REVIEW, "the next number of a list seems to stand inside a line"),
    "H001": (REVIEW, "a Traditional form is in doubt"),
    "H002": (ERROR, "a Traditional word that does not occur"),
    "C001": (ERROR, "a point cites nothing"),
    "C002": (ERROR, "a citation leads nowhere"),
    "C003": (ERROR, "a citation is not allowed in this slot"),
    "C004": (ERROR, "a figure does not stand in a cited provision"),
    "C005": (ERROR, "the figures of the two languages differ"),
    "C006": (ERROR, "an English point is too long"),
    "C007": (ERROR, "a Chinese point is too long"),
    "C008": (ERROR, "a slot holds too many points"),
    "C009": (REVIEW, "a Chinese point borrows more than half of its words from its clause"),
    "C010": (REVIEW, "an English point is hard to read"),
    "C011": (REVIEW, "the English points of a document are, taken together, hard to read"),
    "C012": (REVIEW, "an abbreviation is not explained where it first stands"),
    "C013": (REVIEW, "a point under ‘does’ joins several clauses"),
    "C014": (ERROR, "a word to know does not stand in what it cites"),
    "C015": (REVIEW, "the document in one sentence is several sentences"),
    "B001": (REVIEW, "one language names what the other does not"),
    "B002": (REVIEW, "a qualifier stands in one language only"),
    "T001": (ERROR, "the translation file cannot be read"),
    "T002": (REVIEW, "a sentence has no English"),
    "T003": (REVIEW, "the English is fuzzy: made for another wording, or proposed"),
    "T004": (REVIEW, "a translation belongs to no sentence"),
    "T005": (ERROR, "the figures of sentence and translation differ"),
    "T006": (REVIEW, "a list may have lost an item"),
    "T007": (REVIEW, "a verb of force is not rendered by the table"),
    "T008": (REVIEW, "a term is not rendered by the glossary"),
    "T009": (ERROR, "Chinese stands in the English outside parentheses"),
    "T010": (ERROR, "punctuation that does not belong in the English"),
    "T011": (ERROR, "a bracket or quotation mark is not closed"),
    "T012": (ERROR, "an ‘ignore’ without a reason, or with nothing to ignore"),
    "T013": (ERROR, "a note that fits no sentence"),
    "L001": (ERROR, "a term or id stands twice in the glossary"),
    "L002": (ERROR, "a term, or a word that shows its sense, occurs in no text"),
    "L003": (ERROR, "an everyday word leads to words that do not occur"),
    "F001": (ERROR, "a fact's quote does not stand in what it cites"),
    "F002": (ERROR, "a fact cites what is not there"),
    "F003": (ERROR, "the verb of force does not stand in the quote"),
    "F004": (ERROR, "a figure of a fact does not stand in its quote"),
    "F005": (ERROR, "an id stands twice"),
    "F006": (ERROR, "a provision is covered by no measure, target or reason"),
    "F007": (ERROR, "an outcome or a source that leads nowhere"),
    "F008": (ERROR, "a counterpart or name does not occur"),
    "F009": (REVIEW, "the verb of force and its class do not agree"),
    "F010": (ERROR, "what a target says of its figure does not agree with the text"),
    "F011": (ERROR, "what a measure gives does not agree with the text"),
    "F012": (ERROR, "a comparison rests on what is not there"),
    "F013": (ERROR, "a measure has a topic that the project does not list"),
    "Q001": (ERROR, "an answer to a question that is not asked"),
    "Q002": (REVIEW, "a document leaves questions unanswered"),
    "Q003": (ERROR, "an answer cites what is not there"),
    "Q004": (ERROR, "a figure of an answer stands in nothing that it cites"),
    "Q005": (ERROR, "the figures of an answer's two languages differ"),
    "Q006": (ERROR, "an answer is too long"),
    "Q007": (ERROR, "an answer cites nothing, though the document is not silent"),
    "Q008": (ERROR, "‘cannot-tell’ for a document that is no excerpt"),
    "Q009": (ERROR, "a group of readers or a verdict is used and not explained"),
    "Q010": (REVIEW, "an abbreviation in an answer is not explained where it first stands"),
    "Q011": (REVIEW, "the English answers of a document are, taken together, hard to read"),
    "P001": (ERROR, "what is said to an audience or on the home page leads to what is not there"),
    "P002": (ERROR, "a figure said to an audience or on the home page stands in nothing that it rests on"),
    "P003": (ERROR, "the figures of the two languages differ in what is said to an audience or on the home page"),
    "P004": (ERROR, "what is said to an audience or on the home page is too long"),
    "P005": (ERROR, "an audience is met and not described"),
    "G001": (ERROR, "a generated file is out of date"),
    "G002": (ERROR, "an injected name would be published"),
    "G003": (ERROR, "something else stands where a generated page belongs"),
    "G004": (ERROR, "a page written by hand holds what no page may hold"),
    "G005": (ERROR, "the settings of a site cannot be used"),
    "V001": (ERROR, "a link of the built site leads nowhere, or a page lacks a language"),
    "V002": (ERROR, "an id stands twice in a built page"),
    "V003": (ERROR, "a part of a built page does not say its language"),
    "V004": (ERROR, "a built page would ask another host"),
    "V005": (ERROR, "a built page would run what is not ours"),
    "V006": (ERROR, "a file of the built site is empty or too large"),
    "V007": (REVIEW, "the built site is larger than some hosts take"),
}


@dataclass(frozen=True, order=True)
class Place:
    """Where: a path relative to the project, and a line and a column counted from 1 (in characters)."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: its place, its code, what is wrong and what to do about it."""

    place: Place
    code: str
    message: str
    remedy: str

    @property
    def severity(self) -> str:
        """Either ``error`` (the build stops) or ``review`` (a person should look)."""
        return CODES[self.code][0]

    def __str__(self) -> str:
        note = "" if self.severity == ERROR else f"({self.severity}) "
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        line = f"{where}: {self.code} {note}{self.message} {self.remedy}"
        return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), line)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems once each, by place and code."""
    return tuple(sorted(set(problems)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity == ERROR)


def offset_place(path: str, text: str, offset: int) -> Place:
    """Return the place of the character at ``offset`` (from 0) of ``text``."""
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def relocated(problem: Problem, path: str) -> Problem:
    """Return the same problem in another file."""
    return replace(problem, place=replace(problem.place, path=path))
