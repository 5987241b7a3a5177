package org.hornbook.checkpoint.template;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What a template computes with: Python's values, as far as chat templates know them. None can be
/// changed but a namespace's attributes and how far a stream was read.
sealed interface Value
        permits Dict,
                Value.Text,
                Value.Int,
                Value.Real,
                Value.Bool,
                Value.None,
                Value.Undefined,
                Value.Items,
                Value.View,
                Value.Range,
                Value.Stream,
                Value.Slice,
                Value.Thing,
                Value.Callable {
    /// The type's name in Python.
    String type();

    /// @param safe marked as needing no escapes (`Markup`)
    record Text(String text, boolean safe) implements Value {
        static final Text EMPTY = new Text("", false);

        Text(String text) {
            this(text, false);
        }

        @Override
        public String type() {
            return safe ? "Markup" : "str";
        }
    }

    record Int(BigInteger value) implements Value {
        static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }

        @Override
        public String type() {
            return "int";
        }
    }

    record Real(double value) implements Value {
        @Override
        public String type() {
            return "float";
        }
    }

    enum Bool implements Value {
        FALSE,
        TRUE;

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public String type() {
            return "bool";
        }
    }

    enum None implements Value {
        NONE;

        @Override
        public String type() {
            return "NoneType";
        }
    }

    /// Something that is not there: prints as nothing, and any other use is told in `words`.
    ///
    /// @param unsafe there, but templates are not let use it
    record Undefined(String words, boolean unsafe) implements Value {
        static Undefined name(String name) {
            return new Undefined(Quoted.of(name) + " is undefined", false);
        }

        TemplateException fault() {
            return unsafe ? TemplateException.refused(words) : TemplateException.undefined(words);
        }

        @Override
        public String type() {
            return "Undefined";
        }
    }

    /// A list or a tuple.
    record Items(List<Value> items, boolean tuple) implements Value {
        static Items list(List<Value> items) {
            return new Items(items, false);
        }

        static Items tuple(Value... items) {
            return new Items(List.of(items), true);
        }

        @Override
        public String type() {
            return tuple ? "tuple" : "list";
        }
    }

    /// The keys, values or items of a dict.
    record View(Dict of, Part part) implements Value {
        enum Part {
            KEYS,
            VALUES,
            ITEMS
        }

        List<Value> items() {
            return switch (part) {
                case KEYS -> of.keys();
                case VALUES -> of.values();
                case ITEMS -> of.pairs();
            };
        }

        @Override
        public String type() {
            return "dict_" + part.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Range(long start, long stop, long step) implements Value {
        long length() {
            long span = step > 0 ? stop - start : start - stop;
            return span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1;
        }

        @Override
        public String type() {
            return "range";
        }
    }

    /// What can be read once, from front to end.
    record Stream(Iterator<Value> items, String type) implements Value {
        static Stream generator(Iterator<Value> items) {
            return new Stream(items, "generator");
        }
    }

    /// Part of a slice, `a[start:stop:step]`; None where one was left out.
    record Slice(Value start, Value stop, Value step) implements Value {
        @Override
        public String type() {
            return "slice";
        }
    }

    /// A thing with attributes, such as `loop`.
    non-sealed interface Thing extends Value {
        Optional<Value> attribute(String name);

        /// How Python prints it.
        default String shown() {
            return "<" + type() + " object>";
        }
    }

    /// What can be called.
    non-sealed interface Callable extends Value {
        Value call(Python python, Arguments arguments);

        @Override
        default String type() {
            return "function";
        }
    }

    /// A callable with attributes.
    interface CallableThing extends Thing, Callable {
        @Override
        String type();
    }
}
