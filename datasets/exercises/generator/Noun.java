import java.util.List;

/// What a list holds: the parameter's name and the name of one of its items.
record Noun(String plural, String singular) {
    static final List<Noun> NUMBERS =
            List.of(
                    new Noun("ages", "age"),
                    new Noun("prices", "price"),
                    new Noun("scores", "score"),
                    new Noun("heights", "height"),
                    new Noun("numbers", "number"),
                    new Noun("weights", "weight"),
                    new Noun("points", "point"),
                    new Noun("sizes", "size"),
                    new Noun("marks", "mark"),
                    new Noun("years", "year"),
                    new Noun("steps", "step"),
                    new Noun("costs", "cost"));

    static final List<Noun> WORDS =
            List.of(
                    new Noun("words", "word"),
                    new Noun("names", "name"),
                    new Noun("colors", "color"),
                    new Noun("animals", "animal"),
                    new Noun("tags", "tag"),
                    new Noun("titles", "title"));
}
