package org.hornbook.app.desk;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Every word the desktop shows, from one resource bundle.
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.hornbook.app.desktop.texts", Locale.ROOT);

    private Texts() {}

    /// The text of `key`, with `values` in the places `{0}`, `{1}`. A missing key is a bug.
    public static String of(String key, Object... values) {
        String pattern;
        try {
            pattern = BUNDLE.getString(key);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("no text for " + key, e);
        }
        return values.length == 0
                ? pattern
                : new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    /// Whether there is a text for `key`.
    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }
}
