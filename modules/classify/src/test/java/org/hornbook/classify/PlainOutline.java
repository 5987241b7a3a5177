package org.hornbook.classify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The three voices of a documented function: what its name says, what its docstring says, what its
/// body does. Read by pattern, not by a parser: half of what a corpus holds would not parse.
///
/// @param name of the first function; empty if there is none
/// @param docstring of the first function; empty if there is none
/// @param body what follows the docstring, or the signature; the whole text if there is no function
record PlainOutline(String name, String docstring, String body) {
    private static final Pattern SIGNATURE =
            Pattern.compile("def\\s+(\\w+)\\s*\\([^)]{0,400}\\)[^:\\n]{0,80}:");
    private static final Pattern DOCSTRING =
            Pattern.compile("\\A\\s*[rRuU]?(\"\"\"|''')(.{0,4000}?)\\1", Pattern.DOTALL);

    static PlainOutline of(String text) {
        Matcher signature = SIGNATURE.matcher(text);
        if (!signature.find()) {
            return new PlainOutline("", "", text);
        }
        String rest = text.substring(signature.end());
        Matcher docstring = DOCSTRING.matcher(rest);
        return docstring.find()
                ? new PlainOutline(
                        signature.group(1), docstring.group(2), rest.substring(docstring.end()))
                : new PlainOutline(signature.group(1), "", rest);
    }

    boolean hasFunction() {
        return !name.isEmpty();
    }
}
