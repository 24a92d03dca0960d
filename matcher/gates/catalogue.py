"""All gates, in the order in which they are shown. A new gate is added here and nowhere else."""

from __future__ import annotations

from matcher.gates.base import Gate
from matcher.gates.certificates import CertificateBook, CertificatesGate
from matcher.gates.education import EducationGate
from matcher.gates.hours import HoursGate
from matcher.gates.language import LanguageGate
from matcher.gates.licences import LicencesGate
from matcher.gates.loonwaarde import LoonwaardeGate
from matcher.gates.shifts import ShiftsGate
from matcher.gates.start import StartGate
from matcher.gates.travel import TravelGate
from matcher.geography.places import Gazetteer
from matcher.geography.travel import TravelTimes
from matcher.linking.linker import Linker


def all_gates(linker: Linker, places: Gazetteer, times: TravelTimes) -> tuple[Gate, ...]:
    """Every gate with what it needs."""
    return (
        TravelGate(places, times),
        HoursGate(),
        ShiftsGate(),
        StartGate(),
        CertificatesGate(CertificateBook(linker)),
        LicencesGate(),
        LanguageGate(),
        EducationGate(),
        LoonwaardeGate(linker),
    )
