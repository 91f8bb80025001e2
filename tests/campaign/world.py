"""One random history: four laptops, one key that passes from hand to hand, and everything that goes wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from mobiconseil.db.store import Store
from mobiconseil.db.stored import IMPORT
from mobiconseil.db.sync import conflicts, identity, knowledge
from mobiconseil.db.sync.collect import Wanted, collect
from mobiconseil.db.sync.erasure import tombstone_hash
from mobiconseil.db.sync.merge_rows import apply, preview
from mobiconseil.db.sync.replicas import meta
from mobiconseil.db.sync.restoring import erasures, restored
from mobiconseil.db.sync.undone import go_back
from mobiconseil.db.tables import TABLES
from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.exchange_report import Applied
from mobiconseil.domain.identity import RecordId, element_id
from tests.campaign import shown, versions
from tests.campaign.laptop import Chance, Crash, Import, Laptop, Sent, Snapshot, copied, later_table, travelled
from tests.campaign.oracle import Oracle
from tests.campaign.shown import ORG, TRACKED, Wrong, tracked

LAPTOPS = 4
CODES = ("ST01", "ST04")


class World:
    """A history that can be played again from its seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.counts: Counter[str] = Counter()
        identity.secrets = Chance(self.chance)  # type: ignore[assignment]
        self.oracle = Oracle()
        self.values = 0
        older = self.chance.randrange(LAPTOPS) if self.chance.random() < 0.5 else -1
        self.laptops = [
            Laptop(number, random.Random(self.chance.getrandbits(64)), older=number == older)
            for number in range(LAPTOPS)
        ]
        self.files: list[Sent] = []
        self._begin()

    def _begin(self) -> None:
        """Let most histories begin with a team that shares a few files already."""
        first = self.chance.choice(self.laptops)
        with first.running():
            for _ in range(self.chance.randint(0, 4)):
                self.create(first)
            self.files.append(self.send(first, Scope.TEAM, {}))
        for laptop in self.laptops:
            if laptop is not first and self.chance.random() < 0.8:
                with laptop.running():
                    self.deliver(laptop, self.files[0])

    def play(self, steps: int) -> None:
        deeds: list[tuple[Callable[[Laptop], None], int]] = [
            (self.create, 3), (self.edit, 34), (self.trash, 3), (self.decide, 8), (self.export, 20), (self.take, 28),
            (self.erase, 2), (self.back_up, 6), (self.restore, 4), (self.clone, 1), (self.upgrade, 1), (self.undo, 3),
            (self.take_back, 5),
        ]  # fmt: skip
        chosen = self.chance.choices([deed for deed, _ in deeds], [weight for _, weight in deeds], k=steps)
        for deed in chosen:
            laptop = self.chance.choice(self.laptops)
            laptop.tick()
            if deed == self.decide:
                waiting = [one for one in self.laptops if conflicts.count(one.base)]
                laptop = self.chance.choice(waiting or [laptop])
            if deed == self.upgrade:
                deed(laptop)
                continue
            with laptop.running():
                deed(laptop)
        self.settle()

    # What people do

    def create(self, laptop: Laptop) -> None:
        kind = self.chance.choice([1, 1, 2, 3, 5, 30])
        record = RecordId(self.chance.randbytes(16))
        subject: RecordId | None = record if kind == 1 else None
        if kind in {2, 3, 5}:
            subject = self._somebody(laptop)
            if subject is None:
                return
        if kind == 2 and subject is not None:
            record = element_id(subject, self.chance.choice(CODES))
        if kind in TABLES:
            values = self._blank(kind, record, subject)
            if not shown.holds(laptop, kind, record):
                self._put(laptop, kind, record, subject, values)

    def edit(self, laptop: Laptop) -> None:
        found = self._some_row(laptop)
        if found is not None:
            kind, record, subject = found
            names = [name for name in tracked(kind) if name != "deleted"]
            chosen = self.chance.sample(names, self.chance.randint(1, len(names)))
            self._put(laptop, kind, record, subject, {name: self._value(name) for name in chosen})

    def trash(self, laptop: Laptop) -> None:
        found = self._some_row(laptop)
        if found is not None and "deleted" in TRACKED[found[0]]:
            self._put(laptop, *found, {"deleted": self.chance.randint(0, 1)})

    def decide(self, laptop: Laptop) -> None:
        if waiting := conflicts.waiting(laptop.base):
            one = self.chance.choice(waiting)
            value = self.chance.choice(one.sayings).value
            conflicts.decide(laptop.store, one.kind, one.id, one.field, value)
            self._wrote(laptop, one.kind, one.id, one.subject, {one.field: value})
            self.counts["decided"] += 1

    def undo(self, laptop: Laptop) -> None:
        """Write something, then take it back at once: the former values stand again, all of them."""
        found = self._some_row(laptop)
        if found is None:
            return
        kind, record, subject = found
        name = self.chance.choice([name for name in tracked(kind) if name != "deleted"])
        key = shown.key_of(kind, record, name)
        before = {self.oracle.events[n].value for n in self.oracle.visible(laptop.knowledge, key)}
        if not before:
            return
        self._put(laptop, kind, record, subject, {name: self._value(name)})
        number = int(laptop.base.execute("SELECT max(n) FROM txn").fetchone()[0])
        first = laptop.last_write()[1]
        laptop.store.undo(number)
        own, last = laptop.last_write()
        seen = set(laptop.knowledge.events[key])
        after = set(seen)
        for dot, value in shown.siblings(laptop, key).items():
            if dot[0] == own and first < dot[1] <= last:
                # Each of the values put back has seen all but the others.
                laptop.knowledge.events[key] = set(seen)
                self.oracle.write(laptop.knowledge, key, subject, value, dot)
                after |= laptop.knowledge.events[key]
        laptop.knowledge.events[key] = after
        if {self.oracle.events[n].value for n in self.oracle.visible(laptop.knowledge, key)} != before:
            raise Wrong(f"undone: {key}")
        self.counts["undone"] += 1

    def erase(self, laptop: Laptop) -> None:
        subject = self._somebody(laptop)
        if subject is not None:
            with laptop.store.transaction("erase"):
                laptop.store.erase(subject)
            self.oracle.erase(laptop.knowledge, subject, laptop.last_write())
            laptop.beside |= set(erasures(laptop.base))
            self.counts["erasures"] += 1

    # What becomes of bases

    def back_up(self, laptop: Laptop) -> None:
        laptop.keep_backup()

    def restore(self, laptop: Laptop) -> None:
        if laptop.backups:
            # The program is not put back with the base: it brings an older base to its version.
            backup = self.chance.choice(laptop.backups)
            if laptop.older and not backup.older:
                return  # a newer base is refused
            laptop.knowledge = backup.knowledge.copy()
            laptop.open(copied(backup.base))
            if backup.older and not laptop.older:
                versions.upgrade(laptop.base, later_table())
            self._restored(laptop)
            self.counts["restores"] += 1

    def _restored(self, laptop: Laptop) -> None:
        before = set(erasures(laptop.base))
        restored(laptop.store, laptop.beside)
        if not laptop.beside <= set(erasures(laptop.base)):
            raise Wrong("a backup brought somebody back")
        own = laptop.last_write()[0]
        sql = "SELECT t.hash, t.seq FROM tombstone t JOIN replica r ON r.n = t.replica WHERE r.rid = ?"
        fresh = dict(laptop.base.execute(sql, (own,)).fetchall())
        for subject in set(self.oracle.subjects.values()):
            if subject is not None and (hashed := tombstone_hash(RecordId(subject))) in fresh.keys() - before:
                self.oracle.erase(laptop.knowledge, subject, (own, fresh[hashed]))

    def clone(self, laptop: Laptop) -> None:
        other = self.chance.choice(self.laptops)
        if other is not laptop:
            laptop.older, laptop.knowledge = other.older, other.knowledge.copy()
            laptop.open(copied(other.base))
            identity.claim(laptop.base, f"poste {laptop.number}")
            self.counts["clones"] += 1

    def upgrade(self, laptop: Laptop) -> None:
        if laptop.older:
            laptop.older, laptop.last_import = False, None
            versions.upgrade(laptop.base, later_table())
            self.counts["upgrades"] += 1

    # What becomes of files

    def export(self, laptop: Laptop) -> None:
        scope = self.chance.choices([Scope.TEAM, Scope.PEOPLE, Scope.DIRECTORY], [8, 2, 1])[0]
        subject = self._somebody(laptop)
        # News are for somebody whose file came; another may well take them, and misses what they leave out.
        heard = [one for one in self.laptops if knowledge.base_for(laptop.base, [one.id])]
        reader = self.chance.choice(heard or self.laptops)
        if scope is Scope.PEOPLE and subject is None:
            return
        base = {} if self.chance.random() < 0.2 else knowledge.base_for(laptop.base, [reader.id])
        self.files.append(self.send(laptop, scope, base, subject))

    def send(self, laptop: Laptop, scope: Scope, base: dict[int, int], subject: RecordId | None = None) -> Sent:
        file = self.chance.randbytes(16)
        wanted = Wanted(
            org=ORG,
            file_id=file,
            laptop=laptop.id,
            program="1",
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            scope=scope,
            base=base,
            subjects=(subject,) if scope is Scope.PEOPLE and subject else (),
        )
        package = travelled(collect(laptop.base, wanted))
        known = laptop.knowledge
        if scope is Scope.PEOPLE:
            keys = [key for key in known.events if self.oracle.subjects[key[1]] == subject]
        elif scope is Scope.DIRECTORY:
            keys = [key for key in known.events if key[0] == "organisation"]
        else:
            keys = list(known.events)
        self.counts["files"] += 1
        return Sent(package, self.oracle.parcel(known, file, base if scope.is_complete else None, keys))

    def take(self, laptop: Laptop) -> None:
        if self.files:
            recent = self.files[-8:] if self.chance.random() < 0.8 else self.files
            sent = self.chance.choice(recent)
            if self.chance.random() < 0.15:
                self._crash(laptop, sent)
            self.deliver(laptop, sent, watched=self.chance.random() < 0.3, undoable=self.chance.random() < 0.4)
            if laptop.last_import is not None and self.chance.random() < 0.3:
                self._take_back(laptop)  # at once, as somebody who sees what came

    def deliver(self, laptop: Laptop, sent: Sent, *, watched: bool = False, undoable: bool = False) -> Applied:
        known = sent.parcel.file in laptop.knowledge.files
        foreseen = preview(laptop.store, sent.package) if watched else None
        former = Snapshot(copied(laptop.base), laptop.knowledge.copy(), laptop.older) if undoable else None
        with laptop.store.transaction(IMPORT):
            applied = apply(laptop.store, sent.package)
            if (applied.already is not None) is not known:
                raise Wrong("the same file twice")
            self.oracle.take(laptop.knowledge, sent.parcel)
            chosen = self._choose(laptop, applied) if undoable else 0
        if foreseen is not None and (foreseen.changes, foreseen.conflicts) != (applied.changes, applied.conflicts):
            raise Wrong("the preview was another")
        laptop.beside |= set(erasures(laptop.base))
        laptop.last_import = None
        if former is not None and not known:
            mark = (applied.transaction, sent.parcel.file, meta(laptop.base, "seq"))
            laptop.last_import = Import(former, mark)
        self.counts["imports"] += 1
        self.counts["twice"] += known
        self.counts["gaps"] += bool(applied.missing)
        if watched:
            self.watch(laptop)
        if chosen and self.chance.random() < 0.5:
            # The key goes back with what was chosen, which may still be taken back here.
            self.files.append(self.send(laptop, Scope.TEAM, {}))
        return applied

    def _choose(self, laptop: Laptop, applied: Applied) -> int:
        """Let some choices be made with the file, as the screen does: they go when it is taken back."""
        before = self.counts["decided with a file"]
        for one in applied.conflicts:
            if one.field in tracked(one.kind) and self.chance.random() < 0.7:
                value = self.chance.choice(one.sayings).value
                conflicts.decide(laptop.store, one.kind, one.id, one.field, value)
                self._wrote(laptop, one.kind, one.id, one.subject, {one.field: value})
                self.counts["decided with a file"] += 1
        return self.counts["decided with a file"] - before

    def take_back(self, laptop: Laptop) -> None:
        """Undo the last import: what it touched is as before, but for what was worked on since."""
        waiting = [one for one in self.laptops if one.last_import is not None and one.older == laptop.older]
        if not waiting:
            return
        self._take_back(self.chance.choice(waiting))

    def _take_back(self, laptop: Laptop) -> None:
        done = laptop.last_import
        assert done is not None
        go_back(laptop.store, done.former.base, done.mark)
        now, before = laptop.knowledge.events, done.former.knowledge.events
        for key in list(now):
            owner = self.oracle.subjects[key[1]] or key[1]
            if owner in done.worked_on or not shown.is_known(key):
                continue
            if key in before:
                now[key] = set(before[key])
            else:
                del now[key]
        laptop.knowledge.files.discard(done.mark[1])
        laptop.last_import = None
        self.counts["taken back"] += 1
        self.watch(laptop)

    def _crash(self, laptop: Laptop, sent: Sent) -> None:
        before = shown.dump(laptop)
        laptop.base.conn.left = self.chance.randrange(60)  # type: ignore[attr-defined]
        try:
            apply(laptop.store, sent.package)
        except Crash:
            self.counts["crashes"] += 1
            if shown.dump(laptop) != before:
                raise Wrong("half an import") from None
        else:
            laptop.base.conn.left, laptop.last_import = None, None  # type: ignore[attr-defined]
            self.oracle.take(laptop.knowledge, sent.parcel)

    # What is watched

    def watch(self, laptop: Laptop) -> None:
        """Compare what a laptop holds with what the oracle says."""
        fields, waiting = shown.check(laptop, self.oracle)
        self.counts["fields"] += fields
        self.counts["conflicts"] += waiting

    def settle(self) -> None:
        """Let everybody exchange until nobody learns anything, then compare everything."""
        for laptop in self.laptops:
            if self.chance.random() < 0.5:
                self.upgrade(laptop)
        whole = self.chance.random() < 0.5
        everything = self.oracle.union(laptop.knowledge for laptop in self.laptops)
        for _ in range(8):
            quiet = True
            for sender in self.laptops:
                for reader in self.laptops:
                    if reader is not sender:
                        with sender.running():
                            base = {} if whole else knowledge.base_for(sender.base, [reader.id])
                            sent = self.send(sender, Scope.TEAM, base)
                        with reader.running():
                            told = self.deliver(reader, sent)
                            quiet &= not (told.changes or told.erased or told.relayed)
            if quiet:
                break
        else:
            raise Wrong("they never stop telling each other news")
        for laptop in self.laptops:
            with laptop.running():
                self.watch(laptop)
                shown.check_nothing_left(laptop, self.oracle.subjects.items())
        shown.check_same(self.laptops, everything)

    # How it is written

    def _put(
        self, laptop: Laptop, kind: int, record: RecordId, subject: RecordId | None, values: dict[str, Any]
    ) -> None:
        store: Store = laptop.store
        with store.transaction("campaign"):
            changed = store.put(kind, record, subject, values)
        self._wrote(laptop, kind, record, subject, {name: values[name] for name in changed})

    def _wrote(
        self, laptop: Laptop, kind: int, record: RecordId, subject: RecordId | None, values: dict[str, Any]
    ) -> None:
        dot = laptop.last_write()
        if values:
            self._worked_on(laptop, record, subject)
        for name in tracked(kind):
            if name in values:
                self.oracle.write(laptop.knowledge, shown.key_of(kind, record, name), subject, values[name], dot)
                self.counts["writes"] += 1

    def _worked_on(self, laptop: Laptop, record: RecordId, subject: RecordId | None) -> None:
        if laptop.last_import is not None:
            laptop.last_import.worked_on.add(subject or record)

    def _blank(self, kind: int, record: RecordId, subject: RecordId | None) -> dict[str, Any]:
        values = shown.blank(kind, record, subject)
        return values | {name: self._value(name) for name in tracked(kind) if name != "deleted"}

    def _value(self, name: str) -> Any:
        self.values += 1
        return self.values if name == "children" else f"valeur {self.values}"

    def _somebody(self, laptop: Laptop) -> RecordId | None:
        found = [row[0] for row in laptop.base.execute("SELECT id FROM beneficiary ORDER BY id").fetchall()]
        return RecordId(self.chance.choice(found)) if found else None

    def _some_row(self, laptop: Laptop) -> tuple[int, RecordId, RecordId | None] | None:
        found = shown.rows_of(laptop)
        return self.chance.choice(found) if found else None
