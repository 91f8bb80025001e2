"""The fields of a service sheet, grouped, with the editor that each one needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.catalogues import Mesh, ServiceCatalogue
from mobiconseil.domain.directory_codes import (
    AccessMode,
    Audience,
    Fees,
    MobilisableBy,
    MobilisationMode,
    OfferKind,
    Theme,
)
from mobiconseil.domain.vocabulary import Vocabulary


class EditorKind(StrEnum):
    """Which widget edits a field."""

    TEXT = "text"
    AREA = "area"
    PHONE = "phone"
    COMMUNE = "commune"
    CHOICE = "choice"
    CODES = "codes"
    YES_NO = "yes_no"
    NUMBER = "number"
    HOURS = "hours"


Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of the sheet."""

    name: str
    label: str
    editor: EditorKind = EditorKind.TEXT
    options: Options = ()
    help: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """A card of the sheet."""

    code: str
    title: str
    subtitle: str = ""
    fields: tuple[FieldSpec, ...]


def _options(vocabulary: type[Vocabulary], *, blank: bool = False) -> Options:
    return tuple((member.value, member.label) for member in vocabulary if blank or member.value)


def _contact() -> FieldGroup:
    return FieldGroup(
        code="contact",
        title="Joindre",
        fields=(
            FieldSpec(name="phone", label="Téléphone", editor=EditorKind.PHONE),
            FieldSpec(name="email", label="Courriel"),
            FieldSpec(
                name="contact_name", label="Personne à demander", help="Jamais imprimée ni exportée sans votre accord."
            ),
            FieldSpec(name="mobilisation_link", label="Lien pour demander"),
            FieldSpec(
                name="mobilisation_modes",
                label="Comment demander",
                editor=EditorKind.CODES,
                options=_options(MobilisationMode),
                wide=True,
            ),
            FieldSpec(
                name="mobilisable_by",
                label="Qui peut demander",
                editor=EditorKind.CODES,
                options=_options(MobilisableBy),
                wide=True,
            ),
            FieldSpec(name="mobilisation_detail", label="Précisions", editor=EditorKind.AREA, wide=True),
        ),
    )


def _place() -> FieldGroup:
    return FieldGroup(
        code="place",
        title="Lieu et horaires",
        fields=(
            FieldSpec(name="address", label="Adresse"),
            FieldSpec(name="address_extra", label="Complément d’adresse"),
            FieldSpec(name="commune", label="Commune", editor=EditorKind.COMMUNE),
            FieldSpec(name="postal_code", label="Code postal"),
            FieldSpec(
                name="opening_hours",
                label="Horaires",
                editor=EditorKind.HOURS,
                help="Exemple\u00a0: lun-ven 9h-12h, 14h-17h\u202f; sam 9h-12h (ou au format OpenStreetMap)",
                wide=True,
            ),
            FieldSpec(
                name="access_modes",
                label="Accueil",
                editor=EditorKind.CODES,
                options=_options(AccessMode),
                wide=True,
            ),
        ),
    )


def _criteria() -> FieldGroup:
    return FieldGroup(
        code="criteria",
        title="Pour qui, à quelles conditions",
        subtitle="ces critères trient les services pour chaque personne",
        fields=(
            FieldSpec(name="publics", label="Pour qui", editor=EditorKind.CODES, options=_options(Audience), wide=True),
            FieldSpec(name="publics_detail", label="Précisions sur les publics", editor=EditorKind.AREA, wide=True),
            FieldSpec(name="min_age", label="Âge minimum", editor=EditorKind.NUMBER),
            FieldSpec(name="max_age", label="Âge maximum", editor=EditorKind.NUMBER),
            FieldSpec(name="licence_needed", label="Permis B demandé", editor=EditorKind.YES_NO),
            FieldSpec(
                name="licence_seniority_years", label="Ancienneté du permis, en années", editor=EditorKind.NUMBER
            ),
            FieldSpec(name="needs_registration", label="Inscription à France Travail", editor=EditorKind.YES_NO),
            FieldSpec(name="max_income_quotient", label="Quotient familial maximum", editor=EditorKind.NUMBER),
            FieldSpec(name="deposit", label="Caution, en euros", editor=EditorKind.NUMBER),
            FieldSpec(name="zones", label="Territoires servis", help="Codes INSEE, un espace entre deux."),
            FieldSpec(name="conditions", label="Autres conditions", editor=EditorKind.AREA, wide=True),
        ),
    )


def _offer() -> FieldGroup:
    return FieldGroup(
        code="offer",
        title="Ce que propose le service",
        fields=(
            FieldSpec(name="name", label="Nom", wide=True),
            FieldSpec(name="description", label="Description", editor=EditorKind.AREA, wide=True),
            FieldSpec(name="kind", label="Nature", editor=EditorKind.CHOICE, options=_options(OfferKind, blank=True)),
            FieldSpec(name="fees", label="Prix", editor=EditorKind.CHOICE, options=_options(Fees, blank=True)),
            FieldSpec(name="fees_detail", label="Précisions sur le prix", editor=EditorKind.AREA, wide=True),
            FieldSpec(name="themes", label="Thèmes", editor=EditorKind.CODES, options=_options(Theme), wide=True),
        ),
    )


def _ranking(catalogue: ServiceCatalogue) -> FieldGroup:
    families = tuple((family.code, family.label) for family in catalogue.families)
    services = tuple((service.code, f"{service.code} {service.name}") for service in catalogue.services)
    return FieldGroup(
        code="ranking",
        title="Classement et délais",
        subtitle="par votre équipe\u202f; aucun import ne les change",
        fields=(
            FieldSpec(
                name="family", label="Famille", editor=EditorKind.CHOICE, options=(("", "Sans famille"), *families)
            ),
            FieldSpec(
                name="catalogue",
                label="Service du catalogue",
                editor=EditorKind.CHOICE,
                options=(("", "Aucun"), *services),
            ),
            FieldSpec(name="core", label="Offre socle", editor=EditorKind.YES_NO),
            FieldSpec(
                name="mesh",
                label="Maillage",
                editor=EditorKind.CHOICE,
                options=(("", "Non renseigné"), *((mesh.value, mesh.label) for mesh in Mesh)),
            ),
            FieldSpec(name="target_days", label="Délai visé, en jours", editor=EditorKind.NUMBER),
            FieldSpec(name="observed_days", label="Délai constaté, en jours", editor=EditorKind.NUMBER),
        ),
    )


def groups(catalogue: ServiceCatalogue) -> tuple[FieldGroup, ...]:
    """Return the cards of the sheet, in the order in which an adviser asks."""
    return (_contact(), _place(), _criteria(), _offer(), _ranking(catalogue))


NOTE = FieldSpec(
    name="private_note",
    label="Ce qu’il faut savoir entre collègues",
    editor=EditorKind.AREA,
    help="Reste sur ce poste et dans votre équipe\u00a0: jamais imprimée ni exportée.",
    wide=True,
)
