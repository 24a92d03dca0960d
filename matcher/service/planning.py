"""The yearly training plan of a region: minutes of work, so a job in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import Any

from matcher.advice.region.plan import region_plan
from matcher.domain.plain import plain
from matcher.errors import MatcherError
from matcher.service import processes
from matcher.service.actors import Actor
from matcher.service.service import Service
from matcher.service.settings import ServiceSettings
from matcher.store.jobs import Job

KIND = "regional plan"
MODULE = "matcher.service.planning"
OURS = "er ging bij ons iets mis; probeer het opnieuw"
KILLED = "het rekenen is afgebroken; probeer het opnieuw"


@dataclass(frozen=True)
class Planning:
    """Whose people and vacancies a plan is for."""

    job: str
    organisations: tuple[str, ...]
    user: str
    organisation: str


def begin(service: Service, actor: Actor, organisations: frozenset[str]) -> Job:
    """Note the work and start it."""
    with service.database.write() as tx:
        job = tx.jobs.add(kind=KIND, by=actor.user, organisation=actor.organisation)
        tx.audit.append(actor.user, actor.organisation, "regional_plan.started", job.id, {})
    work = Planning(job.id, tuple(sorted(organisations)), actor.user, actor.organisation)
    processes.start(MODULE, asdict(work), service.settings, KILLED)
    return job


def run(service: Service, work: Planning) -> Job:
    """Make the plan and keep it with the work."""
    with service.database.write() as tx:
        tx.jobs.update(work.job, status="running")
    try:
        report, status = _plan(service, work), "done"
    except MatcherError as error:
        report, status = processes.failed(str(error)), "failed"
    except Exception:
        with service.database.write() as tx:
            tx.jobs.update(work.job, status="failed", report=processes.failed(OURS))
        raise
    with service.database.write() as tx:
        done = tx.jobs.update(work.job, status=status, report=report)
        outcome = {"status": status}
        tx.audit.append(work.user, work.organisation, "regional_plan.ended", work.job, outcome)
    return done


def _plan(service: Service, work: Planning) -> dict[str, Any]:
    matcher, mine = service.matcher, frozenset(work.organisations)
    people = matcher.merge(service.portfolios.view.scoped(mine))
    jobs = matcher.merge_vacancies(service.vacancies.view.scoped(mine))

    def progress(stage: str, done: int, total: int) -> None:
        with service.database.write() as tx:
            tx.jobs.update(work.job, done=done, total=total)

    made: dict[str, Any] = plain(region_plan(people, jobs, matcher, progress=progress))
    return made


def main() -> None:
    """Make the plan that is asked on standard input, below the processes that answer."""
    os.nice(10)
    given = json.loads(sys.stdin.read())
    work = Planning(**{**given, "organisations": tuple(given["organisations"])})
    service = Service(ServiceSettings.from_environment())
    try:
        service.start()
        run(service, work)
    finally:
        service.close()


if __name__ == "__main__":
    main()
