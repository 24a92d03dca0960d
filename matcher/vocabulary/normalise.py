"""Dutch text made comparable: one spelling, the words of a label, sentences and clauses.

Everything that compares words (labels, features of the encoder, evidence in sentences) goes
through `normalise`, so that "Verkoper (m/v)", "verkoper" and "VERKÓPER" are one and the same.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose.
_FOLDS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"}
)
_GENDER = re.compile(
    r"\(\s*(?:m|v|f|h|w|x|d|man|vrouw)(?:\s*[/|-]\s*(?:m|v|f|h|w|x|d|i|man|vrouw)){1,3}\s*\)"
    r"|\b(?:m\s?/\s?[vfw]|[vf]\s?/\s?m|h\s?/\s?f|man\s?/\s?vrouw)(?:\s?/\s?[xdi])?\b"
)
# "b.v.", "h.b.o", "o.a." are one word each: the dots go, nothing is put in their place.
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){1,}[^\W\d_]\b\.?")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_NOT_WORD = re.compile(r"[^\w+#]|_")
# '+' and '#' mean something only after one letter: c++, c#, f#.
_STRAY_SIGN = re.compile(r"(?<!\b[cfj])#|(?<!\bc)(?<!\bc\+)\+|(?<=\bc)\+(?!\+)")


def normalise(text: str) -> str:
    """Bring a label or sentence to the one form in which texts are compared.

    Lower case; diacritics folded ("coördinator" → "coordinator"); ``&`` becomes "en"; gender
    marks such as "(m/v)" and "m/v/x" removed; dotted letters joined ("b.v." → "bv");
    apostrophes inside a word dropped ("auto's" → "autos"); other punctuation becomes a space,
    but "c++" and "c#" stay; digits stay; white space collapsed. Applying it twice changes
    nothing.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Only letters, digits, single spaces and the signs of c++ and c#; may be empty.
    """
    if text.isascii():
        folded = text.lower()
        if folded.replace(" ", "a").isalnum():  # most titles: nothing else to do
            return " ".join(folded.split())
    else:
        # Folding first and last: a capital may decompose, and a fold may yield a capital.
        decomposed = unicodedata.normalize("NFKD", text.lower()).lower().translate(_FOLDS)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    folded = _GENDER.sub(" ", folded)
    folded = folded.replace("&", " en ")
    folded = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", folded)
    folded = _APOSTROPHE.sub("", folded)
    folded = _STRAY_SIGN.sub(" ", _NOT_WORD.sub(" ", folded))
    return " ".join(folded.split())


def words(text: str) -> list[str]:
    """Return the words of `normalise(text)`, in order; an empty text has none."""
    return normalise(text).split()


# Abbreviations after which a full stop does not end the sentence.
_SHORTENED = (
    "bijv bv o.a oa m.b.v mbv d.m.v dmv i.c.m icm t.b.v tbv t/m nl n.a.v nav i.v.m ivm m.b.t mbt "
    "z.s.m zsm d.w.z dwz m.n mn ca evt eventueel incl excl max min nr tel blz dhr mevr mw dr drs "
    "ing ir mr prof st afd adm ass med vb jr p.w p.m p.u o.b.v obv i.p.v ipv t.o.v tov a.d.h.v "
    "adhv e.v resp zgn z.g.n zg vgl aug sept okt nov dec jan febr feb apr"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_END = re.compile(r"([.!?…]+)([\"'”’)\]]*)(\s+|$)")
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪●○►✓✔>+]|\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))\s*")
_LINE = re.compile(r"[\r\n\u2028\u2029]+|\s+[•▪●►✓✔]\s+")


def sentences(text: str) -> list[str]:
    """Cut running Dutch text into sentences.

    A line, and a bullet, is a sentence of its own. A full stop ends a sentence unless it follows
    an abbreviation ("o.a.", "bijv.", "ca.") or a single initial, is followed by a small letter, or
    stands inside a number ("7.00 uur").

    Parameters
    ----------
    text : str
        A summary, a vacancy text, a description.

    Returns
    -------
    list of str
        In the order of the text, bullets and outer white space removed; empty text gives [].
    """
    found: list[str] = []
    for line in _LINE.split(text):
        rest = _BULLET.sub("", line)
        start = 0
        for match in _END.finditer(rest):
            if _ends_sentence(rest, start, match):
                found.append(rest[start : match.end(2)])
                start = match.end()
        found.append(rest[start:])
    cleaned = (" ".join(sentence.split()) for sentence in found)
    return [sentence for sentence in cleaned if any(c.isalnum() for c in sentence)]


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    if not after or match.group(1) != ".":
        return True
    token = text[start : match.start()].rsplit(maxsplit=1)[-1:] or [""]
    last = token[0].lower().lstrip("(['\"")
    if last in _ABBREVIATIONS:
        # "enz." and "e.d." may end a sentence; these only do when a new one clearly begins,
        # which cannot be told from a name ("dhr. Jansen"): keep them together.
        return False
    if re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", last) and last not in {"u"}:
        return "." in last and after.isupper()
    return not after.islower()


_NEGATION = re.compile(r"\b(?:niet|geen|nooit|zonder|noch|niets|evenmin|liever)\b", re.IGNORECASE)
_HARD = re.compile(
    r"\s*;\s*|:\s+|\s+[-–—]\s+"
    r"|,?\s+(?=(?:maar|echter|daarentegen|behalve)\s)"
    r"|,\s*(?=(?:wel|niet|geen|liever|terwijl|hoewel|omdat|zodat|want|dus)\s)"
    r"|\s+(?=(?:hoewel|terwijl)\s)"
    r"|,\s*(?=[^,]*\b(?:ik|wij|we|hij|zij|ze|je|u)\b)"  # a new statement with its own subject
    r"|,?\s+(?=en\s+(?:ik|wij|we|je|jij|u|hij|zij|ze|het|heb|heeft|kan|wil|ben|is|werk|daarna|"
    r"daarnaast|ook|niet|geen)\s)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(?:en|maar|of)\s+", re.IGNORECASE)
_LAST_ITEM = re.compile(r"\s+(?:en|of)\s+(?!.*\s(?:en|of)\s)", re.IGNORECASE)


def clauses(sentence: str) -> list[str]:
    """Split one sentence into the parts that each state one thing.

    Always split: at ``;``, at a colon or dash between words, and before a contrast ("maar",
    ", wel", ", niet"). An enumeration ("a, b en c") is split into its items, unless a negation
    in it reaches over the items that follow ("geen a, b en c" stays whole). "laden en lossen"
    stays whole: one "en" without a comma is no enumeration.

    Parameters
    ----------
    sentence : str
        One sentence, as `sentences` gives them.

    Returns
    -------
    list of str
        In order, without the joining signs; "maar" and a leading "en" are dropped. A sentence
        without words gives [].
    """
    parts: list[str] = []
    for piece in _HARD.split(sentence):
        parts.extend(_items(piece))
    cleaned = (_CONJUNCTION.sub("", part.strip(" ,;:.!?\t")) for part in parts)
    return [part for part in cleaned if any(c.isalnum() for c in part)]


def _items(piece: str) -> list[str]:
    items = re.split(r",\s+", piece)
    if len(items) == 1 or _NEGATION.search(piece):
        return [piece]
    return items[:-1] + _LAST_ITEM.split(items[-1], maxsplit=1)
