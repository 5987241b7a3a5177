package org.hornbook.checkpoint.template;

/// What one rendering may use up, so that no template hangs the program or fills its memory.
/// Counted in steps (nodes evaluated, items visited) and in characters made.
final class Budget {
    static final int DEPTH = 900; // nested evaluations
    static final int CALLS = 150; // macros and recursive loops within each other
    static final int NESTING = 150; // of the template's text
    private static final long STEPS = 5_000_000;
    private static final long CHARACTERS = 1L << 27; // all texts together
    private static final long TEXT = 1L << 24; // one text
    private static final int BITS = 1 << 16; // one integer

    private long steps;
    private long characters;
    private int depth;
    private int calls;

    void step() {
        steps(1);
    }

    void steps(long count) {
        steps += count;
        if (steps > STEPS || count < 0) {
            throw TemplateException.limit("the chat template takes too many steps");
        }
    }

    /// Before a text of that many characters is made.
    void text(long length) {
        characters += length;
        if (length > TEXT || characters > CHARACTERS || length < 0) {
            throw TemplateException.limit("the chat template makes too much text");
        }
    }

    /// Before a text of that many characters is gone through.
    void read(int length) {
        steps(length / 32);
    }

    void bits(long count) {
        if (count > BITS) {
            throw TemplateException.limit("the chat template makes a number that is too large");
        }
    }

    void down() {
        if (++depth > DEPTH) {
            throw TemplateException.limit("the chat template is nested too deeply");
        }
    }

    void up() {
        depth--;
    }

    void enter() {
        if (++calls > CALLS) {
            throw TemplateException.limit("the chat template calls itself too often");
        }
    }

    void leave() {
        calls--;
    }
}
