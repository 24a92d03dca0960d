"""Which words are ordinary Dutch, which are of the trade, and which are names."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from matcher.geography.places import netherlands
from matcher.vocabulary.compounds import CompoundSplitter
from matcher.vocabulary.concepts import Register
from matcher.vocabulary.vocabulary import Vocabulary

_DATA = files("matcher.disclosure") / "data"
_LETTERS = re.compile(r"[^\W\d_]+")
_STEM = ("", "en", "er", "ing")
SHORTEST_PART = 3  # letters of a word inside a longer word
# Written with a capital, and about the work or the language that is asked: these may stay.
KNOWN_CAPITALS = frozenset(
    "Nederlands Nederlandse Nederland Engels Engelse Duits Duitse Frans Franse Word Excel Outlook"
    " PowerPoint Access Windows Office Teams SharePoint Google Photoshop InDesign Illustrator"
    " AutoCAD SolidWorks Python Java JavaScript Exact Mac Linux Android Europa Europees Europese"
    " VCA BHV EHBO AED VOG CV MBO HBO WO HAVO VWO VMBO MAVO LTS MTS LBO LEAO MEAO BBL BOL ICT IT"
    " AI CNC PLC TIG MIG MAG BMBE NT2 HACCP ADR ADL PC OV CAD CAM CAO ATV EPT SVH WFT PDL BIG SPW"
    " SPH MWD ROC NEN ISO LOI NCOI TL GL KB BB CE BE WMS ERP CRM SAP AFAS HTML CSS SQL PHP NL EN"
    " MS OR HR HRM P&O SEO A B C D E T AM TC1 DTP DJ EU VVE WMO GGD VCU VIL"
    " KAM QA QC TD USB".split()
)
# Companies and shops whose name is also a word, or that are written without a capital.
COMPANIES = frozenset(
    "jumbo lidl aldi action hema gamma praxis karwei hornbach ikea zeeman wibra kruidvat etos"
    " blokker xenos kwantum spar plus coop dirk deen poiesz boni hoogvliet vomar bol picnic"
    " philips avebe gasunie umcg martini lentis noorderpoort alfa drenthe ahold postnl dhl dpd"
    " gls ups tnt fedex randstad tempo olympia timing manpower adecco start unique yacht"
    " rabobank ing abn knab kpn ziggo vodafone odido heineken unilever shell esso bp tata dsm"
    " friesland campina royal fokker holmatro wedeka alescon promens larcom iederz novo emco"
    " ferm treant wza ommelander isala icare tsn cosis espria".split()
)
# Also names, but at the start of a sentence far more often a word.
MOSTLY_WORDS = frozenset(
    "anders arts beer berg beste boer boven brand broek constant de deze die doe donker door drop"
    " el engel engels es fit flink front geest goed graaf groen groot grote haar haas hak han"
    " heer hens hier hoek hoes hoeven hoog horst jager jas job jong jonge kan kas ketel klein"
    " klos klus kok kolen kort korte kosten koster kruk laan lage landen lang lange lede leeuw"
    " lijn linke lonen loon los man massa meer meester mens moet nagel neven noot op opper oude"
    " plak plas ploeg post put rek ridder riem rode rok schakelaar schepper schilder schipper"
    " schrijver server sloot smal steen stempel stook strik tabak timmerman uit van veen velden"
    " vier vierdag visser voet vroege wachter wal was water wel wensen werd werk west wever wiel"
    " wijk wilde wil winter wit witte wolf zaal zwart bakker slager kapper metselaar".split()
)
FIRST_NAMES = frozenset("wil noor mo jo ad bep".split())  # not on the lists
FUNCTION_WORDS = frozenset(
    "ik je jij u hij zij ze wij we het de een en of maar want dus als dan dat die dit deze er hier"
    " daar wat wie waar hoe waarom omdat zodat ook nog al niet geen wel heel erg zeer met zonder"
    " voor na in op aan bij uit van tot over onder boven door om te naar tegen tussen sinds tijdens"
    " volgens via per is ben was waren wordt werd heeft heb had hebben kan kon wil wilde mag moet"
    " zal zou gaat ging doet deed mijn zijn haar hun ons onze uw alle alles iets niets veel meer"
    " minder goed graag liever altijd vaak soms nooit nu toen later eerst daarna verder cv t.a.v"
    " o.a bijv evt ivm mbt tel mail".split()
)


@dataclass(frozen=True)
class Lexicon:
    """Words in small letters.

    Attributes
    ----------
    words : frozenset of str
        Ordinary Dutch words and all words of the vocabulary's labels.
    trade : frozenset of str
        The words of the labels alone.
    capitals : frozenset of str
        As written: what may stand with a capital in the middle of a sentence.
    """

    words: frozenset[str]
    trade: frozenset[str]
    capitals: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    _splitter: CompoundSplitter

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        """The lists in ``data/`` with the words of a vocabulary."""
        first, last = _lines("first_names.txt") | FIRST_NAMES, _lines("surnames.txt")
        names = first | last
        texts = [label.text for label in vocabulary.labels]
        # The labels that are no running speech: there a capital means something.
        proper = [label.text for label in vocabulary.labels if label.register is Register.PREFERRED]
        trade = {w.lower() for text in texts for w in _LETTERS.findall(text)}
        trade |= {text.lower() for text in texts if " " not in text}
        capitals = {
            w
            for text in proper
            for w in _LETTERS.findall(text)
            if any(c.isupper() for c in w) and w.lower() not in names | _places()
        }
        words = _words() | trade | FUNCTION_WORDS | _abbreviations()
        return cls(
            words=frozenset(words),
            trade=frozenset(trade),
            capitals=frozenset(capitals) | KNOWN_CAPITALS,
            first_names=first,
            surnames=last,
            places=_places(),
            _splitter=CompoundSplitter({w for w in words if len(w) >= SHORTEST_PART}),
        )

    def name(self, low: str) -> bool:
        """Whether a word is on a list of names."""
        return low in self.first_names or low in self.surnames

    def word(self, low: str) -> bool:
        """Whether a word, or each part of a compound, is ordinary Dutch or of the trade."""
        if low in self.words:
            return True
        if "-" in low:
            return all(self.word(part) for part in low.split("-") if part)
        if low.startswith("ge") and low[-1] in "dt" and {low[2:-1] + x for x in _STEM} & self.words:
            return True  # "gepickt", of "picken"
        parts = self._splitter.split(low)
        return len(parts) > 1 and all(p in self.words for p in parts)


def _lines(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text("utf-8").split())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(gzip.decompress((_DATA / "words.txt.gz").read_bytes()).decode().split())


def _abbreviations() -> frozenset[str]:
    return frozenset(w.lower() for w in KNOWN_CAPITALS if len(w) > 1)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(name.lower() for name in netherlands().names)
