"""A job and the window write in the same base at once: each has its turn, and what is typed is never lost."""

from __future__ import annotations

import threading

import pytest

from mobiconseil.db.engine import BaseBusy
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.services.session import Session

ROUNDS = 40


def test_a_job_and_the_window_that_write_together_are_never_refused(session: Session) -> None:
    subjects = [session.files.create(last_name=name).id for name in ("Garnier", "Royer")]
    refused: list[Exception] = []
    together = threading.Barrier(2, timeout=60)

    def job() -> None:
        try:
            with session.beside() as base:
                for rank in range(ROUNDS):
                    together.wait()
                    with base.uow.transaction("edit") as records:
                        records.change(Beneficiary, subjects[1], address_extra=f"job {rank}")
        except Exception as error:  # noqa: BLE001  (told to the test, which fails on any)
            refused.append(error)
            together.abort()

    thread = threading.Thread(target=job)
    thread.start()
    for rank in range(ROUNDS):
        together.wait()
        session.files.change(subjects[0], address_extra=f"fenêtre {rank}")
    thread.join()
    assert refused == []
    notes = [session.files.load(subject).beneficiary.address_extra for subject in subjects]
    assert notes == [f"fenêtre {ROUNDS - 1}", f"job {ROUNDS - 1}"]
    assert session.upkeep.health().problems == ()


def test_the_window_reads_while_a_job_writes_and_what_it_could_not_write_goes_through_afterwards(
    session: Session,
) -> None:
    subject = session.files.create(last_name="Garnier").id
    with session.beside() as base:
        with base.uow.transaction("edit") as records:
            records.change(Beneficiary, subject, address_extra="importée")
            assert session.files.load(subject).beneficiary.address_extra == ""
            with pytest.raises(BaseBusy, match="Rien n’a été perdu"):
                session.files.change(subject, phone="+33639981234")
        session.files.change(subject, phone="+33639981234")
    found = session.files.load(subject).beneficiary
    assert (found.address_extra, found.phone) == ("importée", "+33639981234")
