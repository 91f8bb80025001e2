import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.db.recovery_code import (
    _ALPHABET,
    WrongRecoveryCode,
    format_code,
    groups,
    parse_code,
    same_group,
)

keys = st.binary(min_size=16, max_size=16)


@given(keys)
def test_a_code_is_eight_groups_of_four_that_give_back_the_key(key):
    code = format_code(key)
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert parse_code(code) == key
    assert not set(code) & set("1BIO")


@given(keys)
def test_case_spaces_dashes_and_look_alikes_are_forgiven(key):
    code = format_code(key)
    typed = " " + code.lower().replace("-", " — ").replace("0", "o").replace("l", "1") + "\u00a0\n"
    assert parse_code(typed) == key
    assert parse_code(code.replace("-", "").replace("8", "b").replace("L", "i")) == key


@given(keys, st.integers(0, 31), st.sampled_from(_ALPHABET))
def test_every_single_wrong_character_is_detected_and_its_group_named(key, position, character):
    text = format_code(key).replace("-", "")
    if text[position] == character:
        return
    with pytest.raises(WrongRecoveryCode) as caught:
        parse_code(text[:position] + character + text[position + 1 :])
    assert caught.value.group == position // 4 + 1
    assert f"groupe {position // 4 + 1}" in str(caught.value)


@given(keys, st.integers(0, 30))
def test_every_swap_of_two_neighbours_is_detected_and_its_group_named(key, position):
    text = format_code(key).replace("-", "")
    swapped = text[:position] + text[position + 1] + text[position] + text[position + 2 :]
    if swapped == text:
        return
    with pytest.raises(WrongRecoveryCode) as caught:
        parse_code(swapped)
    assert caught.value.group == position // 4 + 1


@given(st.text(max_size=60))
def test_any_other_text_gives_a_sentence(text):
    with pytest.raises(WrongRecoveryCode, match="Rien n’a été changé"):
        parse_code(text)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda code: code[:-1], "Il manque 1 caractère dans"),
        (lambda code: code[:-4], "Il manque 4 caractères dans"),
        (lambda code: code + "Q", "Il y a 1 caractère de trop"),
        (lambda code: "", "Il manque 32 caractères"),
        (lambda code: code[:6] + "é" + code[7:], "Le caractère «\u00a0É\u00a0» du groupe 2 n’existe pas"),
        (lambda code: "QQQQ-QQQQ" + code[9:], "au moins deux fautes"),
    ],
)
def test_a_mistyped_code_is_explained(change, sentence):
    with pytest.raises(WrongRecoveryCode, match=sentence):
        parse_code(change(format_code(bytes(range(16)))))


def test_two_groups_can_be_asked_again():
    code = format_code(bytes(range(16)))
    assert "-".join(groups(code)) == code
    assert same_group(groups(code)[2].lower() + " ", groups(code)[2])
    assert not same_group("", groups(code)[2])


def test_a_key_of_another_length_is_a_bug():
    with pytest.raises(ValueError, match="16 bytes"):
        format_code(b"short")
