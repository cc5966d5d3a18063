"""Kinds of hostile input: files, bytes, folders and commands, and what comes of each.

A kind is made in a copy of the small project, and one command is run on it. What may come of it: the command goes
well and no character is lost; or it says what is wrong, each line with its file, line and column, and writes nothing;
or, for what was typed at the command itself, it says how that is used. Anything else is a fault.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from conservation import faults
from policy_site.command import main
from policy_site.library import load

LOSSLESS, LOCATED, USAGE = "lossless", "a located message", "how it is used"
TRACEBACK, HANG, UNPLACED, WRITTEN, LOST = "traceback", "hang", "a message without a place", "written", "silent loss"
GOOD = frozenset({LOSSLESS, LOCATED, USAGE})
#: Seconds after which a command hangs; each takes some tenths of one.
_LONGEST = 30
#: source_texts/sample-2020/apparatus.yml:2:10: A002 Lemma ‘…’ occurs …
_PROBLEM = re.compile(r"[^:\n]+:\d+:\d+: [A-Z]\d{3} ")
_FRAME = re.compile(
    r"\d+ problems?; nothing was written\.|\d+ documents are in order\.|This is the text as far as it can be made\. .*|"
    r"Reading the documents …|\d+ generated files, \d+ changed\.|"
    r"Building the site in three languages …|Verified .*|Done: .*|"
    r"(?:  )?[\w.-]+: .*|  .*|"
)
Change = Callable[[Path], object]


BUILT = ("build", "--root", "ROOT")


@dataclass(frozen=True)
class Kind:
    """A kind of input: its group, what makes it, and the command that meets it (ROOT stands for the project)."""

    group: str
    change: Change
    command: tuple[str, ...] = ("check", "--root", "ROOT")


class _Late(Exception):
    """The time is over."""


def _over(*_: object) -> None:
    raise _Late


def outcome(root: Path, kind: Kind) -> tuple[str, str]:
    """Return what comes of a kind in the project ``root``, and what was printed."""
    kind.change(root)
    before = _listed(root)
    signal.signal(signal.SIGALRM, _over)
    signal.alarm(_LONGEST)
    try:
        result = CliRunner().invoke(main, [part.replace("ROOT", str(root)) for part in kind.command])
        judged = _judged(root, kind, result.exit_code, result.output, _listed(root) == before)
    except _Late:
        return HANG, ""
    finally:
        signal.alarm(0)
    if isinstance(result.exception, _Late):
        return HANG, result.output
    if result.exception and not isinstance(result.exception, SystemExit):
        return TRACEBACK, "".join(traceback.format_exception(result.exception))
    return judged, result.output


def _judged(root: Path, kind: Kind, status: int, output: str, unchanged: bool) -> str:
    """Return what came of a command that ended."""
    if status == 0:
        lost = [fault for edition in load(root).editions for fault in faults(edition)]
        return LOST if lost else LOSSLESS
    if not unchanged:
        return WRITTEN
    if status == 2:
        return USAGE if "Error: " in output or "Usage: " in output else UNPLACED
    lines = output.splitlines()
    placed = [line for line in lines if _PROBLEM.match(line)]
    return LOCATED if placed and all(_PROBLEM.match(line) or _FRAME.fullmatch(line) for line in lines) else UNPLACED


def _listed(root: Path) -> dict[str, str]:
    """Return every file of the project with its digest; what is no plain file by its name."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if _is_plain(path) else "other"
        for path in root.rglob("*")
        if ".build" not in path.parts
    }


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


# ------------------------------------------------------------------------------------------------ odd files

SAMPLE = "source_texts/sample-2020"
FILES = (
    *(
        f"{SAMPLE}/{name}"
        for name in (
            "witness.txt",
            "document.yml",
            "apparatus.yml",
            "summary.yml",
            "measures.yml",
            "targets.yml",
            "outcomes.yml",
            "notes.yml",
            "answers.yml",
            "everyday.yml",
            "traditional.yml",
            "en.po",
        )
    ),
    *(
        f"source_texts/{name}.yml"
        for name in (
            "glossary",
            "topics",
            "sources",
            "names",
            "comparisons",
            "questions",
            "audiences",
            "home",
        )
    ),
)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _outside(path: Path) -> None:
    other = path.parents[len(path.parts) - 3] / f"policy-site-outside-{os.getpid()}.txt"
    other.write_text("outside: of the project\n", "utf-8")
    path.symlink_to(other)


#: What may stand in the place of a file.
THINGS: dict[str, Change] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a link to an endless device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link out of the project": _outside,
    "nothing in it": lambda path: path.write_bytes(b""),
    "blanks": lambda path: path.write_bytes(b" \n\t\n"),
    "zero bytes": lambda path: path.write_bytes(b"\0" * 100),
    "random bytes": lambda path: path.write_bytes(bytes(range(256)) * 4),
    "half a character": lambda path: path.write_bytes("样本".encode()[:-1]),
    "UTF-16": lambda path: path.write_bytes("样本: 甲\n".encode("utf-16")),
    "GBK": lambda path: path.write_bytes("样本: 甲\n".encode("gbk")),
    "17 MB": lambda path: path.write_bytes(b"# x\n" * 4_500_000),
}


def _instead(name: str, thing: Change) -> Change:
    """Return what puts a thing in the place of a file."""

    def change(root: Path) -> None:
        path = root / name
        path.unlink(missing_ok=True)
        thing(path)

    return change


# ------------------------------------------------------------------------------------------------ bytes


def rewritten(name: str, edit: Callable[[bytes], bytes]) -> Change:
    """Return what changes the bytes of a file; the digest of a capture is made to fit."""

    def change(root: Path) -> None:
        path = root / name
        data = edit(path.read_bytes())
        path.write_bytes(data)
        if path.name == "witness.txt":
            record = path.with_name("document.yml")
            fitting = hashlib.sha256(data).hexdigest()
            record.write_text(re.sub("[0-9a-f]{64}", fitting, record.read_text("utf-8")), "utf-8")

    return change


def _with(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old.encode(), new.encode("utf-8", "surrogatepass"))


#: What is put into a sentence of a capture.
IN_TEXT = {
    "NUL": "\x00",
    "bell": "\x07",
    "escape": "\x1b[31m",
    "delete": "\x7f",
    "next line": "\x85",
    "BOM": "\ufeff",
    "right to left": "\u202e",
    "isolate": "\u2066",
    "zero width": "\u200b",
    "joiner": "\u200d",
    "soft hyphen": "\u00ad",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "form feed": "\x0c",
    "vertical tab": "\x0b",
    "carriage return": "\r",
    "lone surrogate": "\ud800",
    "no character": "\uffff",
    "replacement": "\ufffd",
    "private use": "\ue000",
    "tag character": "\U000e0041",
    "variation": "\ufe0f",
    "combining": "e\u0301\u0301\u0301",
    "beyond the plane": "𠮷",
    "full-width": "ＡＢＣ１２３",
    "Arabic digits": "٣٤٥",
    "superscript": "²³",
    "ideographic blank": "\u3000",
    "no-break blank": "\u00a0",
    "script": "<script>x()</script>",
    "closing script": "</script>",
    "comment": "<!-- x",
    "CDATA": "<![CDATA[x]]>",
    "entity": "&lt;&#60;&colon;",
    "template": "{{ 7 * 7 }}{% x %}",
    "link": "[x](javascript:x)",
    "picture": "![x](//x.example/y)",
    "attributes": "{: onclick=x #main }",
    "code": "`x`",
    "backslash": "\\\\",
    "bar": "|甲|乙|",
    "emphasis": "**甲**",
    "heading": "\n\n# 甲\n\n",
    "setext": "\n\n甲\n===\n\n",
    "quotation": "\n\n> 甲\n\n",
    "list": "\n\n- 甲\n\n",
    "block of code": "\n\n    甲\n\n",
    "rule": "\n\n---\n\n",
    "open bracket": "（（（（",
    "closed brackets": "）)))）",
    "open quotation mark": "““",
    "full stops": "。。。。。",
    "number": "\n\n一百零一、甲\n\n",
    "number that is none": "\n\n一二、甲\n\n",
    "large number": "9" * 400,
    "level out of order": "\n\n（九）甲\n\n",
    "list of units": "（责任单位：甲局、乙局",
    "nested units": "（责任单位：（牵头单位：甲局））",
    "signature": "\n\n甲局\n\n2020年5月\n\n",
    "a thousand lines": "\n" * 1000,
    "blanks": " " * 5000,
    "a long word": "a" * 5000,
    "a long sentence": "甲" * 5000,
    "placeholder of Markdown": "wzxhzdk:0",
    "path": "../../../etc/passwd",
    "format": "%s%n{0}",
    "null": "null",
}
#: What is done to the whole capture.
TO_CAPTURE: dict[str, Callable[[bytes], bytes]] = {
    "BOM before it": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "no last line end": bytes.rstrip,
    "all on one line": lambda data: data.replace(b"\n", b""),
    "twice": lambda data: data * 2,
    "backwards": lambda data: data.decode()[::-1].encode(),
    "its first half": lambda data: data[: len(data) // 2],
    "its second half": lambda data: data[len(data) // 2 :],
    "in capitals of Latin": lambda data: data.upper(),
    "decoded as Latin": lambda data: data.decode("latin-1").encode(),
    "decoded as GBK": lambda data: data.decode("gbk", "replace").encode(),
    "a blank between characters": lambda data: " ".join(data.decode()).encode(),
    "a line end between characters": lambda data: "\n".join(data.decode()).encode(),
}
#: What is written into a YAML file in the place of a value.
IN_YAML = {
    "anchor": "&a 甲",
    "alias": "*a",
    "tag": "!!python/object:os.system x",
    "local tag": "!x 甲",
    "merge": "{<<: {a: b}}",
    "list": "[甲]",
    "mapping": "{甲: 乙}",
    "nothing": "",
    "number": "-1e309",
    "date": "2021-02-31",
    "octal": "0o17",
    "NUL": '"\\0"',
    "escape": '"\\e[31m"',
    "surrogate": '"\\ud800"',
    "line end": '"甲\\n\\n# 乙"',
    "return": '"甲\\r乙"',
    "next line": '"甲\\N乙"',
    "separator": '"甲\\L乙"',
    "right to left": '"\\u202e甲"',
    "blanks": '"   "',
    "block": "|\n    甲\n\n    # 乙",
    "folded": ">\n    甲\n\n    乙",
    "open quotation": '"甲',
    "open list": "[甲",
    "tab": "\t甲",
    "comment": "甲 # 乙",
    "deep": "[" * 100,
    "markup": "<script>x()</script>",
    "long": "甲" * 100_000,
    "binary": "!!binary aGVsbG8=",
    "set": "!!set {甲}",
    "null": "~",
    "document": "甲\n---\nb: c",
    "directive": "甲\n%YAML 9.9",
    "key twice": "甲\nsha256: x",
    "question": "? [a]\n: b",
}
#: What is done to a translation.
TO_PO: dict[str, Callable[[bytes], bytes]] = {
    **{
        f"charset {name}": _with("charset=utf-8", f"charset={name}")
        for name in (
            "nonsense-8",
            "base64",
            "rot13",
            "utf-16",
            "gbk",
            "idna",
            "unicode_escape",
            "zlib",
            "",
        )
    },
    "an entry twice": lambda data: data + data[data.index(b"\nmsgctxt") :],
    "a plural": lambda data: data + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
    "a plural without a number": lambda data: data + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
    "an open string": lambda data: data + b'\nmsgid "a\nmsgstr "b"\n',
    "an odd escape": lambda data: data + b'\nmsgid "a"\nmsgstr "\\x \\777 \\"\n',
    "NUL": lambda data: data + b'\nmsgid "a\0"\nmsgstr "b"\n',
    "a line end that few see": lambda data: data.replace(b"\nmsgctxt", "\n# a\u2028b\x1dc\nmsgctxt".encode(), 1),
    "no header": lambda data: data[data.index(b"\nmsgctxt") :],
    "half of it": lambda data: data[: len(data) // 2],
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "a context alone": lambda data: data + b'\nmsgctxt "x"\n',
    "obsolete entries": lambda data: data + b'\n#~ msgctxt "x"\n#~ msgid "a"\n#~ msgstr "b"\n',
    "markup": _with('msgstr "Encourage experts', 'msgstr "<script>x()</script>Encourage experts'),
}

# ------------------------------------------------------------------------------------------------ folders and commands


def _emptied(name: str) -> Change:
    def change(root: Path) -> None:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    return change


def _replaced(name: str, thing: Change) -> Change:
    def change(root: Path) -> None:
        _emptied(name)(root)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        thing(root / name)

    return change


def _file(path: Path) -> None:
    path.write_text("x", "utf-8")


#: Folders and pages of the project that are not what they should be.
TREES: dict[str, Change] = {
    "no source_texts": _emptied("source_texts"),
    "source_texts a file": _replaced("source_texts", _file),
    "source_texts a link to nothing": _replaced("source_texts", lambda path: path.symlink_to("nothing")),
    "source_texts empty": _replaced("source_texts", Path.mkdir),
    ".build a file": _replaced(".build", _file),
    "site a file": _replaced("site", _file),
    "dist a pipe": _replaced("dist", os.mkfifo),
    "docs a file": _replaced("docs", _file),
    "docs a pipe": _replaced("docs", os.mkfifo),
    "docs/en a file": _replaced("docs/en", _file),
    "no docs": _emptied("docs"),
    "a folder for a page by hand": _replaced("docs/en/principles.md", Path.mkdir),
    "a pipe for a page by hand": _replaced("docs/zh-Hans/reading.md", os.mkfifo),
    "a folder for a generated page": _replaced("docs/en/policies/sample-2020/text.md", Path.mkdir),
    "a link for a generated page": _replaced(
        "docs/en/policies/sample-2020/text.md", lambda path: path.symlink_to("/dev/zero")
    ),
    "another's page for a generated page": _replaced("docs/en/policies/sample-2020/text.md", _file),
    "a folder for the README": _replaced("source_texts/README.md", Path.mkdir),
    "a document that is a file": _replaced("source_texts/other-2020", _file),
    "a document that is empty": _replaced("source_texts/other-2020", Path.mkdir),
    "a document with blanks in its name": _replaced("source_texts/other 2020", Path.mkdir),
    "a document with a line end in its name": _replaced("source_texts/other\n2020", Path.mkdir),
    "a document in capitals": _replaced("source_texts/OTHER-2020", Path.mkdir),
    "a document in Chinese": _replaced("source_texts/样本-2020", Path.mkdir),
    "a document with a reserved name": _replaced("source_texts/top", Path.mkdir),
    "a document with a name of bytes": _replaced(os.fsdecode(b"source_texts/\xff\xfe"), Path.mkdir),
    "a document with a long name": _replaced(f"source_texts/{'a' * 200}", Path.mkdir),
    "a script under docs": _replaced("docs/en/x.js", _file),
    "a page of HTML under docs": _replaced("docs/en/x.html", _file),
    "a page of nobody under docs": _replaced("docs/en/x.md", _file),
    "a device under docs": _replaced("docs/en/images", lambda path: path.symlink_to("/dev/zero")),
    "a loop under docs": _replaced("docs/en/images", lambda path: path.symlink_to(path.name)),
}
CAPTURE = "一、总体要求\n\n扩大合作,引进人才。\n"
#: Names for a new document.
SLUGS = (
    "a" * 300,
    "a" * 5000,
    "..",
    ".",
    "",
    "a/b",
    "/etc",
    "A-2020",
    "样本-2020",
    "a b",
    "a\n",
    "-a",
    "a--b",
    "top",
    "a\0b",
    "con%20",
    "$(x)",
    "sample-2020",
    "__init__",
    "a.b",
)
#: What is handed back by a translator's tool.
RETURNED = {
    "nothing": b"",
    "text": b"x",
    "bytes": bytes(range(256)),
    "another XML": b"<a/>",
    "open XML": b"<tmx>",
    "a bomb": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "'
    + b"&a;" * 1000
    + b'"><!ENTITY c "'
    + b"&b;" * 1000
    + b'">]><tmx>&c;</tmx>',
    "a file from outside": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>',
    "nested deeply": b"<tmx>" + b"<seg>" * 50_000 + b"</seg>" * 50_000 + b"</tmx>",
    "a unit nested deeply": b'<tmx><tu><tuv lang="zh"><seg>'
    + b"<hi>" * 20_000
    + b"</hi>" * 20_000
    + b"</seg></tuv></tu></tmx>",
    "an odd encoding": b'<?xml version="1.0" encoding="nonsense-8"?><tmx/>',
    "the other direction": b'<xliff version="1.2"><file source-language="en" target-language="zh"/></xliff>',
    "no languages": b'<xliff version="2.0"><file id="x"><unit id="y"/></file></xliff>',
}


def _kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    found: dict[str, Kind] = {}
    for file in FILES:
        for name, thing in THINGS.items():
            found[f"{name} for {file}"] = Kind("odd files", _instead(file, thing))
    for name, text in IN_TEXT.items():
        change = rewritten(f"{SAMPLE}/witness.txt", _with("扩大开放合作,制定", f"扩大开放合作,{text}制定"))
        found[f"{name} in the capture"] = Kind("text of captures", change, BUILT)
    for name, edit in TO_CAPTURE.items():
        found[f"capture: {name}"] = Kind("text of captures", rewritten(f"{SAMPLE}/witness.txt", edit), BUILT)
    for name, text in IN_YAML.items():
        for file, value in (("document.yml", "{zh: 样本方案"), ("summary.yml", "zh: 没有写给多少钱。")):
            put = f"{{zh: {text}" if value.startswith("{") else f"zh: {text}"
            found[f"{name} in {file}"] = Kind("YAML", rewritten(f"{SAMPLE}/{file}", _with(value, put)), BUILT)
    for name, edit in TO_PO.items():
        change = rewritten(f"{SAMPLE}/en.po", edit)
        found[f"translation: {name}"] = Kind("translations", change, BUILT)
        command = ("translate", "--root", "ROOT", "sample-2020")
        found[f"translation to merge: {name}"] = Kind("translations", change, command)
    for name, data in RETURNED.items():
        change = _returned(data)
        command = ("translate", "--root", "ROOT", "--import", "ROOT/../returned.tmx")
        found[f"returned: {name}"] = Kind("translations", change, command)
    for name, change in TREES.items():
        found[name] = Kind("folders", change)
        found[f"{name}, built"] = Kind("folders", change, BUILT)
    for slug in SLUGS:
        command = ("new", "--yes", "--root", "ROOT", "--", slug, "ROOT/../capture.txt")
        found[f"a new document {slug[:20]!r} of {len(slug)}"] = Kind("commands", _captured, command)
    for port in ("0", "-1", "99999", "x", ""):
        found[f"port {port!r}"] = Kind("commands", str, ("serve", "--root", "ROOT", "--port", port))
    for root in ("ROOT/nothing", "ROOT/source_texts/sources.yml", "", "/dev/null"):
        found[f"the project {root[-12:]!r}"] = Kind("commands", str, ("check", "--root", root))
    for slug in ("nothing-2020", "", "../x", "a\0"):
        found[f"show {slug!r}"] = Kind("commands", str, ("show", "--root", "ROOT", slug))
        found[f"translate {slug!r}"] = Kind("commands", str, ("translate", "--root", "ROOT", slug))
    return found


def _returned(data: bytes) -> Change:
    return lambda root: (root.parent / "returned.tmx").write_bytes(data)


def _captured(root: Path) -> None:
    (root.parent / "capture.txt").write_text(CAPTURE, "utf-8")


KINDS = _kinds()
