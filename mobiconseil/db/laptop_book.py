"""What this laptop knows of itself and tells nobody: its private keys, its team, its invitations."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from mobiconseil.db.engine import translated, writing
from mobiconseil.db.sync import identity as replicas
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.invitations import OpenInvitation, mandate_of, mandate_values
from mobiconseil.domain.laptops import Anchor, Mandate
from mobiconseil.domain.sealed import KEY_LENGTH, LaptopKeys, PublicKeys
from mobiconseil.services.laptop_ports import Identity, LaptopContact

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEYS = "laptop, signing, sealing, org, paper_signing, paper_sealing, paper_rank, pinned, request, names, machine"
_IDENTITY = f"SELECT {_KEYS} FROM laptop_key"


class SqlLaptopBook:
    """The local tables of an open base; what is written joins the transaction that is open."""

    def __init__(
        self, database: Database, machine: str = "", random_bytes: Callable[[int], bytes] = os.urandom
    ) -> None:
        """`machine` stands for the laptop that runs; it differs when the base was copied to another one."""
        self._db = database
        self._machine = machine
        self._random_bytes = random_bytes

    def identity(self) -> Identity:
        """Return who this laptop is; its keys are drawn the first time. Raises StorageError."""
        found = self._read()
        if found is None:
            with translated(), writing(self._db):
                self._db.execute(
                    "INSERT INTO laptop_key (n, laptop, signing, sealing, machine) VALUES (1, ?, ?, ?, ?)",
                    (*self._drawn(), self._machine),
                )
                self._own_replica()
        elif found.anchor is None and found.has_moved:
            # Nobody knows these keys yet: the copy takes its own, and the original may keep them.
            return self.renew()
        else:
            return found
        return self.identity()

    def _read(self) -> Identity | None:
        row = self._db.execute(_IDENTITY).fetchone()
        return None if row is None else _identity(row, self._machine)

    def belong_to(
        self,
        anchor: Anchor,
        *,
        pinned: Sequence[Mandate] = (),
        names: Mapping[RecordId, str] | None = None,
        request: str = "",
        letter: str = "",
    ) -> None:
        """Remember the team for ever, and the first letter of the codes of files made here."""
        self.identity()
        with translated(), writing(self._db):
            self._db.execute(
                "UPDATE laptop_key SET org = ?, paper_signing = ?, paper_sealing = ?, paper_rank = ?, pinned = ?, "
                "request = ?, names = ifnull(?, names)",
                (
                    anchor.org,
                    anchor.paper.signing,
                    anchor.paper.sealing,
                    anchor.rank,
                    json.dumps([mandate_values(mandate) for mandate in pinned]),
                    request,
                    None if names is None else json.dumps({laptop.hex(): name for laptop, name in names.items()}),
                ),
            )
            if letter:
                self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('letter', ?)", (letter,))

    def renew(self, request: str = "") -> Identity:
        """Draw another identity, after a restore on another machine; the team stays."""
        with translated(), writing(self._db):
            self._db.execute(
                "UPDATE laptop_key SET laptop = ?, signing = ?, sealing = ?, request = ?, machine = ?",
                (*self._drawn(), request, self._machine),
            )
            self._db.execute("DELETE FROM invitation")
            self._own_replica()
        return self.identity()

    def stay(self) -> None:
        """This laptop replaces the one that the base was copied from: it keeps its keys."""
        with translated(), writing(self._db):
            self._db.execute("UPDATE laptop_key SET machine = ?", (self._machine,))

    def team_sheet(self) -> bytes:
        """Return the public half of the newest sheet of the team that opened this laptop; empty before."""
        found = self._db.execute("SELECT value FROM meta WHERE key = 'team_sheet'").fetchone()
        return b"" if found is None else bytes.fromhex(found[0])

    def note_team_sheet(self, recipient: bytes) -> None:
        """Remember that this sheet is, or was, the one of the team: it is none that the team does not know."""
        if recipient == self.team_sheet():
            return
        with translated(), writing(self._db):
            sql = "INSERT OR REPLACE INTO meta (key, value) VALUES ('team_sheet', ?)"
            self._db.execute(sql, (recipient.hex(),))

    def call(self, name: str) -> None:
        """Show what this laptop writes under its name, where values differ."""
        with translated(), writing(self._db):
            replicas.name(self._db, name, self.identity().laptop)

    def _own_replica(self) -> None:
        """Say that what the base writes from now on comes from this laptop."""
        self._db.execute(
            "UPDATE replica SET laptop = (SELECT laptop FROM laptop_key) "
            "WHERE n = (SELECT value FROM meta WHERE key = 'replica')"
        )

    def invitations(self) -> tuple[OpenInvitation, ...]:
        """Return the invitations made here, newest first."""
        rows = self._db.execute(
            "SELECT id, name, letter, made_on, expires_on, laptop, cancelled FROM invitation "
            "ORDER BY made_on DESC, rowid DESC"
        ).fetchall()
        return tuple(
            OpenInvitation(
                id=RecordId(record),
                name=name,
                letter=letter,
                made_on=date.fromisoformat(made_on),
                expires_on=date.fromisoformat(expires_on),
                laptop=None if laptop is None else RecordId(laptop),
                is_cancelled=bool(cancelled),
            )
            for record, name, letter, made_on, expires_on, laptop, cancelled in rows
        )

    def keep_invitation(self, invitation: OpenInvitation) -> None:
        """Write an invitation, new or changed."""
        with translated(), writing(self._db):
            self._db.execute(
                "INSERT INTO invitation (id, name, letter, made_on, expires_on, laptop, cancelled) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "laptop = excluded.laptop, cancelled = excluded.cancelled",
                (
                    invitation.id,
                    invitation.name,
                    invitation.letter,
                    invitation.made_on.isoformat(),
                    invitation.expires_on.isoformat(),
                    invitation.laptop,
                    int(invitation.is_cancelled),
                ),
            )

    def contacts(self) -> dict[RecordId, LaptopContact]:
        """Return when each laptop was heard of."""
        rows = self._db.execute("SELECT laptop, seen_at, received_at, sent_at FROM laptop_contact").fetchall()
        return {RecordId(laptop): LaptopContact(*(_moment(at) for at in moments)) for laptop, *moments in rows}

    def note_contact(
        self,
        laptop: RecordId,
        *,
        seen_at: datetime | None = None,
        received_at: datetime | None = None,
        sent_at: datetime | None = None,
    ) -> None:
        """Move forward what is known of a laptop; None leaves a moment as it was."""
        moments = tuple(None if at is None else _text(at) for at in (seen_at, received_at, sent_at))
        with translated(), writing(self._db):
            self._db.execute(
                "INSERT INTO laptop_contact (laptop, seen_at, received_at, sent_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (laptop) DO UPDATE SET "
                "seen_at = nullif(max(coalesce(seen_at, ''), coalesce(excluded.seen_at, '')), ''), "
                "received_at = coalesce(excluded.received_at, received_at), "
                "sent_at = coalesce(excluded.sent_at, sent_at)",
                (laptop, *moments),
            )

    def _drawn(self) -> tuple[bytes, bytes, bytes]:
        draw = self._random_bytes
        return draw(ID_LENGTH), draw(KEY_LENGTH), draw(KEY_LENGTH)


def _identity(row: tuple[Any, ...], machine: str) -> Identity:
    laptop, signing, sealing, org, paper_signing, paper_sealing, rank, pinned, request, names, former = row
    paper = None if org is None else PublicKeys(signing=paper_signing, sealing=paper_sealing)
    return Identity(
        laptop=RecordId(laptop),
        keys=LaptopKeys(signing=signing, sealing=sealing),
        anchor=None if paper is None else Anchor(RecordId(org), paper, rank),
        pinned=tuple(mandate_of(values) for values in json.loads(pinned)),
        names={RecordId(bytes.fromhex(laptop)): name for laptop, name in json.loads(names).items()},
        request=request,
        has_moved=bool(former) and bool(machine) and former != machine,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
