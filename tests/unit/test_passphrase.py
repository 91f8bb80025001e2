import math
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobiconseil.services import passphrase as p
from mobiconseil.services.unfit_words import is_unfit


def test_the_list_is_large_easy_to_type_and_without_twins():
    words = p.word_list()
    assert len(words) >= 7776
    assert list(words) == sorted(set(words))
    assert all(re.fullmatch("[a-z]{3,10}", word) for word in words)
    assert not any(word + "s" in words or word + "e" in words for word in words)
    assert not {"nazi", "violer", "mort", "suicide", "idiot"} & set(words)


def test_no_word_is_drawn_that_one_would_not_say_in_a_town_hall():
    unfit = {"beuverie", "ivrogne", "alcool", "prison", "cercueil", "stupide", "syphilis", "romanichel", "holocauste"}
    assert all(map(is_unfit, unfit))
    assert not any(map(is_unfit, p.word_list()))
    assert {"mairie", "ragot", "amande", "tombola", "soulager", "salade", "salon"} <= set(p.word_list())


def test_the_documented_figures_are_those_of_the_list():
    assert f"{len(p.word_list()):,}".replace(",", " ") in p.__doc__
    assert f"{p.bits_per_word():.2f} bits" in p.__doc__
    assert f"{7 * p.bits_per_word():.1f} bits" in p.__doc__


def test_seven_words_are_drawn_over_the_whole_list():
    asked = []

    def draw(limit):
        asked.append(limit)
        return limit - 1

    phrase = p.generate(randbelow=draw)
    assert phrase.split() == [p.word_list()[-1]] * 7
    assert asked == [len(p.word_list())] * 7
    assert len(p.generate(5).split()) == 5
    assert p.generate() != p.generate()


def test_a_generated_phrase_is_enough_and_worth_its_draws():
    for _ in range(20):
        phrase = p.generate()
        if len(set(phrase.split())) == 7:
            assert p.judge(phrase).enough
            assert p.estimate_bits(phrase) == pytest.approx(7 * p.bits_per_word())
            assert p.judge(phrase.replace(" ", "-")).enough
            assert p.judge(unicodedata.normalize("NFD", phrase)).enough


def test_six_words_are_not_enough_and_one_more_is_asked():
    strength = p.judge("cheval lampe canard tulipe navire violon")
    assert not strength.enough
    assert strength.bits == pytest.approx(6 * p.bits_per_word(), abs=0.1)
    assert "ajoutez encore un mot" in strength.sentence


@pytest.mark.parametrize(
    "weak",
    [
        "azertyuiop",
        "motdepasse",
        "Lucie1987!",
        "anticonstitutionnellement",
        "chevalpileagrafe",
        "a" * 200,
        "abc" * 60,
        "le chat est sur la table",
        "cheval cheval cheval cheval cheval cheval cheval cheval",
        "1 2 3 4 5 6 7 8 9 10",
        "aaaa bbbb cccc dddd eeee ffff gggg",
        "Lucie Martin Lucie Martin Mobilité Creuse",
    ],
)
def test_a_weak_phrase_is_refused_with_something_to_do(weak):
    strength = p.judge(weak, ("Lucie Martin", "Mobilité Creuse"))
    assert not strength.enough
    assert strength.bits < 80
    assert "7 mots" in strength.sentence


def test_each_reason_has_its_own_sentence():
    assert "nom connu" in p.judge("martin au bord du lac", ("Lucie Martin",)).sentence
    assert "se répète" in p.judge("lampe lampe tulipe navire violon").sentence
    assert "Beaucoup trop" in p.judge("1234").sentence
    assert p.judge("").sentence.startswith("Gardez les 7 mots")
    assert p.judge("  ").bits == 0


def test_a_long_random_password_is_enough():
    assert p.judge("k7#Qz9!vT2@xW5$mB8&h").enough
    assert p.judge("k7Qz9vT2xW5mB8hR").enough
    assert not p.judge("k7#Qz9!vT2").enough


def test_accents_and_case_do_not_make_other_words():
    assert p.estimate_bits("Été été ÉTÉ ete lampe") < p.estimate_bits("tulipe navire violon canard lampe")


def test_personal_words_weigh_almost_nothing():
    phrase = "rose navire violon canard lampe tulipe cheval"
    assert p.estimate_bits(phrase) - p.estimate_bits(phrase, ("Rose Martin",)) > 8
    assert "nom connu" in p.judge(phrase, ("Rose Martin",)).sentence


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_has_a_finite_strength(text, personal):
    bits = p.estimate_bits(text, personal)
    assert bits >= 0
    assert math.isfinite(bits)
    assert p.judge(text, personal).sentence.endswith(".")
