package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.Words;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.hub.Hub;
import org.hornbook.hub.HubFile;
import org.hornbook.hub.HubRepository;
import org.hornbook.hub.HubSettings;
import org.hornbook.hub.Listing;
import org.hornbook.hub.RepositoryCard;
import org.hornbook.hub.RepositoryKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "hub",
        description =
                "Where the Hugging Face Hub is for this program; `hub search` finds models and datasets,"
                        + " `hub files` lists what one holds.",
        subcommands = {HubVerb.Search.class, HubVerb.Files.class})
final class HubVerb extends Verb {
    /// Where the Hub is.
    record Place(String endpoint, String cache, boolean token, boolean offline) {}

    @Override
    void run(Console console) {
        HubSettings s = settings();
        Place place =
                new Place(
                        s.endpoint().toString(),
                        s.cache().toString(),
                        s.token().isPresent(),
                        s.offline());
        console.report(
                place,
                "%s%s, with%s a token; files are kept in %s"
                        .formatted(
                                place.endpoint(),
                                place.offline() ? " (offline)" : "",
                                place.token() ? "" : "out",
                                place.cache()));
    }

    static HubSettings settings() {
        SettingsFile files = SettingsFile.usual();
        return files.hub(files.read());
    }

    @Command(name = "search", description = "Finds models, or datasets, by words in their names.")
    static final class Search extends Verb {
        @Parameters(paramLabel = "WORDS", arity = "1..*")
        private List<String> words = new ArrayList<>();

        @Option(names = "--dataset", description = "datasets; default: models")
        private boolean dataset;

        @Option(
                names = "--limit",
                defaultValue = "20",
                paramLabel = "N",
                description = "how many at most; default: ${DEFAULT-VALUE}")
        private int limit;

        @Override
        void run(Console console) throws Exception {
            RepositoryKind kind = dataset ? RepositoryKind.DATASET : RepositoryKind.MODEL;
            try (Hub hub = new Hub(settings())) {
                List<RepositoryCard> found = hub.search(kind, String.join(" ", words), limit);
                StringBuilder lines = new StringBuilder();
                found.forEach(card -> lines.append(line(card)).append('\n'));
                lines.append(Words.count(found.size())).append(dataset ? " datasets" : " models");
                console.report(found, lines.toString());
            }
        }

        private static String line(RepositoryCard card) {
            List<String> facts = new ArrayList<>();
            facts.add(card.licence().isEmpty() ? "no licence named" : card.licence());
            if (!card.size().isEmpty()) {
                facts.add(card.size());
            }
            facts.add(Words.compact(card.downloads()) + " downloads");
            facts.add(Words.count(card.likes()) + " likes");
            switch (card.access()) {
                case OPEN -> {}
                case GATED -> facts.add("gated: accept its terms first");
                case GATED_BY_HAND -> facts.add("gated: its owner must agree first");
                case PRIVATE -> facts.add("private");
            }
            return card.repository().id() + "\n    " + String.join(", ", facts);
        }
    }

    @Command(name = "files", description = "Lists the files of a repository with their sizes.")
    static final class Files extends Verb {
        @Parameters(paramLabel = "ORG/NAME", description = "or the address of its page")
        private String repository;

        @Option(names = "--dataset", description = "a dataset; default: a model")
        private boolean dataset;

        @Option(names = "--revision", paramLabel = "R", description = "a branch, tag or commit")
        private String revision;

        @Override
        void run(Console console) throws Exception {
            HubRepository named =
                    HubRepository.parse(
                            repository, dataset ? RepositoryKind.DATASET : RepositoryKind.MODEL);
            try (Hub hub = new Hub(settings())) {
                Listing listing = hub.files(revision == null ? named : named.at(revision));
                StringBuilder lines = new StringBuilder();
                for (HubFile file : listing.files()) {
                    lines.append("  %s  %s%n".formatted(file.path(), Words.bytes(file.size())));
                }
                lines.append(
                        "%s at %s: %s files, %s"
                                .formatted(
                                        listing.repository(),
                                        listing.commit(),
                                        Words.count(listing.files().size()),
                                        Words.bytes(listing.bytes())));
                console.report(listing, lines.toString());
            }
        }
    }
}
