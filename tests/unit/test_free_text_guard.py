import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.free_text_guard import SensitiveTopic, SensitiveWords, WarningKind, inspect
from mobiconseil.errors import InvalidReference
from mobiconseil.reference.sensitive_words import load_sensitive_words

WORDS = load_sensitive_words()
NOTHING = SensitiveWords(topics=())


def kinds(text):
    return [warning.kind for warning in inspect(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("NIR 1 84 05 23 096 123 45.", "1 84 05 23 096 123 45"),
        ("son numéro 284052309612345", "284052309612345"),
        ("2840523096123", "2840523096123"),
        ("n° 2-84-05-23-096-123", "2-84-05-23-096-123"),
        ("1\u00a084\u00a005\u00a023\u00a0096\u00a0123", "1\u00a084\u00a005\u00a023\u00a0096\u00a0123"),
        ("né en Corse 1 84 05 2A 096 123 45", "1 84 05 2A 096 123 45"),
        ("1 84 05 23 09 61 23 4 5 !", "1 84 05 23 09 61 23 4 5"),
    ],
)
def test_a_social_security_number_is_noticed(text, excerpt):
    (warning,) = inspect(text, NOTHING)
    assert warning.kind is WarningKind.NIR
    assert text[warning.start : warning.end] == warning.excerpt == excerpt
    assert "sécurité sociale" in warning.sentence


@pytest.mark.parametrize(
    "text",
    [
        "4970 1012 3456 7893",
        "5555555555554444",
        "378282246310005",
        "4970-1012-3456-7893 12/28",
        "4970 1012 3456 7893 123",
    ],
)
def test_a_bank_card_is_noticed(text):
    (warning,) = inspect(f"carte {text}", NOTHING)
    assert warning.kind is WarningKind.CARD


def test_another_long_number_is_noticed():
    (warning,) = inspect("son numéro fiscal 0123456789012", NOTHING)
    assert warning.kind is WarningKind.LONG_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 12 34",
        "06 39 98 12 34 ou 06 39 98 12 35",
        "06 39 98 12 34 2026",
        "06 39 98 12 34 06 39 98 12 35",
        "0033 6 39 98 12 34",
        "+33639981234",
        "le 20.11.2026 14.30.15",
        "20 11 2026 14 30 00",
        "2026-11-20 14.30.15",
        "FR76 3000 6000 0112 3456 7890 189",
        "BE68 5390 0754 7034",
        "FR14 2004 1010 0505 0001 3M02 606",
        "SIRET 732 829 320 00074",
        "73282932000074",
        "facture n° 2026000000123",
        "4970 1012 3456 7890",
        "12 34 56",
        "²³ ١٢٣٤٥٦٧٨٩٠١٢٣",
    ],
)
def test_phones_dates_bank_accounts_and_companies_raise_no_alarm(text):
    assert inspect(text, NOTHING) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il fait une dépression", "health"),
        ("traitée pour un CANCER", "health"),
        ("ancien toxicomane", "health"),
        ("Elle est enceinte.", "health"),
        ("crises d’angoisse au volant", "health"),
        ("sort de prison", "justice"),
        ("Garde-à-vue hier", "justice"),
        ("bracelet électronique", "justice"),
        ("il est musulman", "religion"),
        ("va à la mosquée", "religion"),
        ("Témoins de Jéhovah", "religion"),
        ("militante d’extrême-droite", "opinion"),
        ("délégué syndical", "opinion"),
        ("famille de gitans", "origin"),
        ("il est homosexuel", "intimacy"),
    ],
)
def test_a_sensitive_word_is_noticed(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "A passé le permis en 2019, suspension de permis jusqu’en mars",
        "Va à la pharmacie et chez le médecin le mardi",
        "Rendez-vous à l’hôpital à 9 h",
        "Diagnostic mobilité fait, arrêt de bus devant la mairie",
        "Adressée par le Secours catholique et l’Assurance maladie",
        "Habite rue Pasteur, près de l’église",
        "Cours dans l’enceinte du lycée",
        "Gilet jaune obligatoire à vélo, syndicat mixte des transports",
        "Ne conduit pas la nuit, fatigue vite",
        "Prévenir le tribunal d’instance du changement d’adresse",
        "Promenade en voile, Rome, romarin, détendue, cancre",
        "Parle turc, préfère écrire en français",
        "Peur de conduire sur autoroute",
    ],
)
def test_ordinary_notes_raise_no_alarm(text):
    assert kinds(text) == []


def test_the_excerpt_is_what_was_typed_whatever_its_accents():
    text = "Œuvre, puis une dépression."
    for form in ("NFC", "NFD"):
        typed = unicodedata.normalize(form, text)
        (warning,) = inspect(typed, WORDS)
        assert unicodedata.normalize("NFC", typed[warning.start : warning.end]) == "dépression"
        assert warning.excerpt == typed[warning.start : warning.end]


def test_warnings_come_in_the_order_of_the_text_without_overlap():
    warnings = inspect("Sort de prison, diabétique, carte 4970 1012 3456 7893.", WORDS)
    assert [w.kind for w in warnings] == [WarningKind.JUSTICE, WarningKind.HEALTH, WarningKind.CARD]


@given(st.text(alphabet=st.sampled_from("0123456789 .-+aÉœ\u0301\u202fprison"), max_size=60))
def test_any_text_can_be_inspected(text):
    end = 0
    for warning in inspect(text, WORDS):
        assert end <= warning.start < warning.end <= len(text)
        assert warning.excerpt == text[warning.start : warning.end]
        end = warning.end


def test_every_topic_says_what_to_do_and_has_a_label():
    assert {topic.kind for topic in WORDS.topics} >= {"health", "justice", "religion", "opinion"}
    assert all(topic.sentence.endswith(".") for topic in WORDS.topics)
    assert len({kind.label for kind in WarningKind}) == len(WarningKind)


def test_every_listed_word_is_noticed_and_every_allowed_phrase_is_not():
    for topic in WORDS.topics:
        for word in topic.words:
            assert inspect(word.replace("*", "e"), SensitiveWords(topics=(topic,))), word
        for phrase in topic.allowed:
            assert not inspect(phrase.replace("*", "e"), SensitiveWords(topics=(topic,))), phrase


def test_a_topic_without_allowed_phrases_works():
    topic = SensitiveTopic(kind=WarningKind.OPINION, sentence="Effacez.", words=("vote*",))
    assert [w.excerpt for w in inspect("Ils votent", SensitiveWords(topics=(topic,)))] == ["votent"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('[[topic]]\nkind = "autre"\nsentence = "x"\nwords = ["a"]', "n’est pas une valeur connue"),
        ('[[topic]]\nkind = "health"\nsentence = "x"\nwords = ["*"]', "un mot est vide"),
        ('[[topic]]\nkind = "health"\nwords = ["a"]', "sentence"),
        ('[[topic]]\nkind = "health"\nsentence = "x"\nwords = ["a"]\nmots = 1', "mots"),
        ('[[topic]]\nkind = "health"\nsentence = "x"\nwords = ["a"]\n' * 2, "en double"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_reason(tmp_path, body, reason):
    path = tmp_path / "sensitive_words.toml"
    path.write_text(f'version = "1"\nverified_on = 2026-11-20\nsource = "s"\nnote = "n"\n{body}\n', encoding="utf-8")
    with pytest.raises(InvalidReference, match=reason) as caught:
        load_sensitive_words(path)
    assert "sensitive_words.toml, ligne" in str(caught.value)
