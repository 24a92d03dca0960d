"""Loonkostensubsidie on a measured loonwaarde (Participatiewet art. 10d lid 4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from matcher.costs.formula import prepare
from matcher.costs.indication import STANDING_NOTES, Basis, LksIndication
from matcher.costs.money import HUNDRED, euro, percent
from matcher.costs.rates import CAP
from matcher.costs.tables import Tables
from matcher.costs.terms import Terms
from matcher.domain.portfolio import Loonwaarde
from matcher.errors import DataError

NOT_MEASURED = (
    "niet gemeten in deze functie: er is geen bedrag. Laat de loonwaarde in deze functie meten, "
    "of vraag de gemeente naar het forfait voor de eerste maanden."
)
NOT_KNOWN = "van de meting is {what} niet bekend: er is geen bedrag. Vul de meting aan."


def loonkostensubsidie(
    loonwaarde: Loonwaarde,
    function: str,
    hours: Decimal,
    on: date,
    tables: Tables,
    *,
    sector_full_time: Decimal | None = None,
    age: int | None = None,
    bbl: bool = False,
    hourly_wage: Decimal | None = None,
) -> LksIndication:
    """What the subsidy may be: ``min(W·(1−lw), cap·W) · (1+p) · hours/36`` a month.

    Parameters
    ----------
    loonwaarde : Loonwaarde
        A recorded measurement. It counts only in the function in which it was measured: in
        another one, or when function or percentage is not known, the answer has no amount and
        says what to do. That is an answer and no error, so that a page or a cost sheet can still
        be shown. Such an answer does not repeat the percentage.
    function : str
        The function of this job, compared without regard to capitals and spaces.
    hours : Decimal
        Agreed hours a week, in (0, 60].
    on : date
        First day of the subsidy, or the 1 January on which it is set anew.
    sector_full_time : Decimal, optional
        Hours of a full-time week in the sector: the most that counts. Must be given above 36.
    age : int, optional
        In years; not given is read as 21 or older, and a step says so. Not kept.
    bbl : bool
        A contract in the beroepsbegeleidende leerweg: other youth steps.
    hourly_wage : Decimal, optional
        Euros an hour; below the minimum wage is an error. Does not change the amount.

    Raises
    ------
    DataError
        Every wrong argument and every rate that is not known on that day, at once.
    """
    terms = Terms(hours, sector_full_time, hourly_wage)
    problems = terms.problems(age) + _problems(loonwaarde, function, on)
    if problems:
        raise DataError(problems)
    reason = _no_amount(loonwaarde, function)
    percentage = loonwaarde.percentage
    if reason is not None or percentage is None:
        return LksIndication(Basis.MEASURED, on, hours, None, reason=reason)
    base = prepare(terms, on, tables, age, bbl, [CAP])
    cap = base.rates[CAP].value
    gap = HUNDRED - percentage
    share = min(gap, cap)
    amount, last = base.last_steps(share)
    bound = "het maximum geldt" if gap > cap else "het verschil blijft daaronder of is gelijk"
    notes = list(base.notes)
    if loonwaarde.determined_on is None:
        notes.append("De datum van de meting is niet bekend. Controleer of de meting nog geldt.")
    measured = loonwaarde.determined_on
    when = "datum niet bekend" if measured is None else measured.isoformat()
    steps = [
        *base.first_steps(),
        f"Verschil bij een gemeten loonwaarde van {percentage} % in deze functie ({when}): "
        f"100 % − {percentage} % = {percent(gap)} van {euro(base.whole)} = "
        f"{euro(base.share(gap))}",
        f"Hoogstens {percent(cap)} van {euro(base.whole)} = {euro(base.share(cap))}: {bound}",
        *last,
    ]
    return LksIndication(
        Basis.MEASURED, on, hours, amount, tuple(steps), (*notes, *STANDING_NOTES), base.used
    )


def same_function(measured: str, job: str) -> bool:
    """Whether two names of functions are the same words, whatever capitals and spaces."""
    return measured.casefold().split() == job.casefold().split()


def _no_amount(loonwaarde: Loonwaarde, function: str) -> str | None:
    if not (loonwaarde.function or "").strip():
        return NOT_KNOWN.format(what="de functie")
    if not same_function(loonwaarde.function or "", function):
        return NOT_MEASURED
    return NOT_KNOWN.format(what="het percentage") if loonwaarde.percentage is None else None


def _problems(loonwaarde: Loonwaarde, function: str, on: date) -> list[str]:
    out = []
    percentage, measured = loonwaarde.percentage, loonwaarde.determined_on
    if percentage is not None and not 0 <= percentage <= HUNDRED:
        out.append(
            f"loonwaarde {percentage}: een gemeten loonwaarde is een heel getal van 0 t/m 100"
        )
    if not function.strip():
        out.append("functie: leeg; geef de functie van deze baan")
    if measured is not None and measured > on:
        out.append(
            f"de loonwaarde is gemeten op {measured.isoformat()}, na de peildatum "
            f"{on.isoformat()}; kies een peildatum vanaf de meting"
        )
    return out
