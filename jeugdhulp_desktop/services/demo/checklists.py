"""Monitoring lists of the practice vault: finished ones of earlier, and one that was left half-way."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from jeugdhulp_desktop.domain.checklists import Answer, Item, Moment, Reply, Run, Scope, asked_items
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.checklists import ChecklistService
from jeugdhulp_desktop.services.clock import Clock
from jeugdhulp_desktop.services.demo.cases import ToldCase
from jeugdhulp_desktop.services.demo.content import school_day
from jeugdhulp_desktop.storage.engine import Database

_ANSWERS = (Answer.YES, Answer.YES, Answer.PARTLY, Answer.YES, Answer.YES, Answer.YES, Answer.NOT_APPLICABLE)
_HALF_WAY = (Answer.NO, Answer.YES, Answer.PARTLY, Answer.YES)


class DemoLists:
    """Fills in lists on the days on which the story says they were filled in."""

    def __init__(self, database: Database, changes: Changes, texts: dict[str, Any], today: date) -> None:
        self._database = database
        self._changes = changes
        self._texts = texts["checklist"]
        self._today = today

    def fill_case(self, case: ToldCase) -> None:
        """The finished lists of one case, and the one that was begun."""
        review = self._today + timedelta(days=case.told["review"]) if "review" in case.told else None
        for number, ago in enumerate(case.told.get("checks", ())):
            service = self._on(school_day(self._today, ago))
            run = service.start(_template(service, Scope.CASE), case_id=case.id, moment=Moment.HALF_YEAR)
            run = self._answered(service, run, _ANSWERS, number)
            if review is not None:
                run = service.set_next(run, review)
            service.finish(run)
        if "open_check" in case.told:
            service = self._on(school_day(self._today, case.told["open_check"]))
            run = service.start(_template(service, Scope.CASE), case_id=case.id, moment=Moment.HALF_YEAR)
            self._answered(service, run, _HALF_WAY, 0, whole=False)

    def fill_agreement(self, agreement_id: int, day: date, moment: Moment) -> None:
        """A finished list of an agreement."""
        service = self._on(day)
        run = service.start(_template(service, Scope.AGREEMENT), agreement_id=agreement_id, moment=moment)
        service.finish(self._answered(service, run, _ANSWERS, 1))

    def _answered(
        self,
        service: ChecklistService,
        run: Run,
        answers: tuple[Answer, ...],
        shift: int,
        *,
        whole: bool = True,
    ) -> Run:
        asked = asked_items(run.template, with_jp=service.with_jp(run))
        for place, item in enumerate(asked if whole else asked[: len(answers)]):
            answer = answers[(place + shift) % len(answers)]
            run = service.answer(run, self._reply(item, answer, run.scope))
        return run

    def _reply(self, item: Item, answer: Answer, scope: Scope) -> Reply:
        about = "agreement_" if scope is Scope.AGREEMENT else ""
        reply = Reply(item.key, answer)
        if answer is Answer.NO:
            reply = replace(reply, explanation=self._texts["no"])
        elif answer is Answer.PARTLY:
            reply = replace(reply, explanation=self._texts[f"{about}partly"])
        if item.evidence and answer in (Answer.YES, Answer.PARTLY):
            reply = replace(reply, evidence=self._texts[f"{about}evidence"])
        return reply

    def _on(self, day: date) -> ChecklistService:
        """The service as it stood on a day in the past."""
        moment = datetime.combine(day, time(15, 30), UTC)
        clock: Clock = lambda: moment  # noqa: E731 - a clock that stands still
        return ChecklistService(self._database, self._changes, clock)


def _template(service: ChecklistService, scope: Scope) -> str:
    template_id: str = service.templates(scope)[0].id
    return template_id
