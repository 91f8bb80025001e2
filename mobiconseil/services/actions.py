"""What a transaction does, in words: the past tense of the toast and of the journal."""

from __future__ import annotations

from mobiconseil.domain.vocabulary import Vocabulary, labels


class Action(Vocabulary):
    """One kind of change, as the person did it."""

    FILE_CREATED = "file.create"
    FILE_CHANGED = "file.change"
    FILE_TRASHED = "file.trash"
    FILE_RESTORED = "file.restore"
    FILES_MERGED = "file.merge"
    PIECE_RESTORED = "piece.restore"
    ERASED = "erase"
    SITUATION_CHANGED = "situation.change"
    TRIP_ADDED = "trip.add"
    TRIP_REMOVED = "trip.remove"
    BARRIER_CHANGED = "barrier.change"
    BARRIER_REMOVED = "barrier.remove"
    CONSENT_CHANGED = "consent.change"
    ASSESSMENT_STARTED = "assessment.start"
    ASSESSMENT_CHANGED = "assessment.change"
    ASSESSMENT_FINISHED = "assessment.finish"
    ASSESSMENT_REOPENED = "assessment.reopen"
    ASSESSMENT_REOPENED_TO_COMPLETE = "assessment.reopen.complete"
    ASSESSMENT_REOPENED_TO_CORRECT = "assessment.reopen.correct"
    ASSESSMENT_REOPENED_FOR_NEWS = "assessment.reopen.news"
    ASSESSMENT_REMOVED = "assessment.remove"
    RATED = "rating.change"
    GOAL_CHANGED = "plan.change"
    STEP_ADDED = "step.add"
    STEP_CHANGED = "step.change"
    STEP_MOVED = "step.move"
    STEP_REMOVED = "step.remove"
    PLAN_CLOSED = "plan.close"
    PLAN_REOPENED = "plan.reopen"
    CONTACT_ADDED = "contact.add"
    CONTACT_CHANGED = "contact.change"
    CONTACT_REMOVED = "contact.remove"
    APPOINTMENT_ADDED = "appointment.add"
    APPOINTMENT_CHANGED = "appointment.change"
    APPOINTMENT_REMOVED = "appointment.remove"
    RECALL_ADDED = "recall.add"
    RECALL_CHANGED = "recall.change"
    RECALL_DONE = "recall.done"
    RECALL_REMOVED = "recall.remove"
    DOCUMENT_ADDED = "document.add"
    DOCUMENT_REMOVED = "document.remove"
    TEAM_CHANGED = "team.change"
    WORDING_CHANGED = "wording.change"
    UNLOCKED = "unlock"
    LOCKED = "lock"
    RECOVERY_USED = "recovery.use"
    PASSPHRASE_CHANGED = "passphrase.change"
    RECOVERY_RENEWED = "recovery.renew"
    RECOVERY_CHECKED = "recovery.check"
    USER_ADDED = "user.add"
    USER_REMOVED = "user.remove"
    KEY_CHANGED = "key.change"
    PRINTED = "print"
    SAVED_PDF = "pdf"
    LIST_EXPORTED = "export.list"
    SERVICE_ADDED = "service.add"
    SERVICE_CHANGED = "service.change"
    SERVICE_VERIFIED = "service.verify"
    SERVICE_CLOSED = "service.close"
    SERVICE_REOPENED = "service.reopen"
    SERVICE_REMOVED = "service.remove"
    SERVICE_RESTORED = "service.restore"
    DROP_IN_ADDED = "drop_in.add"
    DROP_IN_CHANGED = "drop_in.change"
    DROP_IN_REMOVED = "drop_in.remove"
    DAY_OPENED = "drop_in_day.open"
    DAY_CLOSED = "drop_in_day.close"
    DAY_REOPENED = "drop_in_day.reopen"
    RECEPTION_STARTED = "reception.start"
    RECEPTION_ENDED = "reception.end"
    DAY_PAPERS_MADE = "drop_in_day.papers"
    CALENDAR_SAVED = "export.calendar"
    SERVICES_IMPORTED = "directory.import"
    IMPORT_UNDONE = "directory.import.undo"
    COLUMNS_REMEMBERED = "directory.columns"
    DIRECTORY_EXPORTED = "export.directory"
    CHOICE_KEPT = "choice.keep"
    CHOICE_DISCARDED = "choice.discard"
    CHOICE_CLEARED = "choice.clear"
    ANSWERED = "answer.change"
    ANSWER_FORGOTTEN = "answer.forget"
    PLAN_BUILT = "plan.build"
    REFERRAL_ADDED = "referral.add"
    REFERRAL_CHANGED = "referral.change"
    REFERRAL_SENT = "referral.send"
    REFERRAL_CHASED = "referral.chase"
    REFERRAL_ACCEPTED = "referral.accept"
    REFERRAL_REFUSED = "referral.refuse"
    REFERRAL_EXPIRED = "referral.expire"
    REFERRAL_REMOVED = "referral.remove"
    AID_REQUEST_ADDED = "aid_request.add"
    AID_REQUEST_CHANGED = "aid_request.change"
    AID_REQUEST_SENT = "aid_request.send"
    AID_REQUEST_GRANTED = "aid_request.grant"
    AID_REQUEST_REFUSED = "aid_request.refuse"
    AID_REQUEST_DROPPED = "aid_request.drop"
    AID_REQUEST_REMOVED = "aid_request.remove"
    UNMET_NEED_NOTED = "unmet_need.add"
    UNMET_NEED_CHANGED = "unmet_need.change"
    UNMET_NEED_REMOVED = "unmet_need.remove"
    LOCAL_AID_ADDED = "local_aid.add"
    LOCAL_AID_CHANGED = "local_aid.change"
    LOCAL_AID_VERIFIED = "local_aid.verify"
    LOCAL_AID_REMOVED = "local_aid.remove"
    LOCAL_AID_RESTORED = "local_aid.restore"
    LOCAL_AIDS_IMPORTED = "local_aid.import"
    AID_VERIFIED = "aid.verify"
    AID_CORRECTED = "aid.correct"
    AID_PUT_BACK = "aid.put_back"
    RULE_CHANGED = "rule.change"
    RULE_REMOVED = "rule.remove"
    TEAM_CREATED = "laptop.team"
    LAPTOP_INVITED = "laptop.invite"
    INVITATION_CANCELLED = "laptop.invite.cancel"
    TEAM_JOINED = "laptop.join"
    LAPTOP_CONFIRMED = "laptop.confirm"
    LAPTOP_TURNED_DOWN = "laptop.refuse"
    LAPTOP_RENAMED = "laptop.rename"
    LAPTOP_REVOKED = "laptop.revoke"
    REFERENT_NAMED = "laptop.referent"
    SHEET_REPLACED = "laptop.sheet"
    SHEET_FOLLOWED = "laptop.sheet.follow"
    LAPTOP_RESTARTED = "laptop.restart"
    EXCHANGE_EXPORTED = "exchange.export"
    EXCHANGE_IMPORTED = "exchange.import"
    EXCHANGE_UNDONE = "exchange.undo"
    CONFLICT_DECIDED = "conflict.decide"
    BACKUP_MADE = "backup.make"
    BACKUP_TRIED = "backup.try"
    BASE_RESTORED = "restore"

    @property
    def is_final(self) -> bool:
        """Say whether no « Annuler » can take it back: others rely on it as soon as it is signed."""
        return self in _FINAL


labels(
    Action,
    {
        Action.FILE_CREATED: "Dossier créé",
        Action.FILE_CHANGED: "Fiche modifiée",
        Action.FILE_TRASHED: "Dossier mis à la corbeille",
        Action.FILE_RESTORED: "Dossier restauré",
        Action.FILES_MERGED: "Deux dossiers réunis",
        Action.PIECE_RESTORED: "Élément remis dans le dossier",
        Action.ERASED: "Dossier effacé pour toujours",
        Action.SITUATION_CHANGED: "Situation modifiée",
        Action.TRIP_ADDED: "Trajet ajouté",
        Action.TRIP_REMOVED: "Trajet supprimé",
        Action.BARRIER_CHANGED: "Frein modifié",
        Action.BARRIER_REMOVED: "Frein retiré",
        Action.CONSENT_CHANGED: "Accord modifié",
        Action.ASSESSMENT_STARTED: "Diagnostic commencé",
        Action.ASSESSMENT_CHANGED: "Diagnostic modifié",
        Action.ASSESSMENT_FINISHED: "Diagnostic terminé",
        Action.ASSESSMENT_REOPENED: "Diagnostic rouvert",
        Action.ASSESSMENT_REOPENED_TO_COMPLETE: "Diagnostic rouvert pour le compléter",
        Action.ASSESSMENT_REOPENED_TO_CORRECT: "Diagnostic rouvert pour corriger une erreur",
        Action.ASSESSMENT_REOPENED_FOR_NEWS: "Diagnostic rouvert après un changement",
        Action.ASSESSMENT_REMOVED: "Diagnostic supprimé",
        Action.RATED: "Note modifiée",
        Action.GOAL_CHANGED: "But modifié",
        Action.STEP_ADDED: "Étape ajoutée",
        Action.STEP_CHANGED: "Étape modifiée",
        Action.STEP_MOVED: "Étape déplacée",
        Action.STEP_REMOVED: "Étape supprimée",
        Action.PLAN_CLOSED: "Plan clos",
        Action.PLAN_REOPENED: "Plan rouvert",
        Action.CONTACT_ADDED: "Contact noté",
        Action.CONTACT_CHANGED: "Contact modifié",
        Action.CONTACT_REMOVED: "Contact supprimé",
        Action.APPOINTMENT_ADDED: "Rendez-vous fixé",
        Action.APPOINTMENT_CHANGED: "Rendez-vous modifié",
        Action.APPOINTMENT_REMOVED: "Rendez-vous supprimé",
        Action.RECALL_ADDED: "Relance ajoutée",
        Action.RECALL_CHANGED: "Relance modifiée",
        Action.RECALL_DONE: "Relance faite",
        Action.RECALL_REMOVED: "Relance supprimée",
        Action.DOCUMENT_ADDED: "Document noté",
        Action.DOCUMENT_REMOVED: "Document retiré",
        Action.TEAM_CHANGED: "Réglage modifié",
        Action.WORDING_CHANGED: "Libellé modifié",
        Action.UNLOCKED: "Session ouverte",
        Action.LOCKED: "Session verrouillée",
        Action.RECOVERY_USED: "Clé de secours utilisée",
        Action.PASSPHRASE_CHANGED: "Phrase de passe changée",
        Action.RECOVERY_RENEWED: "Feuille de secours refaite",
        Action.RECOVERY_CHECKED: "Feuille de secours vérifiée",
        Action.USER_ADDED: "Accès ajouté",
        Action.USER_REMOVED: "Accès retiré",
        Action.KEY_CHANGED: "Clé de la base changée",
        Action.PRINTED: "Document imprimé",
        Action.SAVED_PDF: "Document enregistré en PDF",
        Action.LIST_EXPORTED: "Liste nominative exportée",
        Action.SERVICE_ADDED: "Service ajouté",
        Action.SERVICE_CHANGED: "Fiche de l’annuaire modifiée",
        Action.SERVICE_VERIFIED: "Fiche vérifiée aujourd’hui",
        Action.SERVICE_CLOSED: "Service fermé",
        Action.SERVICE_REOPENED: "Service rouvert",
        Action.SERVICE_REMOVED: "Service mis à la corbeille",
        Action.SERVICE_RESTORED: "Service restauré",
        Action.DROP_IN_ADDED: "Permanence ajoutée",
        Action.DROP_IN_CHANGED: "Permanence modifiée",
        Action.DROP_IN_REMOVED: "Permanence supprimée",
        Action.DAY_OPENED: "Permanence ouverte",
        Action.DAY_CLOSED: "Permanence close",
        Action.DAY_REOPENED: "Permanence rouverte",
        Action.RECEPTION_STARTED: "Entretien commencé",
        Action.RECEPTION_ENDED: "Entretien noté",
        Action.DAY_PAPERS_MADE: "Papiers du jour faits",
        Action.CALENDAR_SAVED: "Agenda enregistré",
        Action.SERVICES_IMPORTED: "Annuaire importé",
        Action.IMPORT_UNDONE: "Import annulé",
        Action.COLUMNS_REMEMBERED: "Colonnes d’une source retenues",
        Action.DIRECTORY_EXPORTED: "Annuaire exporté",
        Action.CHOICE_KEPT: "Proposition retenue",
        Action.CHOICE_DISCARDED: "Proposition écartée",
        Action.CHOICE_CLEARED: "Choix retiré",
        Action.ANSWERED: "Réponse notée",
        Action.ANSWER_FORGOTTEN: "Réponse retirée",
        Action.PLAN_BUILT: "Plan construit",
        Action.REFERRAL_ADDED: "Orientation préparée",
        Action.REFERRAL_CHANGED: "Orientation modifiée",
        Action.REFERRAL_SENT: "Orientation envoyée",
        Action.REFERRAL_CHASED: "Orientation relancée",
        Action.REFERRAL_ACCEPTED: "Orientation acceptée",
        Action.REFERRAL_REFUSED: "Orientation refusée",
        Action.REFERRAL_EXPIRED: "Orientation restée sans réponse",
        Action.REFERRAL_REMOVED: "Orientation supprimée",
        Action.AID_REQUEST_ADDED: "Demande d’aide ajoutée",
        Action.AID_REQUEST_CHANGED: "Demande d’aide modifiée",
        Action.AID_REQUEST_SENT: "Aide demandée",
        Action.AID_REQUEST_GRANTED: "Aide accordée",
        Action.AID_REQUEST_REFUSED: "Aide refusée",
        Action.AID_REQUEST_DROPPED: "Demande d’aide sans suite",
        Action.AID_REQUEST_REMOVED: "Demande d’aide supprimée",
        Action.UNMET_NEED_NOTED: "Besoin sans solution noté",
        Action.UNMET_NEED_CHANGED: "Besoin sans solution modifié",
        Action.UNMET_NEED_REMOVED: "Besoin sans solution retiré",
        Action.LOCAL_AID_ADDED: "Aide locale ajoutée",
        Action.LOCAL_AID_CHANGED: "Aide locale modifiée",
        Action.LOCAL_AID_VERIFIED: "Aide locale vérifiée aujourd’hui",
        Action.LOCAL_AID_REMOVED: "Aide locale mise à la corbeille",
        Action.LOCAL_AID_RESTORED: "Aide locale restaurée",
        Action.LOCAL_AIDS_IMPORTED: "Aides locales importées",
        Action.AID_VERIFIED: "Aide vérifiée aujourd’hui",
        Action.AID_CORRECTED: "Aide corrigée",
        Action.AID_PUT_BACK: "Aide remise comme elle est fournie",
        Action.RULE_CHANGED: "Règle modifiée",
        Action.RULE_REMOVED: "Règle retirée",
        Action.TEAM_CREATED: "Équipe de postes créée",
        Action.LAPTOP_INVITED: "Invitation préparée",
        Action.INVITATION_CANCELLED: "Invitation annulée",
        Action.TEAM_JOINED: "Équipe rejointe",
        Action.LAPTOP_CONFIRMED: "Poste confirmé",
        Action.LAPTOP_TURNED_DOWN: "Demande d’un poste refusée",
        Action.LAPTOP_RENAMED: "Poste renommé",
        Action.LAPTOP_REVOKED: "Poste retiré de l’équipe",
        Action.REFERENT_NAMED: "Poste référent nommé",
        Action.SHEET_REPLACED: "Feuille de secours de l’équipe remplacée",
        Action.SHEET_FOLLOWED: "Feuille de secours de l’équipe prise pour ce poste",
        Action.LAPTOP_RESTARTED: "Poste reparti avec de nouvelles clés",
        Action.EXCHANGE_EXPORTED: "Fichier d’échange préparé",
        Action.EXCHANGE_IMPORTED: "Fichier d’échange importé",
        Action.EXCHANGE_UNDONE: "Import annulé",
        Action.CONFLICT_DECIDED: "Valeur choisie",
        Action.BACKUP_MADE: "Sauvegarde faite",
        Action.BACKUP_TRIED: "Restauration essayée",
        Action.BASE_RESTORED: "Sauvegarde restaurée",
    },
)

_FINAL = frozenset(
    {
        Action.TEAM_CREATED,
        Action.TEAM_JOINED,
        Action.LAPTOP_CONFIRMED,
        Action.LAPTOP_REVOKED,
        Action.REFERENT_NAMED,
        Action.SHEET_REPLACED,
        Action.LAPTOP_RESTARTED,
        Action.EXCHANGE_IMPORTED,
        Action.EXCHANGE_UNDONE,
        Action.ERASED,
        Action.BASE_RESTORED,
    }
)
