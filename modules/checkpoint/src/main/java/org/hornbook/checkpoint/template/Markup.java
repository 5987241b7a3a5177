package org.hornbook.checkpoint.template;

import org.hornbook.checkpoint.template.Value.Text;

/// Texts with the characters of HTML escaped.
final class Markup {
    private Markup() {}

    static Text escape(String text) {
        return new Text(
                text.replace("&", "&amp;")
                        .replace(">", "&gt;")
                        .replace("<", "&lt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;"),
                true);
    }

    /// The text, escaped unless it is marked as safe.
    static String text(Text text) {
        return text.safe() ? text.text() : escape(text.text()).text();
    }
}
