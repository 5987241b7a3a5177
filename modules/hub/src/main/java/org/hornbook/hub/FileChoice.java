package org.hornbook.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which files of a repository are meant: those that any pattern names, or without patterns those
/// that are useful here.
///
/// @param include patterns as the Hub's own tools read them: `*` is any number of characters,
///   slashes too, `?` one, `[ab]` one of these; one that ends in `/` means all below it
public record FileChoice(List<String> include) {
    private static final Pattern DATA =
            Pattern.compile("(?i).*\\.(parquet|(jsonl|ndjson|csv|tsv)(\\.gz|\\.zst)?)");
    private static final Pattern MODEL =
            Pattern.compile(
                    "(?i)[^/]+\\.safetensors(\\.index\\.json)?|[^/]*(config|tokenizer|token|vocab|chat_template|processor)[^/]*\\.json"
                            + "|chat_template\\.jinja|tokenizer\\.model|spiece\\.model|merges\\.txt|vocab\\.txt");
    private static final Pattern PAPERS =
            Pattern.compile("(?i)README\\.md|LICEN[CS]E(\\.\\w+)?|NOTICE(\\.\\w+)?");

    /// In order of preference: one form of the same rows is enough.
    private static final List<Pattern> FORMS =
            List.of(
                    Pattern.compile("(?i).*\\.parquet"),
                    Pattern.compile("(?i).*\\.(jsonl|ndjson)(\\.gz|\\.zst)?"),
                    Pattern.compile("(?i).*\\.(csv|tsv)(\\.gz|\\.zst)?"),
                    Pattern.compile("(?i).*\\.(txt|md)"));

    public FileChoice {
        include = List.copyOf(include);
    }

    /// Of a model: configuration, tokenizer, safetensors and templates, without the same weights in
    /// other forms. Of a dataset: Parquet files, or else JSON Lines, or else tables, or else texts.
    /// With the README and the licence.
    public static FileChoice usual() {
        return new FileChoice(List.of());
    }

    /// Exactly these paths.
    public static FileChoice exactly(Collection<String> paths) {
        return new FileChoice(
                paths.stream().map(p -> p.replaceAll("([*?\\[])", "[$1]")).sorted().toList());
    }

    /// Whether a file of that name can be imported as documents, a row each.
    public static boolean isData(String path) {
        return DATA.matcher(path).matches();
    }

    /// The files that are meant. Throws `IllegalArgumentException` if a pattern names none, or if
    /// there is nothing useful.
    public List<HubFile> of(Listing listing) {
        if (include.isEmpty()) {
            return usual(listing);
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String glob : include) {
            Pattern pattern = pattern(glob);
            if (listing.files().stream().noneMatch(f -> pattern.matcher(f.path()).matches())) {
                throw new IllegalArgumentException(
                        "no file of "
                                + listing.repository()
                                + " matches "
                                + glob
                                + ": it holds "
                                + some(listing));
            }
            patterns.add(pattern);
        }
        return listing.files().stream()
                .filter(f -> patterns.stream().anyMatch(p -> p.matcher(f.path()).matches()))
                .toList();
    }

    private static List<HubFile> usual(Listing listing) {
        Predicate<HubFile> main =
                switch (listing.repository().kind()) {
                    case MODEL -> model(listing);
                    case DATASET -> dataset(listing);
                };
        if (listing.files().stream().noneMatch(main)) {
            throw new IllegalArgumentException(
                    listing.repository()
                            + " holds nothing that can be used here: it holds "
                            + some(listing)
                            + "; --include names files all the same");
        }
        return listing.files().stream()
                .filter(main.or(f -> PAPERS.matcher(f.path()).matches()))
                .toList();
    }

    private static Predicate<HubFile> model(Listing listing) {
        boolean named =
                listing.files().stream()
                        .anyMatch(f -> f.path().matches("model[^/]*\\.safetensors"));
        return f ->
                MODEL.matcher(f.path()).matches()
                        && !(named && f.path().matches("consolidated[^/]*\\.safetensors"))
                        && !f.path()
                                .matches(
                                        "(?i).*(onnx|gguf|openvino|pytorch_model|tf_model|flax_model).*");
    }

    private static Predicate<HubFile> dataset(Listing listing) {
        for (Pattern form : FORMS) {
            Predicate<HubFile> is =
                    f ->
                            form.matcher(f.path()).matches()
                                    && !PAPERS.matcher(f.path()).matches()
                                    && !f.path().startsWith(".");
            if (listing.files().stream().anyMatch(is)) {
                return is;
            }
        }
        return f -> false;
    }

    private static String some(Listing listing) {
        if (listing.files().isEmpty()) {
            return "no file";
        }
        String names =
                String.join(", ", listing.files().stream().limit(6).map(HubFile::path).toList());
        int more = listing.files().size() - 6;
        return more > 0 ? names + String.format(Locale.ROOT, " and %,d more", more) : names;
    }

    /// Whether paths match a pattern.
    public static Predicate<String> glob(String glob) {
        return pattern(glob).asMatchPredicate();
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        String whole = glob.endsWith("/") ? glob + "*" : glob;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            int close = c == '[' ? whole.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = whole.substring(i + 1, close);
                boolean not = set.startsWith("!");
                regex.append(not ? "[^" : "[")
                        .append(
                                (not ? set.substring(1) : set)
                                        .replaceAll("([\\\\\\[\\]^&])", "\\\\$1"))
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
