package org.hornbook.app.kit;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Keeps the letter of the key that asked for a field from being written into it: the key is
/// pressed elsewhere, and typed where the focus has gone.
public final class KeyAhead {
    private boolean ahead;

    /// `letter` is the key's.
    public KeyAhead(TextInputControl field, String letter) {
        field.addEventFilter(
                KeyEvent.KEY_TYPED,
                e -> {
                    if (ahead && letter.equalsIgnoreCase(e.getCharacter())) {
                        e.consume();
                    }
                    ahead = false;
                });
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> ahead = false);
        field.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> ahead = false);
    }

    /// The field is about to get the focus by a key.
    public void asked() {
        ahead = true;
    }
}
