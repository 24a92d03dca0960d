"""How important a word is before training: rare words much, function words hardly."""

from __future__ import annotations

from collections import Counter
from math import log

from matcher.embedding.training.concepts import Corpus
from matcher.vocabulary.normalise import words

# Function words and the phrases of vacancies and CVs: they join what is said and say nothing.
# Most are rare in labels and descriptions, so counting there would call them important.
_FUNCTION_WORDS = """
    de het een en of van in op te ten ter tot met voor door bij aan om uit over onder naar als dat
    die dit deze er is zijn was waren ben bent wordt worden werd werden heeft hebben heb had hebt
    kan kunnen kun kunt zal zullen zult zou zouden moet moeten mag mogen wil willen wilt wilde ga
    gaat gaan ik jij je jou jouw u uw hij zij ze we wij ons onze hun hen hem haar zich mijn me mij
    men wat wie waar wanneer hoe waarom welke welk dan dus maar want omdat zodat terwijl hoewel
    indien toen nu ook nog al alle allen alles andere ander anderen veel weinig meer meest minder
    zeer heel erg vaak soms altijd nooit weer wel niet geen zonder tegen tussen tijdens binnen
    na voordat nadat sinds per via rond ca circa enz etc ed oa bijv bv mbv dmv tbv ivm zoals
    zo daar hier daarbij daarnaast daarmee hierbij hiervan hiermee waarbij waarin waarmee waarvan
    waarop worden hele elke elk ieder iedere iemand iets zelf eigen eens even graag zoek zoekt
    zoeken gezocht vacature vacatures functie baan werk werken werkt werkte gewerkt werkzaamheden
    taken taak bezig ervaring jaar jaren uur uren week dag dagen dagelijks collega collegas
    bedrijf organisatie bieden biedt krijg krijgt goed goede leuk leuke mooi mooie nieuw nieuwe
    diverse verschillende bepaalde bent beschikt beschik beschikking aantal enkele gebruik maken
    maakt gedaan doen doe doet deed s t ter plaats staat staan komt komen kom laten laat dergelijke
    nodig belangrijk verantwoordelijk zorgen zorgt ervoor eventueel mogelijk minimaal ongeveer
    vooral met name namelijk echter
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
LIGHT = 0.08


def count_words(corpus: Corpus) -> tuple[Counter[str], int]:
    """Count in how many texts (labels and sentences) each word occurs, and the texts."""
    counts: Counter[str] = Counter()
    texts = 0
    for concept in corpus.concepts:
        for text in (*concept.labels, *concept.sentences):
            counts.update(set(words(text)))
            texts += 1
    return counts, texts


def first_weights(counts: Counter[str], texts: int) -> dict[str, float]:
    """Return the starting weight of every counted word, in (0, 1]; function words have `LIGHT`.

    The weight is the inverse document frequency (Spärck Jones, 1972) divided by that of a word
    seen once.
    """
    top = log(1 + texts)
    weights = {word: log(1 + texts / n) / top for word, n in counts.items()}
    weights.update(dict.fromkeys(FUNCTION_WORDS, LIGHT))
    return weights
