"""The directory of the demonstration: imagined structures and services in real communes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobiconseil.domain.directory import service_id
from mobiconseil.domain.identity import RecordId

SOURCE = "annuaire-imaginaire"
SHEETS = {
    ("AutoRelais, 4 rue de la Gare, à Craon", "F4-01"): "autorelais-location-craon",
    ("Départ de la mairie de Ballots", "F1-08"): "cap-mobilite-premier-trajet-ballots",
    ("Permanence de Craon", "F1-10"): "cap-mobilite-achat-craon",
    ("Maison de quartier, Craon", "F2-05"): "coquelicots-code-craon",
    ("Garage du bourg, Ballots", "F5-04"): "garage-bourg-controle-ballots",
    ("Craon", "F2-07"): "coquelicots-permis-craon",
}
"""Place and catalogue service of a step of the stories → the sheet it was chosen from."""

POINTS: Mapping[str, tuple[str, float, float]] = {
    "Athée": ("53012", 47.8873, -0.9555),
    "Ballots": ("53018", 47.8953, -1.0484),
    "Château-Gontier-sur-Mayenne": ("53062", 47.8266, -0.707),
    "Congrier": ("53073", 47.8128, -1.1179),
    "Cossé-le-Vivien": ("53077", 47.941, -0.9144),
    "Craon": ("53084", 47.8485, -0.9498),
    "Cuillé": ("53088", 47.9692, -1.127),
    "La Roë": ("53191", 47.8952, -1.1109),
    "La Selle-Craonnaise": ("53258", 47.8419, -1.0438),
    "Fontaine-Couverte": ("53098", 47.9079, -1.1436),
    "Laval": ("53130", 48.0779, -0.7701),
    "Livré-la-Touche": ("53135", 47.8817, -0.9819),
    "Méral": ("53151", 47.9608, -0.9901),
    "Niafles": ("53165", 47.8461, -1.0022),
    "Pommerieux": ("53180", 47.8233, -0.8981),
    "Quelaines-Saint-Gault": ("53186", 47.9228, -0.8025),
    "Renazé": ("53188", 47.7937, -1.0557),
    "Saint-Aignan-sur-Roë": ("53197", 47.8398, -1.1369),
    "Saint-Saturnin-du-Limet": ("53253", 47.812, -1.068),
    "Senonnes": ("53259", 47.7982, -1.2032),
}
"""INSEE code and middle of each commune."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A service, given in one or several communes; « {} » in its name is the commune."""

    key: str
    code: str
    name: str
    text: str
    communes: tuple[str, ...]
    publics: str = "tous-publics"
    hours: str = ""
    cost: str = ""
    """Empty: free."""
    conditions: str = ""
    address: str = ""
    by: str = "usagers professionnels"
    days: int | None = None
    """Delay that the team observed."""
    min_age: int | None = None
    max_age: int | None = None
    licence_years: int | None = None
    deposit: int | None = None
    registered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A structure and its services."""

    key: str
    name: str
    commune: str
    address: str
    phone: str
    offers: tuple[Offer, ...]
    hours: str = "Mo-Fr 09:00-12:30,14:00-17:30; PH off"


_SEEKERS = "beneficiaires-des-minimas-sociaux demandeurs-emploi"
_WEEK = "Mo-Fr 09:00-12:30,14:00-17:30; PH off"

# One line for what it is, one for what it says: a table is easier to read than a column.
# fmt: off
HOUSES = (
    House(
        key="cap-mobilite", name="Cap Mobilité Craonnais", commune="Craon", address="2 place du Marché",
        phone="+33261913045",
        offers=(
            Offer(key="accueil", code="F1-01", name="Accueil et information au téléphone", hours=_WEEK, days=1,
                  text="Une première réponse à toutes les questions de trajet, et un rendez-vous si besoin.",
                  communes=("Craon",)),
            Offer(key="diagnostic", code="F1-04", name="Diagnostic de mobilité", days=12, communes=("Craon",),
                  text="Un entretien d’une heure pour faire le point sur vos trajets et trouver des solutions."),
            Offer(key="premier-trajet", code="F1-08", name="Accompagnement au premier trajet", days=9,
                  text="Une personne fait le trajet avec vous la première fois.", communes=("Ballots",),
                  address="Départ de la mairie"),
            Offer(key="achat", code="F1-10", name="Conseil à l’achat d’une voiture ou d’un vélo", days=14,
                  text="Choisir, vérifier et assurer un véhicule, sans payer trop.", communes=("Craon",),
                  address="2 place du Marché"),
            Offer(key="demarches", code="F1-09", name="Aide aux démarches\u00a0: permis, carte grise", days=8,
                  text="Faire ses démarches en ligne avec une conseillère.", communes=("Craon", "Renazé")),
            Offer(key="permanence", code="F1-02", name="Permanence mobilité de {}", days=10,
                  text="Une conseillère vous reçoit près de chez vous, sur rendez-vous.",
                  communes=("Ballots", "Renazé", "Cossé-le-Vivien", "Saint-Aignan-sur-Roë", "Quelaines-Saint-Gault",
                            "Cuillé"), hours="Tu 09:00-12:00"),
        ),
    ),
    House(
        key="relais-numerique", name="Le Fil à l’endroit (imaginaire)", commune="Cossé-le-Vivien",
        address="5 rue des Tilleuls", phone="+33261913110",
        offers=(
            Offer(key="applis", code="F2-02", name="Atelier\u00a0: réserver un trajet sur son téléphone", days=20,
                  text="Deux heures en petit groupe, avec son propre téléphone.",
                  communes=("Cossé-le-Vivien", "Craon", "Renazé"), hours="We 14:00-16:00"),
            Offer(key="plan", code="F2-01", name="Atelier\u00a0: lire un plan, un horaire, s’orienter", days=25,
                  text="Préparer un trajet en car et en train, du plan à l’arrêt.",
                  communes=("Cossé-le-Vivien", "Château-Gontier-sur-Mayenne")),
            Offer(key="allophones", code="F2-03", name="Se déplacer en France\u00a0: atelier pour allophones",
                  publics="personnes-exilees", text="Les mots et les usages de la route et du car.", days=40,
                  communes=("Château-Gontier-sur-Mayenne",), hours="Th 18:00-20:00"),
        ),
    ),
    House(
        key="coquelicots", name="Auto-école des Coquelicots (imaginaire)", commune="Craon",
        address="7 rue du Mûrier", phone="+33261913120",
        offers=(
            Offer(key="permis", code="F2-07", name="Auto-école sociale\u00a0: permis B", publics=f"{_SEEKERS} jeunes",
                  text="Le permis B avec une pédagogie adaptée et un groupe de huit personnes.", days=75,
                  communes=("Craon",), cost="Participation selon les revenus", registered=True, min_age=18,
                  conditions="Sur prescription, inscription à France Travail", hours=_WEEK, by="professionnels"),
            Offer(key="code", code="F2-05", name="Préparation au code, pédagogie adaptée", publics=_SEEKERS, days=28,
                  text="Deux matinées par semaine, avec un logiciel qui lit les questions.",
                  communes=("Craon", "Renazé"), address="Maison de quartier", hours="Tu,Th 09:00-12:00"),
            Offer(key="evaluation", code="F2-06", name="Évaluation de conduite avant inscription", days=18,
                  text="Une heure de conduite pour savoir combien d’heures seront utiles.", communes=("Craon",),
                  cost="35 €"),
            Offer(key="reprise", code="F2-10", name="Remise à niveau\u00a0: reprendre le volant", days=30,
                  text="Quelques heures pour reprendre confiance après une interruption.", cost="45 € l’heure",
                  communes=("Craon", "Château-Gontier-sur-Mayenne")),
            Offer(key="am", code="F2-09", name="Permis AM (scooter, voiturette)", publics="jeunes", min_age=14,
                  text="Une journée de formation pour conduire un scooter.", cost="180 €", communes=("Craon",)),
        ),
    ),
    House(
        key="laval-conduite", name="Conduite pour tous en Mayenne (imaginaire)", commune="Laval",
        address="18 rue du Pont de pierre", phone="+33261913130",
        offers=(
            Offer(key="permis", code="F2-07", name="Auto-école associative\u00a0: permis B", days=110,
                  publics="jeunes demandeurs-emploi", text="Groupes de dix, moniteurs formés à l’accompagnement.",
                  communes=("Laval",), cost="600 €", min_age=17, hours="Mo-Fr 09:00-18:00"),
            Offer(key="automatique", code="F2-08", name="Permis en boîte automatique ou sur véhicule adapté", days=80,
                  publics="personnes-en-situation-de-handicap",
                  text="Voiture à boîte automatique et commandes au volant.", communes=("Laval",), cost="900 €"),
            Offer(key="fle", code="F2-04", name="Français appliqué au code (FLE permis)", publics="personnes-exilees",
                  text="Apprendre le code et le français de la route en même temps.", communes=("Laval",), days=60),
            Offer(key="stress", code="F2-14", name="Atelier confiance\u00a0: conduire sans stress", communes=("Laval",),
                  text="Simulateur et échanges, en trois séances.", days=45),
        ),
    ),
    House(
        key="velo-bocage", name="Vélo Bocage (imaginaire)", commune="Craon", address="Ancienne gare",
        phone="+33261913140", hours="We,Sa 10:00-12:00,14:00-18:00",
        offers=(
            Offer(key="ecole", code="F2-11", name="Vélo-école pour adultes", days=21, cost="20 € les six séances",
                  text="Apprendre à rouler, puis à circuler.", communes=("Craon", "Renazé", "Cossé-le-Vivien")),
            Offer(key="location", code="F4-05", name="Location de vélos électriques", cost="30 € par mois", deposit=150,
                  text="Vélo électrique avec panier, antivol et révision comprise.", days=6,
                  communes=("Craon", "Renazé", "Cossé-le-Vivien", "Ballots", "Château-Gontier-sur-Mayenne")),
            Offer(key="cargo", code="F4-06", name="Prêt de vélo cargo ou de remorque", deposit=200, days=10,
                  text="Pour les courses et les enfants, un mois pour essayer.", communes=("Craon",)),
            Offer(key="vente", code="F5-05", name="Vente de vélos remis en état", cost="de 40 à 150 €",
                  text="Des vélos révisés et marqués contre le vol.", communes=("Craon",)),
            Offer(key="atelier", code="F5-06", name="Atelier vélo participatif de {}", cost="5 € par an",
                  text="Réparer son vélo soi-même, avec de l’aide et des outils.",
                  communes=("Craon", "Cossé-le-Vivien", "Saint-Aignan-sur-Roë"), hours="Sa 10:00-12:00"),
            Offer(key="abri", code="F7-04", name="Abri à vélos de {}", text="Abri couvert avec arceaux, ouvert à tous.",
                  communes=("Craon", "Renazé", "Cossé-le-Vivien", "Ballots", "Quelaines-Saint-Gault", "Laval"),
                  hours="24/7"),
        ),
    ),
    House(
        key="autorelais", name="AutoRelais (imaginaire)", commune="Craon", address="4 rue de la Gare",
        phone="+33261915510",
        offers=(
            Offer(key="location", code="F4-01", name="Location solidaire de voiture", publics=_SEEKERS, days=7,
                  text="Une petite voiture pour une reprise d’emploi ou une formation, trois mois au plus.",
                  communes=("Craon",), address="4 rue de la Gare", cost="environ 110 € par mois", deposit=300,
                  licence_years=1, hours="Mo-Fr 09:00-12:00,14:00-18:00; PH off",
                  conditions="Contrat de travail ou entrée en formation"),
            Offer(key="location-2", code="F4-01", name="Location solidaire de voiture, antenne de {}", publics=_SEEKERS,
                  text="Retrait sur rendez-vous.", communes=("Renazé", "Château-Gontier-sur-Mayenne"), days=12,
                  cost="environ 110 € par mois", deposit=300, licence_years=1),
            Offer(key="scooter", code="F4-02", name="Location de scooters", publics=f"{_SEEKERS} jeunes", days=5,
                  text="Scooter, casque et gants.", cost="3 € par jour", min_age=16, deposit=150,
                  communes=("Craon", "Cossé-le-Vivien", "Saint-Aignan-sur-Roë")),
            Offer(key="vsp", code="F4-03", name="Voiture sans permis", cost="150 € par mois", deposit=500,
                  text="Pour aller travailler quand on n’a pas le permis.", communes=("Craon",), days=30),
            Offer(key="emploi", code="F4-04", name="Prêt de voiture pour une embauche", days=4, registered=True,
                  publics="demandeurs-emploi", text="Dix jours gratuits pour commencer un contrat.",
                  communes=("Craon",), by="professionnels", licence_years=0),
            Offer(key="autopartage", code="F4-07", name="Voiture partagée de {}", cost="2 € l’heure et 0,30 € le km",
                  text="Une voiture électrique à réserver, sur la place de la mairie.",
                  communes=("Ballots", "Renazé", "Méral", "Quelaines-Saint-Gault"), hours="24/7", licence_years=2),
        ),
    ),
    House(
        key="etape", name="Garage de l’Étape (imaginaire)", commune="Craon", address="12 route de Segré",
        phone="+33261913150", hours="Mo-Fr 08:30-12:00,13:30-17:30; PH off",
        offers=(
            Offer(key="reparation", code="F5-01", name="Garage solidaire\u00a0: réparation", publics=_SEEKERS, days=15,
                  text="Entretien et réparation à prix coûtant.", communes=("Craon", "Château-Gontier-sur-Mayenne"),
                  cost="40 € l’heure", by="professionnels", conditions="Sur prescription"),
            Offer(key="vente", code="F5-02", name="Garage solidaire\u00a0: vente de voitures", publics=_SEEKERS,
                  days=45, text="Voitures révisées, garanties trois mois.", cost="de 1 000 à 2 500 €",
                  communes=("Craon",)),
            Offer(key="self", code="F5-03", name="Réparer sa voiture soi-même, avec un mécanicien", cost="12 € l’heure",
                  text="Un pont, des outils et des conseils.", communes=("Craon",), hours="Sa 09:00-12:00"),
            Offer(key="don", code="F5-08", name="Dons de voitures", text="Une seconde vie pour les voitures données.",
                  communes=("Craon",)),
        ),
    ),
    House(
        key="garage-bourg", name="Garage du bourg (imaginaire)", commune="Ballots", address="Rue de Bretagne",
        phone="+33261913160",
        offers=(
            Offer(key="controle", code="F5-04", name="Contrôle gratuit des points de sécurité", days=6,
                  text="Pneus, freins, éclairage\u00a0: une liste de ce qui est à faire, sans engagement.",
                  communes=("Ballots", "Cuillé", "La Roë"), hours="Mo-Sa 08:30-12:00"),
        ),
    ),
    House(
        key="coup-de-pouce", name="Coup de pouce Mayenne (imaginaire)", commune="Laval", address="3 allée des Arts",
        phone="+33261913170",
        offers=(
            Offer(key="micro", code="F3-03", name="Microcrédit pour une voiture ou le permis", days=25,
                  text="De 300 à 5 000 €, avec un bénévole qui suit le dossier.", communes=("Laval", "Craon")),
            Offer(key="urgence", code="F3-04", name="Fonds d’urgence\u00a0: essence et titres de transport", days=3,
                  publics=_SEEKERS, text="Une aide immédiate pour un entretien ou le premier mois de travail.",
                  communes=("Craon", "Château-Gontier-sur-Mayenne", "Laval"), by="professionnels"),
            Offer(key="permis", code="F3-01", name="Aide au permis du territoire", publics="jeunes", min_age=17,
                  max_age=25, text="Une aide contre quelques heures d’engagement.", communes=("Craon",), days=40),
            Offer(key="caution", code="F3-06", name="Garantie pour une location de voiture", publics=_SEEKERS, days=9,
                  text="La caution est avancée par l’association.", communes=("Laval",)),
            Offer(key="velo", code="F3-10", name="Aide à l’achat d’un vélo électrique", days=50,
                  text="Jusqu’à 200 €, selon les revenus.", communes=("Craon", "Laval")),
            Offer(key="reparation", code="F3-07", name="Aide à la réparation d’un véhicule", publics=_SEEKERS, days=22,
                  text="La moitié de la facture, 400 € au plus.", communes=("Laval",), by="professionnels"),
            Offer(key="tarif", code="F3-09", name="Carte de car à tarif solidaire", publics=_SEEKERS, days=12,
                  text="Les cars du département à moitié prix.", communes=("Laval", "Craon")),
        ),
    ),
    House(
        key="bras-tendus", name="Les Bras tendus (imaginaire)", commune="Renazé", address="Mairie",
        phone="+33261913180", hours="Mo,Th 09:00-12:00",
        offers=(
            Offer(key="solidaire", code="F6-01", name="Transport solidaire, {}", cost="0,40 € le km", days=3,
                  text="Un bénévole vous conduit, à réserver deux jours avant.", hours="Mo-Fr 09:00-11:30",
                  communes=("Renazé", "Congrier", "Saint-Aignan-sur-Roë", "Ballots", "Cuillé", "Méral", "Athée",
                            "Livré-la-Touche", "Pommerieux", "Senonnes")),
        ),
    ),
    House(
        key="cars", name="Lignes du Haut-Anjou (imaginaire)", commune="Château-Gontier-sur-Mayenne",
        address="Place de la gare routière", phone="+33261913190", hours="Mo-Sa 07:30-19:00",
        offers=(
            Offer(key="tad", code="F6-02", name="Transport à la demande, secteur de {}", cost="3 € le trajet", days=2,
                  text="À réserver la veille avant midi.", hours="Mo-Sa 07:30-19:00; PH off",
                  communes=("Craon", "Cossé-le-Vivien", "Renazé", "Saint-Aignan-sur-Roë", "Quelaines-Saint-Gault")),
            Offer(key="pmr", code="F6-03", name="Transport de personnes à mobilité réduite", cost="4 € le trajet",
                  publics="personnes-en-situation-de-handicap", days=5, text="De porte à porte, véhicule adapté.",
                  communes=("Craon", "Laval")),
            Offer(key="navette", code="F6-04", name="Navette vers la zone d’activités", publics="actifs", days=10,
                  text="Aux heures des équipes, du lundi au vendredi.", communes=("Craon", "Cossé-le-Vivien"),
                  cost="1 €"),
            Offer(key="car", code="F7-01", name="Arrêt de car de {}", cost="2 € le trajet", hours="24/7", days=0,
                  text="Ligne Craon – Château-Gontier – Laval, plusieurs départs par jour.",
                  communes=("Craon", "Cossé-le-Vivien", "Renazé", "Quelaines-Saint-Gault", "Laval")),
        ),
    ),
    House(
        key="ensemble", name="On part ensemble (imaginaire)", commune="Cossé-le-Vivien",
        address="1 place du Champ de foire", phone="+33261913200",
        offers=(
            Offer(key="solidaire", code="F7-02", name="Covoiturage solidaire du quotidien", days=8,
                  text="Une personne cherche pour vous des conducteurs qui font le même trajet.",
                  communes=("Cossé-le-Vivien",), hours=_WEEK),
            Offer(key="aire", code="F7-02", name="Aire de covoiturage de {}", hours="24/7",
                  text="Places de stationnement éclairées, près de l’arrêt de car.",
                  communes=("Craon", "Ballots", "Renazé", "Cossé-le-Vivien", "Méral", "La Selle-Craonnaise",
                            "Quelaines-Saint-Gault", "Pommerieux")),
            Offer(key="stop", code="F7-03", name="Arrêt d’autostop organisé de {}",
                  text="Un panneau, une carte de membre et des voisins inscrits.", min_age=16,
                  communes=("Niafles", "La Roë", "Fontaine-Couverte", "Saint-Saturnin-du-Limet", "Livré-la-Touche")),
        ),
    ),
)
# fmt: on


def sheet_of(place: str, code: str) -> RecordId | None:
    """Return the sheet that a step of a story was chosen from, or None."""
    key = SHEETS.get((place, code))
    return None if key is None else service_id(f"{SOURCE}--{key}")
