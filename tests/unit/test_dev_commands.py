import json
from pathlib import Path

import pytest

import dev
import dev_console
import dev_debian
import dev_environment


class Recorder:
    """Stands for the child processes: keeps what was asked and answers with planned exit codes."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.asked: list[list[str]] = []

    def __call__(self, command, **_options) -> int:
        self.asked.append([str(word) for word in command])
        return self.codes.pop(0) if self.codes else 0


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(dev, "run", recorder)
    monkeypatch.setattr(dev, "_prepare", lambda *_: None)
    return recorder


def installed(monkeypatch: pytest.MonkeyPatch, listing: str, *, catalogue: str = "") -> None:
    answers = {"dpkg-query": listing, "apt-cache": catalogue}
    monkeypatch.setattr(dev_debian, "_read", lambda command: answers[command[0]])
    monkeypatch.setattr(dev_debian, "available", lambda: True)


def test_a_package_removed_but_still_configured_is_missing(monkeypatch):
    installed(monkeypatch, "libegl1 installed\nlibnss3 config-files\n")
    assert dev_debian.missing(["libegl1", "libnss3", "libgbm1"]) == ["libnss3", "libgbm1"]


def test_a_library_under_its_newer_name_is_not_missing(monkeypatch):
    installed(monkeypatch, "libasound2t64 installed\n")
    assert dev_debian.missing(["libasound2"]) == []


def test_the_advice_uses_the_names_of_this_release(monkeypatch):
    catalogue = "libasound2t64 | 1.2 | main\n   libegl1 | 1.6 | main\n"
    installed(monkeypatch, "", catalogue=catalogue)
    assert dev_debian.advice(["libasound2", "libegl1"]).endswith("--no-install-recommends libasound2t64 libegl1")


def test_without_any_right_the_exact_command_is_given_and_nothing_is_tried(monkeypatch):
    installed(monkeypatch, "")
    monkeypatch.setattr(dev_debian, "_privilege", lambda: None)
    monkeypatch.setattr(dev_debian, "_install", lambda *_: pytest.fail("nothing may be installed"))
    sentence = dev_debian.ensure(["libegl1"])
    assert sentence is not None
    assert "sudo apt-get install --no-install-recommends libegl1" in sentence


def test_nothing_is_asked_of_the_system_when_all_is_there(monkeypatch):
    installed(monkeypatch, "libegl1 installed\n")
    monkeypatch.setattr(dev_debian, "_privilege", lambda: pytest.fail("no right is needed"))
    assert dev_debian.ensure(["libegl1"]) is None


def test_a_failed_installation_ends_with_the_command_to_type(monkeypatch):
    installed(monkeypatch, "")
    monkeypatch.setattr(dev_debian, "_privilege", list)
    monkeypatch.setattr(dev_debian, "run", Recorder(100, 100))
    assert "libegl1" in (dev_debian.ensure(["libegl1"]) or "")


def test_the_developers_lock_stands_for_the_other_one_too():
    assert set(dev_environment._fingerprints(dev_environment.DEV)) == {"requirements.lock", "requirements-dev.lock"}
    assert set(dev_environment._fingerprints(dev_environment.RUNTIME)) == {"requirements.lock"}


def test_a_damaged_stamp_counts_as_none(monkeypatch, tmp_path):
    stamp = tmp_path / "stamp.json"
    stamp.write_text("{", encoding="utf-8")
    monkeypatch.setattr(dev_environment, "_STAMP", stamp)
    assert dev_environment._read_stamp() == {}


def test_an_environment_that_moved_is_not_trusted(monkeypatch, tmp_path):
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"root": "/elsewhere"}), encoding="utf-8")
    monkeypatch.setattr(dev_environment, "_STAMP", stamp)
    monkeypatch.setattr(dev_environment, "succeeds", lambda *_: True)
    assert not dev_environment._usable()


def prepared_project(monkeypatch: pytest.MonkeyPatch, root: Path) -> Recorder:
    (root / "packaging").mkdir()
    (root / ".venv").mkdir()
    (root / "pyproject.toml").write_text("[project]", encoding="utf-8")
    for name in (dev_environment.RUNTIME, dev_environment.DEV):
        (root / "packaging" / name).write_text("a==1", encoding="utf-8")
    recorder = Recorder()
    monkeypatch.setattr(dev_environment, "ROOT", root)
    monkeypatch.setattr(dev_environment, "_STAMP", root / ".venv" / "stamp.json")
    monkeypatch.setattr(dev_environment, "_usable", lambda: True)
    monkeypatch.setattr(dev_environment, "run", recorder)
    return recorder


def test_nothing_is_installed_twice_until_a_lock_changes(monkeypatch, tmp_path):
    pip = prepared_project(monkeypatch, tmp_path)
    dev_environment.prepare(dev_environment.DEV)
    dev_environment.prepare(dev_environment.DEV)
    dev_environment.prepare(dev_environment.RUNTIME)
    assert len(pip.asked) == 2
    assert "--require-hashes" in pip.asked[0]
    (tmp_path / "packaging" / dev_environment.RUNTIME).write_text("a==2", encoding="utf-8")
    dev_environment.prepare(dev_environment.RUNTIME)
    assert pip.asked[2][-1].endswith("requirements.lock")


def test_an_installation_that_failed_is_tried_again_next_time(monkeypatch, tmp_path):
    pip = prepared_project(monkeypatch, tmp_path)
    pip.codes = [1]
    with pytest.raises(dev_console.Stop, match="relancez"):
        dev_environment.prepare(dev_environment.RUNTIME)
    dev_environment.prepare(dev_environment.RUNTIME)
    assert len(pip.asked) == 3


@pytest.mark.parametrize(
    ("under_x", "others", "expected"),
    [
        (None, 0, 0),
        (0, 0, 0),
        (5, 0, 0),
        (0, 5, 0),
        (5, 5, 5),
        (None, 5, 5),
        (1, 0, 1),
        (0, 1, 1),
        (5, 1, 1),
        (None, 2, 2),
    ],
)
def test_the_exit_code_tells_failures_from_an_empty_selection(monkeypatch, children, under_x, others, expected):
    monkeypatch.setattr(dev, "_test_under_x", lambda *_: under_x)
    children.codes = [others]
    assert dev.test([]) == expected


def test_the_offscreen_tests_close_the_run_and_get_the_words_that_follow(monkeypatch, children):
    monkeypatch.setattr(dev, "_test_under_x", lambda *_: 0)
    monkeypatch.setattr(dev.os, "cpu_count", lambda: 1)
    dev.test(["tests/unit", "-k", "score"])
    assert children.asked[-1][1:] == ["-m", "pytest", "-m", "not xvfb", "tests/unit", "-k", "score"]
    monkeypatch.setattr(dev.os, "cpu_count", lambda: 4)
    dev.test(["tests/unit"])
    words = ["-n", "4", "--dist", "loadfile", "tests/unit"]
    assert children.asked[-1][1:] == ["-m", "pytest", "-m", "not xvfb", *words]


@pytest.mark.parametrize(
    ("code", "announced", "words", "said"),
    [(1, False, [], True), (1, True, [], False), (1, False, ["check", "base"], False), (0, False, [], False)],
)
def test_the_single_door_gives_its_own_words_where_no_screen_is_found(
    monkeypatch, children, capsys, code, announced, words, said
):
    monkeypatch.setattr(dev, "_display_announced", lambda: announced)
    children.codes = [code]
    assert dev.run_program(words) == code
    assert ("« python3 packaging/dev.py run »" in capsys.readouterr().out) is said


def test_the_demo_opens_the_window_where_there_is_a_display(monkeypatch, children):
    monkeypatch.setattr(dev, "_display_announced", lambda: True)
    monkeypatch.setattr(dev, "_display_usable", lambda: True)
    assert dev.demo([]) == 0
    assert [words[3:] for words in children.asked] == [["demo", str(dev.DEMO)], ["--folder", str(dev.DEMO)]]


@pytest.mark.parametrize(("announced", "words"), [(False, []), (True, []), (True, ["--no-window"])])
def test_the_demo_draws_every_screen_where_none_can_open(monkeypatch, children, announced, words):
    monkeypatch.setattr(dev, "_display_announced", lambda: announced)
    monkeypatch.setattr(dev, "_display_usable", lambda: False)
    assert dev.demo(words) == 0
    assert [asked[3:] for asked in children.asked] == [["demo", str(dev.DEMO), "--screens"]]


def test_the_demo_does_not_open_a_base_that_could_not_be_built(monkeypatch, children):
    monkeypatch.setattr(dev, "_display_announced", lambda: True)
    monkeypatch.setattr(dev, "_display_usable", lambda: True)
    children.codes = [1]
    assert dev.demo([]) == 1
    assert len(children.asked) == 1


def test_one_failed_check_does_not_hide_the_next_ones(children, capsys):
    children.codes = [1, 0, 1, 0]
    assert dev.lint([]) == 1
    assert len(children.asked) == 4
    assert "À corriger : ruff check, mypy --strict" in capsys.readouterr().out


def test_the_measures_get_the_words_of_the_command(children):
    assert dev.bench(["--files", "5000"]) == 0
    assert children.asked[-1][1:] == ["-m", "benchmarks", "--files", "5000"]


def test_a_reason_to_stop_is_told_without_a_traceback(monkeypatch, capsys):
    def stop(_words):
        raise dev_console.Stop("Il manque quelque chose.")

    monkeypatch.setitem(dev.COMMANDS, "run", stop)
    assert dev.main(["run", "--folder", "x"]) == 1
    assert capsys.readouterr().err == "\nIl manque quelque chose.\n"


def test_an_unknown_command_is_a_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ending:
        dev.main(["fly"])
    assert ending.value.code == 2


def test_child_processes_do_not_inherit_another_python(monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    variables = dev_console.child_environment({"QT_QPA_PLATFORM": "offscreen"})
    assert "PYTHONHOME" not in variables
    assert variables["PYTHONPATH"] == str(dev_console.ROOT)
    assert variables["LC_ALL"] == "fr_FR.UTF-8"
    assert variables["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.skipif(dev_console.sys.platform == "win32", reason="Windows has no such variable")
def test_child_processes_speak_utf_8_on_a_bare_machine(monkeypatch):
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert dev_console.child_environment()["LC_ALL"] == "C.UTF-8"


@pytest.mark.parametrize(("loads", "stops"), [(True, False), (False, True)])
def test_missing_packages_stop_the_command_only_if_qt_does_not_start(monkeypatch, capsys, loads, stops):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev_debian, "ensure", lambda _names: "Il manque libegl1.")
    monkeypatch.setattr(dev_environment, "prepare", lambda _lock: None)
    monkeypatch.setattr(dev_environment, "qt_loads", lambda: loads)
    if stops:
        with pytest.raises(dev_console.Stop, match="libegl1"):
            dev._prepare(dev_environment.RUNTIME, ["libegl1"])
    else:
        dev._prepare(dev_environment.RUNTIME, ["libegl1"])
    assert "Il manque libegl1." in capsys.readouterr().out


def test_an_old_python_looks_for_a_newer_one_then_says_so(monkeypatch):
    monkeypatch.setattr(dev_environment, "OLDEST", (99, 11))
    monkeypatch.setattr(dev_environment.shutil, "which", {"python3.12": "/usr/bin/python3.12"}.get)
    assert dev_environment._base_interpreter() == "/usr/bin/python3.12"
    monkeypatch.setattr(dev_environment.shutil, "which", lambda _name: None)
    with pytest.raises(dev_console.Stop, match="demande Python 3"):
        dev_environment._base_interpreter()
