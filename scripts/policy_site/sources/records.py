"""Records: what each YAML file of a document folder may say.

In: plain data from yamlfile. Out: frozen models, or problems that name file, line and column.

Guarantees:
1. Every field is declared here once; README tables, checks and pages use these models.
2. A statement about a document says on what it rests: stated (with its quote), inferred or supplied (with its ground).
3. Unknown, missing and ill-typed fields are all reported at once.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .problems import Problem
from .yamlfile import YamlFile

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
#: YAML gives every scalar as words.
Flag = Annotated[bool, BeforeValidator(lambda value: {"true": True, "false": False}.get(str(value).lower(), value))]
#: Words that may be unwritten: ‘en:’ with nothing behind it.
_UNWRITTEN = r"^$|\S"
Unwritten = Annotated[
    str,
    BeforeValidator(lambda value: "" if value is None else value),
    Field(pattern=_UNWRITTEN),
    WithJsonSchema({"type": "string", "pattern": _UNWRITTEN}),
]
Locale = Literal["en", "zh-Hans", "zh-Hant"]
Script = Literal["zh-Hans", "zh-Hant"]
BasisKind = Literal["stated", "inferred", "supplied"]
EmendationKind = Literal["conjecture", "substitution", "omission", "lineation", "joined", "script"]
FileLineEnds = Literal["LF", "CRLF", "CR"]
LineEnds = Literal["paragraphs", "wrapped"]
BlockKind = Literal[
    "title", "notice", "addressee", "heading", "run-in", "paragraph", "signature", "date", "note",
    "item", "table", "question", "answer", "annex-list", "annex", "annex-title", "closing",
]  # fmt: skip
DefinedBy = Literal["text", "ours"]
#: The genres (文种), each with the words in which a title ends; the longest is tried first.
Genre = Literal[
    "publicity", "implementation-opinions", "action-scheme", "implementation-plan", "action-plan",
    "notice", "regulations", "measures", "provisions", "rules", "reply", "letter", "several-measures", "opinions",
    "program", "outline", "announcement", "circular", "decision", "order", "report", "interpretation", "news",
    "contingency-plan", "questions", "speech", "guide", "plan", "law", "other",
]  # fmt: skip
#: The elements of an official document that GB/T 9704-2012 names (section 7), as this project keeps them.
Element = Literal[
    "title", "issuers", "addressee", "document_number", "dated", "published", "remark",
    "copy_number", "classification", "urgency", "signatory", "seal", "copied_to", "printed_by",
]  # fmt: skip


class Model(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Draft(Model):
    """Words in Simplified Chinese and, once somebody has written it, in English."""

    zh: Text = Field(description="Simplified Chinese; Traditional is made from it")
    en: Unwritten = Field(description="English; left empty until it is written")


class Bilingual(Draft):
    """One statement in Simplified Chinese and in English."""

    en: Text = Field(description="English")


class Grounded(Model):
    """A value and on what it rests."""

    basis: BasisKind = Field(description="stated (needs quote), inferred or supplied (need because)")
    quote: Text | None = Field(None, description="the words of the witness that state it, verbatim")
    because: Bilingual | None = Field(None, description="the ground of an inference, or the outside source")

    @model_validator(mode="after")
    def _has_its_ground(self) -> Self:
        if self.basis == "stated" and not self.quote:
            raise ValueError("basis is ‘stated’, but there is no ‘quote’")
        if self.basis != "stated" and not self.because:
            raise ValueError(f"basis is ‘{self.basis}’, but there is no ‘because’")
        return self


class Statement(Grounded):
    """A grounded statement in two languages."""

    zh: Text = Field(description="Simplified Chinese, regularised punctuation")
    en: Unwritten = Field(description="English; left empty until it is written")


def _written_day(value: object) -> object:
    """Refuse what pydantic would read as a day and no person does, e.g. 1588723200 (seconds since 1970)."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        raise PydanticCustomError("date_form", "‘{value}’ is not a day", {"value": value})
    return value


class Day(Grounded):
    """A grounded calendar day."""

    value: Annotated[datetime.date, BeforeValidator(_written_day)] = Field(description="ISO 8601 day, e.g. 2021-12-15")


class GenreFact(Grounded):
    """The grounded genre (文种) of a document."""

    value: Genre = Field(description="one of the project's genres, or other")
    name: Bilingual | None = Field(None, description="what it is called, for a genre that the project does not list")

    @model_validator(mode="after")
    def _has_its_name(self) -> Self:
        if (self.value == "other") != (self.name is not None):
            raise ValueError("‘name’ is given if and only if ‘value’ is ‘other’")
        return self


class Period(Grounded):
    """The grounded years a document plans for."""

    value: Annotated[str, StringConstraints(pattern=r"^\d{4}/(\d{4}|\.\.)$")] = Field(
        description="ISO 8601 years from/to; an open end is .."
    )


class Original(Model):
    """The capture as it was taken, in an encoding other than UTF-8; it stands beside witness.txt."""

    file: Text = Field(description="its name in the folder")
    encoding: Text = Field(description="the encoding it was decoded from, e.g. gb18030")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="its digest")


class WitnessFact(Model):
    """The capture: its digest, where the document begins and ends in it, where it comes from."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="digest of witness.txt")
    incipit: Text = Field(description="first words, verbatim; occur once")
    explicit: Text = Field(description="last words, verbatim; occur once after the incipit")
    origin: Bilingual | None = Field(None, description="what page the capture is from, and its condition")
    byte_order_mark: bool = Field(False, description="whether the file begins with a byte order mark")
    line_ends: FileLineEnds = Field("LF", description="how its lines end; the text is read with LF")
    original: Original | None = Field(None, description="the file as it was taken, if it was not UTF-8")


class Fragment(Model):
    """An excerpt: the provision inside which it begins."""

    begins_in: Annotated[str, StringConstraints(pattern=r"^s[1-9][0-9]?(\.[1-9][0-9]?)*$")] = Field(
        description="provision id"
    )
    because: Bilingual = Field(description="what is lacking, and how the beginning is known")


class Status(Draft):
    """A dated statement on the document's standing."""

    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] = Field(description="ISO month")


class Settled(Model):
    """An oddity of the printed text that the editor has looked at and leaves as it is."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{3}$")] = Field(
        description="code of the review, e.g. S001"
    )
    at: Text = Field(description="id of the block, as the review names it")
    because: Bilingual = Field(description="the reason, for readers")


class Document(Model):
    """document.yml: what the document is and where it begins."""

    witness: WitnessFact = Field(description="the capture and its limits")
    script: Script = Field(description="script of the witness")
    injected: tuple[Text, ...] = Field((), description="strings a hijacked host injected; never published")
    fragment: Fragment | None = Field(None, description="only for an excerpt")
    place: Draft | None = Field(None, description="whose document it is")
    self_reference: tuple[Text, ...] = Field((), description="words by which the text means its own place")
    short_title: Draft = Field(description="our short name for lists and citations")
    genre: GenreFact | None = Field(None, description="genre (文种)")
    title: Statement = Field(description="title (标题)")
    notice_title: Statement | None = Field(None, description="title of the notice that the document is annexed to")
    issuers: tuple[Statement, ...] = Field((), description="issuing bodies (发文机关)")
    addressee: Statement | None = Field(None, description="addressee (主送机关)")
    document_number: Statement | None = Field(None, description="document number (发文字号)")
    dated: Day | None = Field(None, description="day of making (成文日期)")
    published: Day | None = Field(None, description="day of the page that carried it")
    remark: Statement | None = Field(None, description="remark (附注), e.g. 此件公开发布")
    province: Statement | None = Field(None, description="the province (or provinces) in which the place lies")
    lead_issuer: Statement | None = Field(None, description="which of several issuers leads (主办机关)")
    approved_by: Statement | None = Field(None, description="who agreed to it before it was issued")
    page_source: Statement | None = Field(None, description="the office or system that the page names as its source")
    related: tuple[Statement, ...] = Field((), description="what the page itself offers beside it, e.g. an explanation")
    official_page: Text | None = Field(None, description="id in sources.yml of the official page, where one was seen")
    not_stated: tuple[Element, ...] | None = Field(None, description="elements of GB/T 9704 that the text lacks")
    period: Period | None = Field(None, description="years it plans for")
    audience: Statement | None = Field(None, description="whom it addresses")
    status: Status | None = Field(None, description="its standing, dated")
    translation: Bilingual | None = Field(None, description="how the English was made and reviewed")
    run_in_headings: tuple[Text, ...] = Field((), description="unnumbered run-in headings, as in the witness, no 。")
    headings: tuple[Text, ...] = Field(
        (), description="unnumbered headings on lines of their own, as the edition has them"
    )
    closing: tuple[Text, ...] = Field((), description="first words of closing paragraphs, which belong to no provision")
    lines: LineEnds = Field("paragraphs", description="what a line of the capture is: a paragraph, or a page’s width")
    proposed: tuple[Text, ...] = Field((), description="fields that ‘policy-site new’ filled in, to be confirmed")
    settled: tuple[Settled, ...] = Field((), description="oddities of the printed text that are left, and why")

    @property
    def publicity(self) -> bool:
        """Tell whether it is a publicity article and no policy."""
        return self.genre is not None and self.genre.value == "publicity"

    @property
    def day(self) -> Day | None:
        """The day by which it is known: that of making, or of the page where the text states none."""
        return self.dated or self.published

    @property
    def day_printed(self) -> str:
        """That day in ISO 8601; empty where there is none."""
        return self.day.value.isoformat() if self.day else ""

    @property
    def day_basis(self) -> BasisKind:
        """Whether that day is stated, inferred or supplied; one that is not there needs no mark."""
        return self.day.basis if self.day else "stated"


class Emendation(Model):
    """One change of the witness: lemma → reading, and why."""

    lemma: Text = Field(description="the words of the witness, verbatim")
    reading: str = Field("", description="what the edition reads instead; empty for an omission")
    kind: EmendationKind = Field(description="conjecture, substitution, omission, lineation, joined or script")
    occurrences: Annotated[int, Field(ge=1)] = Field(1, description="how often the lemma occurs in the excerpt")
    because: Bilingual = Field(description="the reason, for readers")


class Annotation(Model):
    """A remark on wording that the edition leaves as it is."""

    lemma: Text = Field(description="the words of the witness, verbatim")
    suggestion: Text | None = Field(None, description="what one would expect")
    occurrences: Annotated[int, Field(ge=1)] = Field(1, description="how often the lemma occurs in the excerpt")
    because: Bilingual = Field(description="the remark, for readers")


class Apparatus(Model):
    """apparatus.yml: every change of the witness, and remarks on what was left."""

    emendations: tuple[Emendation, ...] = Field(description="changes, each applied exactly as often as stated")
    notes: tuple[Annotation, ...] = Field((), description="remarks; the text is not changed")


class Point(Bilingual):
    """One claim in two languages, and the provisions that it rests on."""

    cites: tuple[Text, ...] = Field(description="ids of provisions, paragraphs or sentences")
    verbatim_because: Text | None = Field(None, description="why the words of the clause are kept; for editors")


class Deed(Point):
    """Something that a document does, and what readers should and should not take it to mean."""

    means: Bilingual | None = Field(None, description="what it means in practice; ours")
    does_not_mean: Bilingual | None = Field(None, description="what readers may wrongly take it to mean; ours")


class Word(Point):
    """A word to know, with its explanation; it cites where the word stands."""

    term: Bilingual = Field(description="the word in both languages")
    defined_by: DefinedBy = Field(description="who explains it: the text itself, or we (ours)")


class Summary(Model):
    """summary.yml: the side-by-side summary in its fixed slots; a slot that is left out is not yet written."""

    in_one_sentence: tuple[Point, ...] | None = Field(None, description="the document in one sentence")
    why_now: tuple[Point, ...] | None = Field(None, description="why now, and on what authority")
    aims: tuple[Point, ...] | None = Field(None, description="what it aims at, by when")
    does: tuple[Deed, ...] | None = Field(None, description="what it does, the weightiest first; at most seven points")
    responsible: tuple[Point, ...] | None = Field(None, description="who is responsible")
    who_may_use: tuple[Point, ...] | None = Field(None, description="who may use it, and what they would need")
    does_not_say: tuple[Point, ...] | None = Field(None, description="what it does not say")
    words_to_know: tuple[Word, ...] | None = Field(None, description="words to know")
    status_and_source: tuple[Point, ...] | None = Field(None, description="status and source")

    def points(self, slot: str) -> tuple[Point, ...]:
        """Return the points of a slot; none where it is not yet written."""
        return getattr(self, slot) or ()

    def written(self, slot: str) -> bool:
        """Tell whether a slot is written; one that is written and empty says that the document does not say."""
        return getattr(self, slot) is not None


#: The slots of a summary in reading order.
SLOTS: tuple[str, ...] = tuple(Summary.model_fields)


class TranslatorNote(Bilingual):
    """notes.yml: what a foreign reader needs beside the translation."""

    at: Text = Field(description="id of the sentence")
    words: Text = Field(description="words of the Chinese sentence that the note is about")


class Notes(Model):
    """notes.yml: the translator's notes of a document."""

    notes: tuple[TranslatorNote, ...] = Field(description="in the order of the text")


class EverydayWord(Model):
    """Words that the document does not use, and what it writes instead."""

    say: tuple[Text, ...] = Field(description="what a reader may type: Simplified Chinese, English", min_length=1)
    mean: tuple[Text, ...] = Field(description="words of the text or of its English, verbatim", min_length=1)


class EverydayWords(Model):
    """everyday.yml: what readers call the things that a document names."""

    words: tuple[EverydayWord, ...] = Field(description="for the search, which shows what it looked for besides")


class TraditionalWord(Model):
    """A word of the text and its Traditional form."""

    zh: Text = Field(description="Simplified, as it stands in the text; long enough to be no part of another word")
    hant: Text = Field(description="Traditional, character by character")
    because: Bilingual | None = Field(None, description="why, where it is not plain")

    @model_validator(mode="after")
    def _is_as_long(self) -> Self:
        if len(self.zh) != len(self.hant):
            raise ValueError(f"‘{self.zh}’ and ‘{self.hant}’ are not equally long")
        return self


class TraditionalWords(Model):
    """traditional.yml: Traditional forms of this document, where the program errs or is in doubt."""

    words: tuple[TraditionalWord, ...] = Field(description="words; each settles the doubts inside it")


TermStatus = Literal["official", "established", "ours"]
#: The ids that pages have of their own; a term or a document with one of them would stand twice on a page.
RESERVED_IDS = frozenset(
    "account across answer answers ask audience-measures became by-place citations cite-this-page contents counted "
    "covers dark-colors departures differences documents does does-not-say example facts figures find finding force "
    "in-full instruments kinds main measures more-pictures numbers pictures questions reader-words responsible "
    "search-options search-page search-results summary supplied-title today top topics trust unlike unsaid "
    "verdicts".split()
)


def _free(value: str) -> str:
    """Refuse an id that pages have of their own."""
    if value in RESERVED_IDS:
        raise PydanticCustomError("reserved", "‘{value}’ is an id that pages have of their own", {"value": value})
    return value


TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_free)]


class Rival(Model):
    """Another English rendering that is in use."""

    en: Text = Field(description="the rendering")
    used_by: Text = Field(description="who uses it")


class Everyday(Model):
    """Words that a reader would type for a term."""

    zh: tuple[Text, ...] = Field((), description="Simplified Chinese")
    en: tuple[Text, ...] = Field((), description="English")


class Sense(Model):
    """One of several senses of a term: its English, and when it is meant."""

    en: Text = Field(description="the rendering in this sense")
    en_also: tuple[Text, ...] = Field((), description="accepted variants in running text")
    beside: tuple[Text, ...] = Field((), description="Chinese words that show this sense where they share its sentence")
    when: Bilingual = Field(description="when this sense is meant, in one plain sentence")

    @property
    def english_forms(self) -> tuple[str, ...]:
        """All accepted English forms of this sense, the main one first."""
        return (self.en, *self.en_also)


class Term(Model):
    """One term of the glossary: one Chinese word, one English rendering in each of its senses."""

    id: TermId = Field(description="its address")
    zh: Text = Field(description="Simplified Chinese, as it occurs in a text")
    also: tuple[Text, ...] = Field((), description="other Chinese forms with the same English")
    en: Text = Field(description="the rendering that this project uses; that of the first sense, if there are senses")
    en_also: tuple[Text, ...] = Field((), description="accepted variants in running text")
    status: TermStatus = Field(description="official, established or ours")
    source: Text | None = Field(None, description="where the English was seen; required unless ours")
    rivals: tuple[Rival, ...] = Field((), description="other renderings, and who uses them")
    definition: Bilingual = Field(description="one plain sentence")
    senses: tuple[Sense, ...] = Field((), description="only for a word of two or more senses, with their English")
    everyday: Everyday = Field(Everyday(), description="words a reader would type for it")

    @model_validator(mode="after")
    def _has_its_source(self) -> Self:
        if self.status != "ours" and not self.source:
            raise ValueError(f"status is ‘{self.status}’, but there is no ‘source’")
        return self

    @model_validator(mode="after")
    def _has_two_senses_or_none(self) -> Self:
        if len(self.senses) == 1:
            raise ValueError("there is one sense; ‘senses’ is for two or more")
        if self.senses and (self.en != self.senses[0].en or self.en_also):
            raise ValueError("the first sense is not ‘en’, or variants stand in ‘en_also’ and not in a sense")
        return self

    @property
    def chinese_forms(self) -> tuple[str, ...]:
        """All Chinese forms, the main one first."""
        return (self.zh, *self.also)

    @property
    def english_forms(self) -> tuple[str, ...]:
        """All accepted English forms, the main one first."""
        return tuple(
            dict.fromkeys((self.en, *self.en_also, *(form for each in self.senses for form in each.english_forms)))
        )


class Glossary(Model):
    """glossary.yml: one rendering for each sense of a term, for all documents."""

    terms: tuple[Term, ...] = Field(description="the terms")


Instrument = Literal[
    "funding", "tax", "finance", "service", "rule", "platform",
    "program", "event", "agreement", "organization", "information", "publicity", "recognition",
]  # fmt: skip
#: The force of a measure by its Chinese verb, the strongest first.
Force = Literal[
    "must", "shall", "will", "do", "advance", "promote", "support",
    "guide", "encourage", "eligible", "allow", "may", "plan", "explore", "seek", "aim",
]  # fmt: skip
#: What a measure gives, by its governing verb and its object; each is defined under ``gives.about.`` in messages.yml.
Gives = Literal["entitlement", "money", "permission", "service", "plan", "wish"]
TargetKind = Literal["target", "result", "requirement"]
Bound = Literal["exactly", "reach", "at-least", "about", "more-than", "at-most"]
YearBasis = Literal["stated", "inferred", "none"]
Verdict = Literal["met", "missed", "done", "not-comparable", "not-found"]
FactId = Annotated[str, StringConstraints(pattern=r"^[a-z]+\d+$")]
Number = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$")]
#: A year, a month or a day, e.g. 2020, 2017-07 or 2019-08-01.
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class Cited(Model):
    """A fact that rests on provisions."""

    quote: Text = Field(description="words of the cited sentences, verbatim, in Simplified Chinese")
    cites: tuple[Text, ...] = Field(min_length=1, description="ids of the sentences it rests on")


class Measure(Cited):
    """One policy measure: what is done, for whom, how, and how strongly it is worded."""

    id: FactId = Field(description="its id in this document, e.g. m01")
    zh: Text = Field(description="one plain sentence, Simplified Chinese")
    en: Text = Field(description="the same in English")
    topics: tuple[TermId, ...] = Field(min_length=1, description="ids in topics.yml, the main one first")
    instrument: Instrument = Field(description="the instrument of policy")
    audiences: tuple[TermId, ...] = Field(min_length=1, description="whom it concerns: ids in audiences.yml")
    counterparts: tuple[Text, ...] = Field((), description="partners named in the clause, as printed")
    force: Force = Field(description="force, from the governing Chinese verb; of two joined verbs the stronger")
    force_quote: Text = Field(description="that verb, verbatim in the quote")
    gives: Gives = Field(description="what it gives, by the governing verb and its object")
    beneficiary: Bilingual | None = Field(None, description="who benefits, in the words of the clause")
    amount: Bilingual | None = Field(None, description="how much, in the words of the clause")
    condition: Bilingual | None = Field(None, description="on what condition, in the words of the clause")
    deadline: Bilingual | None = Field(None, description="by when or how often, in the words of the clause")


class NoMeasure(Model):
    """A provision without a measure, and why."""

    at: Text = Field(description="id of the provision or paragraph")
    because: Bilingual = Field(description="why it holds none")


class Measures(Model):
    """measures.yml: every measure of a document."""

    measures: tuple[Measure, ...] = Field(description="in the order of the text")
    no_measure: tuple[NoMeasure, ...] = Field((), description="provisions without one, and why")


class Target(Cited):
    """One quantified target, result or requirement."""

    id: FactId = Field(description="its id in this document, e.g. t01")
    indicator: Bilingual = Field(description="what is counted")
    baseline: Number | None = Field(None, description="the value it starts from, in the unit")
    value: Number = Field(description="the value, in the unit")
    bound: Bound = Field("exactly", description="reach for 达到, 增加到, 提高到; at-least for 以上; about for 左右")
    aim: Flag = Field(False, description="true where the text says 力争 (aim to)")
    cumulative: Flag = Field(False, description="true where the text says 累计 (counted from a start)")
    unit: Bilingual = Field(description="the unit as printed; its English names 万 and 亿, which pages multiply out")
    year: Annotated[int, Field(ge=1990, le=2100)] | None = Field(None, description="the year it is for")
    year_end: Flag = Field(False, description="true where the text says 末 or 底 (the end of the year)")
    year_basis: YearBasis = Field(description="whether the text states the year")
    kind: TargetKind = Field(description="target, result or requirement")
    caution: Bilingual | None = Field(None, description="what readers take it for, and it is not")

    @model_validator(mode="after")
    def _year_fits_its_basis(self) -> Self:
        if (self.year is None) != (self.year_basis == "none"):
            raise ValueError("‘year_basis’ is ‘none’ if and only if there is no ‘year’")
        return self


class Targets(Model):
    """targets.yml: every figure that a document sets or reports."""

    targets: tuple[Target, ...] = Field(description="in the order of the text")


class Outcome(Bilingual):
    """What a named later source reports on a target or a measure."""

    of: FactId = Field(description="id of the target or measure")
    verdict: Verdict = Field(description="met, missed, done, not-comparable or not-found")
    value: Number | None = Field(None, description="the reported value, in the unit of the target")
    data_date: IsoDate | None = Field(
        None, description="the time that the report speaks of, not that of its publication"
    )
    source: Text = Field(description="id in sources.yml")
    also: tuple[Text, ...] = Field((), description="ids in sources.yml of what else it or its caution rests on")
    caution: Bilingual | None = Field(None, description="what a reader must know before trusting it")

    @property
    def year(self) -> int | None:
        """The year that the report speaks of."""
        return int(self.data_date[:4]) if self.data_date else None


class Event(Bilingual):
    """Something that came before or after the document, for the timeline."""

    date: IsoDate = Field(description="ISO date")
    source: Text | None = Field(None, description="id in sources.yml; none if a provision is cited")
    cites: tuple[Text, ...] = Field((), description="provisions that name it")

    @model_validator(mode="after")
    def _has_a_ground(self) -> Self:
        if not (self.source or self.cites):
            raise ValueError("there is neither ‘source’ nor ‘cites’")
        return self


class Outcomes(Model):
    """outcomes.yml: what became of a document's targets and measures, as others report."""

    outcomes: tuple[Outcome, ...] = Field(description="in the order of the targets")
    events: tuple[Event, ...] = Field((), description="what it rests on and what followed, with dates")


class Topic(Model):
    """A topic that the documents are compared by."""

    id: TermId = Field(description="its address")
    name: Bilingual = Field(description="its name")
    about: Bilingual = Field(description="what it covers, in one sentence")


class Topics(Model):
    """topics.yml: the topics, in the order of the pages."""

    topics: tuple[Topic, ...] = Field(description="the topics")


#: An address that a page may lead to; what RFC 3986 allows, so no blank, quotation mark or angle bracket.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[\w.~:/?#@!$&()*+,;=%\[\]-]+$")]


class Source(Model):
    """An outside source: title, publisher, date; an address only where it may be linked."""

    id: Text = Field(description="its id")
    title: Text = Field(description="title in its own language")
    publisher: Bilingual = Field(description="who published it, and whether this is a copy")
    date: IsoDate | None = Field(None, description="when it was published, never the time that its figures are of")
    date_inferred: Flag = Field(False, description="true where the date of publication is inferred")
    address: WebAddress | None = Field(None, description="link (http or https)")
    says: Bilingual = Field(description="what it says, in our words")


class SourceList(Model):
    """sources.yml: outside sources for standing and outcomes."""

    sources: tuple[Source, ...] = Field(description="the sources")


NameKind = Literal[
    "country", "region", "city", "institution", "park", "platform", "event", "program", "award", "big-science",
    "facility", "building", "body",
]  # fmt: skip


class Abbreviation(Model):
    """A pair of characters that a text prints for two partners, e.g. 中日; what it stands for is inferred."""

    zh: Text = Field(description="Simplified Chinese, as a text prints it")
    within: tuple[Text, ...] = Field(min_length=1, description="the words of the texts that hold it")
    because: Bilingual | None = Field(None, description="the ground, where one was found beyond the character itself")


class Name(Model):
    """A named country, city, park, platform, event or program, with its English and where that was seen."""

    zh: Text = Field(description="Simplified Chinese; as a text prints it, or as its abbreviation stands for")
    en: Text = Field(description="English name")
    kind: NameKind = Field(description="what it is")
    source: Text | None = Field(None, description="where the English was seen; none if it is ours")
    also: tuple[Text, ...] = Field((), description="other forms that a text prints for the same thing")
    en_also: tuple[Text, ...] = Field((), description="short English forms that explanations use, e.g. US")
    abbreviated: tuple[Abbreviation, ...] = Field((), description="abbreviations, which stand for it as inferred")
    unsettled: Bilingual | None = Field(None, description="what cannot be told about it, e.g. which country is meant")


class Names(Model):
    """names.yml: the index of names."""

    names: tuple[Name, ...] = Field(description="the names")


class Difference(Bilingual):
    """One notable difference between places, in our words."""

    basis: tuple[Text, ...] = Field(min_length=1, description="what it rests on, e.g. wuhan-2020#m55 or #s3.2-p1-1")


class Unlike(Model):
    """Two facts that must not be compared, and why."""

    a: Text = Field(description="one fact or provision, e.g. langfang-2019#t04")
    b: Text = Field(description="the other")
    because: Bilingual = Field(description="why they are not alike")


class Comparisons(Model):
    """comparisons.yml: notable differences between places, and what not to compare."""

    differences: tuple[Difference, ...] = Field((), description="authored statements, in the order of the page")
    unlike: tuple[Unlike, ...] = Field((), description="pairs that are not alike")


#: What a document answers to a question; says-yes is the strongest, does-not-say means that it was read and is silent.
AnswerVerdict = Literal["says-yes", "says-partly", "plans-to", "only-mentions", "does-not-say", "cannot-tell"]


class VerdictMeaning(Bilingual):
    """The name of a verdict, and what it means."""

    id: AnswerVerdict = Field(description="the verdict")
    about: Bilingual = Field(description="when it is given, in one sentence")


class ReaderGroup(Bilingual):
    """A kind of reader, by whom the questions are grouped."""

    id: TermId = Field(description="its address")


class Sourced(Point):
    """A claim that may rest on outside sources besides provisions."""

    sources: tuple[Text, ...] = Field((), description="ids in sources.yml")


class Question(Bilingual):
    """A question that readers ask, and the answer across the places."""

    id: TermId = Field(description="its address")
    group: TermId = Field(description="whose question it is: an id among the groups")
    also: Everyday = Field(Everyday(), description="how else readers ask it, for the search")
    audiences: tuple[TermId, ...] = Field((), description="ids in audiences.yml of the pages that it serves besides")
    top: bool = Field(False, description="whether it stands on the home page")
    answer: Sourced = Field(description="the answer across the places; cites are slug#id, e.g. wuhan-2020#s3.2-p1-1")


class Questions(Model):
    """questions.yml: what readers ask, for all documents."""

    verdicts: tuple[VerdictMeaning, ...] = Field(description="the verdicts, the strongest first")
    groups: tuple[ReaderGroup, ...] = Field(description="the readers, in the order of the page")
    questions: tuple[Question, ...] = Field(description="the questions, in the order of the page")


class AnswerDetails(Model):
    """What more an answer says; each part rests on its own clauses."""

    covers: Sourced | None = Field(None, description="whom or what it covers")
    condition: Sourced | None = Field(None, description="on what condition")
    amount: Sourced | None = Field(None, description="how much or how many")
    deadline: Sourced | None = Field(None, description="by when")
    decides: Sourced | None = Field(None, description="who decides or is responsible")


class Answer(Sourced):
    """What one document answers to one question; it cites nothing only where the document is silent."""

    question: TermId = Field(description="id in questions.yml")
    verdict: AnswerVerdict = Field(description="by the governing verb; cannot-tell for an excerpt only")
    details: AnswerDetails = Field(AnswerDetails(), description="what more it says")
    does_not_mean: Bilingual | None = Field(None, description="where readers go wrong")


class Answers(Model):
    """answers.yml: what a document answers to every question."""

    answers: tuple[Answer, ...] = Field(description="one for each question")


class Today(Bilingual):
    """Who holds the task today, as a named source reports."""

    sources: tuple[Text, ...] = Field(min_length=1, description="ids in sources.yml")


class AudienceNote(Model):
    """What readers of one kind must know before they read on; ours."""

    id: TermId = Field(description="its address")
    name: Bilingual = Field(description="what these readers are called, in the plural, e.g. foreign experts")
    covers: Bilingual = Field(description="who in these texts is meant, and the usual misreading")
    today: Today | None = Field(None, description="who holds the task today, only where a source reports it")
    first: tuple[TermId, ...] = Field(
        (), max_length=5, description="ids in questions.yml of what matters most to these readers, the weightiest first"
    )
    groups: tuple[TermId, ...] = Field((), description="groups in questions.yml whose questions are theirs")


class AudienceNotes(Model):
    """audiences.yml: what each kind of reader must know first."""

    audiences: tuple[AudienceNote, ...] = Field(description="one for each audience, in the order of the pages")


#: The slots of a summary whose points explain clauses.
ExplainingSlot = Literal["in_one_sentence", "why_now", "aims", "does", "responsible", "who_may_use"]


class Example(Model):
    """One point of a summary that shows what the site does: its clause has a translator's note."""

    slug: Text = Field(description="the document")
    slot: ExplainingSlot = Field(description="the slot of its summary")
    number: Annotated[int, Field(ge=1)] = Field(description="which point of the slot, counted from 1")


class Finding(Sourced):
    """One finding with its figures; cites are slug#id."""

    chart: Text = Field(description="the target whose picture stands beside it, e.g. langfang-2019-t02")


class Collection(Model):
    """What the documents have in common: words of the home page, the book and the open data."""

    title: Bilingual = Field(description="the head of the home page and of the book")
    lead: Bilingual = Field(description="what the documents are about, in one paragraph")
    book: Bilingual = Field(description="what the book holds")
    data: Bilingual = Field(description="what the open data hold; {count} is the number of documents")


class Home(Model):
    """home.yml: what the collection is, and what the home page shows of what the site can do."""

    collection: Collection | None = Field(None, description="what the documents have in common")
    example: Example | None = Field(None, description="a live example")
    finding: Finding | None = Field(None, description="one finding with its figures")


M = TypeVar("M", bound=Model)

#: pydantic's error types, and the codes they become; all others are R003.
_CODES = {"extra_forbidden": "R001", "missing": "R002", "value_error": "R005"}


def read(model: type[M], source: YamlFile) -> tuple[M | None, tuple[Problem, ...]]:
    """Return the record that ``source`` holds, or None and every fault in it."""
    try:
        return model.model_validate(source.data), ()
    except ValidationError as error:
        return None, tuple(_problem(source, dict(detail)) for detail in error.errors())


def _problem(source: YamlFile, detail: dict[str, Any]) -> Problem:
    """Turn one pydantic error into a problem with its place."""
    path = tuple(detail["loc"])
    kind = str(detail["type"])
    name = ".".join(str(part) for part in path) or "the file"
    code = _CODES.get(kind, "R004" if kind.startswith("date") else "R003")
    if code == "R001":
        comma = detail["input"] is None and " " in str(path[-1])  # {en: Homes, and carers.} is read as two fields
        remedy = "Put the text with the comma in quotation marks." if comma else "Remove it, or correct its spelling."
        return Problem(source.key_place(path), code, f"Unknown field ‘{name}’.", remedy)
    if code == "R002":
        return Problem(source.place(path), code, f"Field ‘{name}’ is missing.", "Add it.")
    reason = str(detail["msg"]).removeprefix("Value error, ")
    remedy = {"R004": "Write a day as 2021-12-15.", "R005": "Complete it."}.get(code, "Correct the value.")
    return Problem(source.place(path), code, f"‘{name}’: {reason}.", remedy)
