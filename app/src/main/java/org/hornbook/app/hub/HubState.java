package org.hornbook.app.hub;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hornbook.app.ModelFit;
import org.hornbook.hub.DownloadReport;
import org.hornbook.hub.FileChoice;
import org.hornbook.hub.HubFile;
import org.hornbook.hub.Listing;
import org.hornbook.hub.RepositoryCard;
import org.hornbook.hub.RepositoryKind;

/// What the pane shows.
///
/// @param asking whether the Hub is being asked
/// @param wrong what could not be had, in one sentence, or empty
/// @param searched the words of the last search; empty if there was none
/// @param opened the repository that was chosen
/// @param going the download that runs
/// @param brought what the last download brought
public record HubState(
        RepositoryKind kind,
        boolean asking,
        String wrong,
        String searched,
        List<RepositoryCard> hits,
        Optional<Opened> opened,
        Optional<Going> going,
        Optional<Brought> brought) {

    static HubState first(RepositoryKind kind) {
        return new HubState(
                kind,
                false,
                "",
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A repository with its files.
    ///
    /// @param here paths that the cache holds whole
    /// @param chosen paths that are to be downloaded
    /// @param filter which paths are looked at: a pattern, or a part of them; empty for all
    /// @param folder where they will be
    /// @param page the address of its page
    /// @param token whether a token is known
    /// @param fit of a model: whether it can be run here; empty while that cannot be told
    public record Opened(
            RepositoryCard card,
            Listing listing,
            Set<String> here,
            Set<String> chosen,
            String filter,
            String folder,
            String page,
            boolean token,
            Optional<ModelFit> fit) {

        List<HubFile> files() {
            return listing.files().stream().filter(f -> chosen.contains(f.path())).toList();
        }

        long bytes() {
            return files().stream().mapToLong(HubFile::size).sum();
        }

        /// What has to come over the network.
        long missing() {
            return files().stream()
                    .filter(f -> !here.contains(f.path()))
                    .mapToLong(HubFile::size)
                    .sum();
        }

        /// The files that the filter leaves.
        List<HubFile> shown() {
            Predicate<String> wanted = FileChoice.glob(glob());
            return listing.files().stream().filter(f -> wanted.test(f.path())).toList();
        }

        private String glob() {
            return filter.isBlank()
                    ? "*"
                    : filter.matches(".*[*?\\[].*|.*/")
                            ? filter.strip()
                            : "*" + filter.strip() + "*";
        }

        /// The choice as a download names it: by nothing if it is the usual one, by the filter if
        /// it is all of that.
        FileChoice choice() {
            if (chosen.equals(HubViewModel.usual(listing))) {
                return FileChoice.usual();
            }
            List<HubFile> shown = shown();
            boolean all =
                    shown.size() == chosen.size()
                            && shown.stream().allMatch(f -> chosen.contains(f.path()));
            return all ? new FileChoice(List.of(glob())) : FileChoice.exactly(chosen);
        }

        Opened choosing(Set<String> paths) {
            return new Opened(
                    card, listing, here, Set.copyOf(paths), filter, folder, page, token, fit);
        }

        Opened filtered(String words) {
            return new Opened(card, listing, here, chosen, words, folder, page, token, fit);
        }

        Opened having(List<String> paths) {
            Set<String> all = new HashSet<>(here);
            all.addAll(paths);
            return new Opened(
                    card, listing, Set.copyOf(all), chosen, filter, folder, page, token, fit);
        }
    }

    /// A download that runs.
    ///
    /// @param share 0-1; negative while it cannot be told
    public record Going(String title, double share, String words) {}

    /// What came of a download.
    ///
    /// @param model its name among the models; empty if it is none
    /// @param refused why a model cannot be opened here; else empty
    public record Brought(DownloadReport report, String model, String refused) {
        /// The name of the repository without its owner.
        public String name() {
            return report.repository().replaceFirst("^.*/", "");
        }

        /// The files that can be imported.
        public List<Path> data() {
            return report.files().stream()
                    .filter(FileChoice::isData)
                    .map(Path.of(report.folder())::resolve)
                    .toList();
        }
    }

    HubState asking(String words) {
        return new HubState(kind, true, "", words, hits, opened, going, brought);
    }

    HubState refused(String why) {
        return new HubState(kind, false, why, searched, hits, opened, going, brought);
    }

    HubState found(List<RepositoryCard> all) {
        return new HubState(
                kind, false, "", searched, all, Optional.empty(), going, Optional.empty());
    }

    HubState opening(Optional<Opened> one) {
        return new HubState(kind, false, "", searched, hits, one, going, Optional.empty());
    }

    HubState going(Optional<Going> now) {
        return new HubState(kind, asking, "", searched, hits, opened, now, brought);
    }

    HubState bringing(Brought what) {
        return new HubState(
                kind,
                false,
                "",
                searched,
                hits,
                opened.filter(o -> o.listing().commit().equals(what.report().commit()))
                        .map(o -> o.having(what.report().files()))
                        .or(() -> opened),
                Optional.empty(),
                Optional.of(what));
    }
}
