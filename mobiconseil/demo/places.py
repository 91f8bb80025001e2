"""The canton of the demonstration: real communes, imagined people and structures."""

from __future__ import annotations

POSTAL_CODES = {
    "Athée": "53400",
    "Ballots": "53350",
    "Château-Gontier-sur-Mayenne": "53200",
    "Congrier": "53800",
    "Cossé-le-Vivien": "53230",
    "Craon": "53400",
    "Cuillé": "53540",
    "La Roë": "53350",
    "La Selle-Craonnaise": "53800",
    "Fontaine-Couverte": "53350",
    "Laval": "53000",
    "Livré-la-Touche": "53400",
    "Méral": "53230",
    "Niafles": "53400",
    "Pommerieux": "53400",
    "Quelaines-Saint-Gault": "53360",
    "Renazé": "53800",
    "Saint-Aignan-sur-Roë": "53390",
    "Saint-Saturnin-du-Limet": "53800",
    "Senonnes": "53390",
}

STRUCTURE = {
    "name": "Cap Mobilité Craonnais",
    "tagline": "Conseil en mobilité",
    "address": "2 place du Marché",
    "postal_code": "53400",
    "commune": "Craon",
    "phone": "+33261913045",
    "email": "contact@cap-mobilite.example",
    "website": "https://cap-mobilite.example",
    "controller": "L’association Cap Mobilité Craonnais (imaginaire), 2 place du Marché, 53400 Craon",
    "dpo_contact": "donnees@cap-mobilite.example",
    "places": "Mairie de Ballots\nFrance services de Renazé\nMairie de Cossé-le-Vivien\nPermanence de Craon",
}

ADVISER = {
    "job_title": "Conseillère en mobilité",
    "phone": "+33261913045",
    "email": "claire.morin@cap-mobilite.example",
    "hours": "La semaine, de 9 heures à 17 heures",
}

COLLEAGUE = {
    "first_name": "Lucas",
    "last_name": "Hamon",
    "job_title": "Conseiller en mobilité",
    "phone": "+33261913046",
    "email": "lucas.hamon@cap-mobilite.example",
    "hours": "La semaine, de 9 heures à 17 heures",
}
