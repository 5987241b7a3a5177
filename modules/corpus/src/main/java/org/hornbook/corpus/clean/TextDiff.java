package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.corpus.Marks;

/// Where two texts differ, word by word: the shortest edit of Myers (1986), given up for the middle
/// part once it grows long, which is then marked as a whole.
public final class TextDiff {
    private static final int MOST_EDITS = 1_000;

    private TextDiff() {}

    /// @param left stretches of the left text that are not in the right one
    /// @param right stretches of the right text that are not in the left one
    public record Difference(List<Marks.Span> left, List<Marks.Span> right) {}

    public static Difference of(String left, String right) {
        List<int[]> a = words(left);
        List<int[]> b = words(right);
        int start = 0;
        while (start < a.size()
                && start < b.size()
                && same(left, a.get(start), right, b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < a.size() - start
                && end < b.size() - start
                && same(left, a.get(a.size() - 1 - end), right, b.get(b.size() - 1 - end))) {
            end++;
        }
        boolean[] goneLeft = new boolean[a.size()];
        boolean[] goneRight = new boolean[b.size()];
        edits(
                left,
                a.subList(start, a.size() - end),
                right,
                b.subList(start, b.size() - end),
                start,
                goneLeft,
                goneRight);
        return new Difference(spans(a, goneLeft), spans(b, goneRight));
    }

    private static void edits(
            String left,
            List<int[]> a,
            String right,
            List<int[]> b,
            int start,
            boolean[] goneLeft,
            boolean[] goneRight) {
        int n = a.size();
        int m = b.size();
        int most = Math.min(n + m, MOST_EDITS);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(furthest.clone());
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && furthest[most + k] < furthest[most + k + 2];
                int x = down ? furthest[most + k + 2] : furthest[most + k] + 1;
                int y = x - k;
                while (x < n && y < m && y >= 0 && same(left, a.get(x), right, b.get(y))) {
                    x++;
                    y++;
                }
                furthest[most + k + 1] = x;
                if (x >= n && y >= m) {
                    back(trace, d, k, most, start, goneLeft, goneRight);
                    return;
                }
            }
        }
        java.util.Arrays.fill(goneLeft, start, start + n, true);
        java.util.Arrays.fill(goneRight, start, start + m, true);
    }

    private static void back(
            List<int[]> trace,
            int edits,
            int diagonal,
            int most,
            int start,
            boolean[] goneLeft,
            boolean[] goneRight) {
        int k = diagonal;
        for (int d = edits; d > 0; d--) {
            int[] before = trace.get(d);
            boolean down = k == -d || k != d && before[most + k] < before[most + k + 2];
            int from = down ? k + 1 : k - 1;
            int px = before[most + from + 1];
            int py = px - from;
            if (down) {
                goneRight[start + py] = true;
            } else {
                goneLeft[start + px] = true;
            }
            k = from;
        }
    }

    private static List<Marks.Span> spans(List<int[]> words, boolean[] gone) {
        List<Marks.Span> spans = new ArrayList<>();
        for (int i = 0; i < gone.length; i++) {
            if (gone[i]) {
                int from = words.get(i)[0];
                while (i + 1 < gone.length && gone[i + 1]) {
                    i++;
                }
                spans.add(new Marks.Span(from, words.get(i)[1]));
            }
        }
        return spans;
    }

    private static boolean same(String left, int[] a, String right, int[] b) {
        return a[1] - a[0] == b[1] - b[0] && left.regionMatches(a[0], right, b[0], a[1] - a[0]);
    }

    /// Runs of letters and digits, and every other character that is not white space alone.
    private static List<int[]> words(String text) {
        List<int[]> words = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int from = i;
            while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            if (i > from) {
                words.add(new int[] {from, i});
            } else {
                if (!Character.isWhitespace(text.charAt(i))) {
                    words.add(new int[] {i, i + 1});
                }
                i++;
            }
        }
        return words;
    }
}
