"""Words about health, religion, origin, status, sex and family: nobody's work, so taken out.

The list is wider than `matcher.reading.protected`, which serves comparing and must spare the work
itself ("begeleiden van mensen met autisme"). Here a lost word costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.disclosure.spans import Span

_HEALTH = (
    r"autis\w*|asperger|adhd|add|pdd\W?nos|epilep\w*|depress\w*|burn\W?out\w*|overspannen|ptss"
    r"|trauma\w*|angst\w*|psych(?:ose|oti\w+|isch\w*|iatr\w*)|schizo\w*|bipola\w*|borderline"
    r"|verslav\w*|verslaafd\w*|alcohol\w*|drugs\w*|dyslexie|dyslecti\w*|laaggeletterd\w*"
    r"|analfab\w*|alfabetis\w*"
    r"|(?:licht )?verstandelijk\w* beperk\w*|lvb|beperking\w*|handicap\w*|gehandicapt(?!enz)\w*"
    r"|ziek|zieke|ziekte\w*|ziekgemeld|arbeidsongeschikt\w*|kanker\w*|chemo\w*|tumor\w*|diabet\w*"
    r"|suikerziekte|reuma\w*|artrose|hernia\w*|astma\w*|copd|hartinfarct\w*|hart(?:problem|klacht)"
    r"\w*|beroerte|cva|hersen\w*|nah|fibromyalgie|migraine\w*|slechthorend\w*|doof|dove|blind"
    r"|slechtziend\w*|rolstoel(?!\w*vervoer)|rollator|prothese|zwanger\w*|medicatie"
    r"|medicijn\w*(?! (?:uitde|dele|aanr|klaarz|toed|gev))"
    r"|operatie\w*|revalid\w*|therapie\w*|behandelaar\w*|ggz|lentis|vnn|reïntegratie|herstel(?:lend)?"
    r"|(?:long|nier|huid|darm|hart|rug|knie|schouder|nek|heup|pols|enkel|voet|hand|been|arm"
    r"|gewricht|spier)s?(?:klacht|pijn|problem|blessure|letsel|patiënt|operatie)\w*"
    r"|(?:last|pijn|klachten|problemen|problematiek) (?:van|in|aan|met) (?:zijn|haar|de|het|mijn"
    r"|m'n|z'n)?\s?(?:rug|knie|schouder|nek|heup|pols|enkel|voet|hand|been|arm|gewricht|spier|hart"
    r"|long|gezondheid|hoofd)\w*"
    r"|(?:versleten|kapotte|slechte|zwakke) (?:rug|knie|schouder|nek|heup|gezondheid)\w*"
    r"|(?:bedrijfs|huis|verzekerings|keurings)?arts(?:en)?|praktijkonderwijs|speciaal onderwijs|vso"
    r"|zml\w*|pgb|(?:lichamelijk|fysiek|mentaal|psychisch)e? (?:klacht|beperk|problem)\w*"
    r"|klachten(?! (?:van klant|afh|behand|oplos|aannem))"
)
_FAITH = (
    r"moslim\w*|islam\w*|christ(?:en|elijk)\w*|katholiek\w*|protestant\w*|gereformeerd\w*|hervormd\w*"
    r"|jood|jodin|joods\w*|hindoe\w*|boeddhis\w*|gelovig\w*|geloof|kerk|kerkelijk\w*|moskee\w*"
    r"|imam|synagoge|jehova\w*|pinkstergemeente|hoofddoek\w*|ramadan|suikerfeest|gebed\w*|sikh\w*"
    r"|bidden|halal|koosjer|koran|bijbel\w*|zondagsrust|orthodox\w*|alevi\w*|atheïst\w*"
)
_COUNTRY = (
    r"syri\w*|eritre\w*|somali\w*|afgha\w*|irak\w*|iran\w*|turk(?:s|se|ije|en)?|marok\w*|pool|poolse?"
    r"|polen|oekra\w*|roeme\w*|roemenië|bulga\w*|ethiop\w*|soedan\w*|surina\w*|antill\w*|curaçao\w*"
    r"|ghan(?:a|ees)\w*|nigeria\w*|congo\w*|burundi\w*|pakista\w*|india|indiase?|indiër|indones\w*"
    r"|moluk\w*|chin(?:a|ees|ese|ezen)|vietna\w*|thai\w*|filipijn\w*|jemen\w*|liban\w*|palest\w*"
    r"|koerd\w*|armeen\w*|armeni\w*|azerb\w*|georgi[ëe]\w*|russ?(?:isch|ische|land|en|in)|wit-russ?\w*"
    r"|joegosl\w*|bosni\w*|servi(?:ë|sch)\w*|kosov\w*|alban\w*|egypt\w*|alger\w*|tunes\w*|tunis\w*"
    r"|gambia\w*|guine\w*|sierra leone|liberia\w*|oegand\w*|rwand\w*|kenia\w*|angol\w*|colombia\w*"
    r"|brazil\w*|venezuel\w*|portug\w*|spanje|spaans\w*|itali\w*|grie(?:k|ks|kse|kenland)|hongar\w*"
    r"|tsjech\w*|slowa\w*|letland|lets|litouw\w*|estland|kroat\w*|arab\w*|tigrinya|dari|pashto"
    r"|farsi|perzisch|berber\w*|koerdisch|aramees|swahili|urdu|hindi|sranan|papiament\w*|afrika\w*"
    r"|aziat\w*|azië|oost-europ\w*|zuid-amerik\w*"
)
_ORIGIN = (
    r"allochto\w*|autochto\w*|migrant\w*|immigr\w*|migratie\w*|buitenlan\w*|vluchteling\w*"
    r"|statushouder\w*|asiel\w*|azc|coa|inburger\w*|verblijf\w*|nationaliteit\w*|paspoort\w*"
    r"|gevlucht\w*|vluchtte|oorlog\w*|tolk\w*|moedertaal\w*|geboorteland|afkomst|herkomst|roma|sinti"
    r"|isk|naturalis\w*|gezinshereniging|zwarte? (?:man|vrouw)|huidskleur|woonwagen\w*|dialect\w*"
)
_STATUS = (
    r"bijstand\w*|uitkering\w*|ww|wia|wga|wao|iva|ziektewet|wajong\w*|participatie\w*|banenafspraak\w*"
    r"|afspraakba\w*|doelgroep\w*|lgr|ldr|wsw\w*|loonwaarde\w*(?:\s+(?:van\s+)?\d+\s*(?:procent|%))?"
    r"|loonkosten\w*|loondispensatie|lks|lkv|no\W?risk\w*|beschut\w*|garantiebaan\w*|jobcoach\w*"
    r"|praktijkroute|indicatie|trede \d|ladder|schuld\w*|wsnp|bewind\w*|bewindvoer\w*|voedselbank"
    r"|dakloos\w*|daklozen\w*|detentie|gedetineerd\w*|gevangenis\w*|reclassering\w*|strafblad\w*"
    r"|justitie\w*|veroordeel\w*|tbs|taakstraf\w*|crimin\w*|ex-gedetineerd\w*|toeslagenaffaire"
    r"|sociaal ontwikkelbedrijf|sw-bedrijf|sociale werkplaats"
    r"|langdurig werkloos|werkloos\w*|dagbesteding\w*|begeleid(?:e)? wonen|maatschappelijke opvang"
)
_PERSON = (
    r"(?:jonge)?man|vrouw|mannelijk\w*|vrouwelijk\w*|mevrouw|(?:mevr|mw|dhr)\b\.?|meneer"
    r"|mijnheer|(?:jonge)?dame|jongen|meisje|schoon(?:moeder|vader|zus|broer)\w*|moeder\w*|vader\w*|mama|papa|oma|opa|weduw\w*|gescheiden|scheiding\w*|getrouwd|gehuwd|ongehuwd"
    r"|alleenstaand\w*|vrijgezel\w*|echtgeno\w*|partner|echtscheid\w*|homo\w*|lesbi\w*|transgender\w*"
    r"|trans (?:man|vrouw)|gay|lhbt\w*|kinderloos|kinderwens|bevall\w*|zwanger\w*|mantelzorg\w*"
    r"|pensioen\w*|aow\w*|gepensioneerd\w*"
    r"|hij|zij|hem|haar|ze"
)
_WORDS = re.compile(
    rf"(?<![\w-])(?:{_HEALTH}|{_FAITH}|{_COUNTRY}|{_ORIGIN}|{_STATUS}|{_PERSON})(?![\w])",
    re.IGNORECASE,
)
_HIS = re.compile(
    r"\b(?:met|van|in|op|na|voor|door|bij|uit|naast|aan|tot|over|om|volgens)\s+(zijn)\b",
    re.IGNORECASE,
)
_KINDRED = re.compile(
    r"\b(?:een|twee|drie|vier|vijf|zes|zeven|\d+)\s+(?:kind\w*|zoon|zonen|dochters?)\b"
)


def special_spans(text: str) -> Iterator[Span]:
    """Every protected word; "zijn" only where it says whose."""
    for match in _WORDS.finditer(text):
        yield Span(*match.span())
    for match in _HIS.finditer(text):
        yield Span(*match.span(1))
    for match in _KINDRED.finditer(text):
        yield Span(*match.span())
