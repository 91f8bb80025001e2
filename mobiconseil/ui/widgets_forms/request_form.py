"""What a referral and a request for aid have in common as forms: written as they are typed, left with Échap."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.record_model import RecordModel
from mobiconseil.ui.widgets_forms.bound_fields import BoundFields


class RequestForm(QWidget):
    """Échap leaves the form as it is, to be taken up again later: everything is already written."""

    left = Signal()

    def __init__(self, model: RecordModel, prefix: str) -> None:
        """`prefix` begins the objectName of each editor."""
        super().__init__()
        model.setParent(self)
        self.fields = BoundFields(model, prefix, self)
        model.changed.connect(self.render_model)
        model.gone.connect(self.left)

    def start(self) -> None:
        """Put the focus where the adviser goes on."""
        raise NotImplementedError

    def render_model(self) -> None:
        """Show the record as it now is."""
        raise NotImplementedError

    def remove(self) -> None:
        """Put the record in the trash."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Write what is typed; say whether all was understood."""
        return self.fields.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
