package org.hornbook.app.view.corpora;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.corpus.Marks;

/// Two texts beside each other, some stretches of each marked; below each other where it is narrow.
final class SideBySide {
    private static final double BESIDE = 560;

    private final Half left = new Half("clean-left");
    private final Half right = new Half("clean-right");
    private final VBox box = new VBox();

    SideBySide() {
        VBox.setVgrow(box, Priority.ALWAYS);
        box.widthProperty().addListener(o -> place());
        place();
    }

    Node node() {
        return box;
    }

    void left(String name, String text, List<Marks.Span> marks) {
        left.show(name, text, marks);
    }

    void right(String name, String text, List<Marks.Span> marks) {
        right.show(name, text, marks);
    }

    /// Stretches as the code view takes them.
    static List<IndexRange> ranges(List<Marks.Span> spans) {
        return spans.stream().map(s -> new IndexRange(s.from(), s.to())).toList();
    }

    private void place() {
        boolean beside = box.getWidth() == 0 || box.getWidth() >= BESIDE;
        boolean now = !box.getChildren().isEmpty() && box.getChildren().getFirst() instanceof HBox;
        if (!box.getChildren().isEmpty() && now == beside) {
            return;
        }
        Region both = beside ? new HBox(12, left.box, right.box) : new VBox(8, left.box, right.box);
        VBox.setVgrow(both, Priority.ALWAYS);
        box.getChildren().setAll(both);
    }

    /// One of the texts with its name.
    private static final class Half {
        private final Label name = Parts.text("", "hb-muted", "hb-small");
        private final CodeView text = new CodeView();
        private final VBox box = new VBox(4, name, text);
        private String shown = "";
        private List<Marks.Span> marked = List.of();

        Half(String id) {
            name.setId(id);
            name.setMinWidth(0);
            box.setMinWidth(0);
            box.setPrefWidth(300);
            text.setMinHeight(120);
            VBox.setVgrow(text, Priority.ALWAYS);
            VBox.setVgrow(box, Priority.ALWAYS);
            HBox.setHgrow(box, Priority.ALWAYS);
        }

        void show(String title, String words, List<Marks.Span> marks) {
            name.setText(title);
            if (!words.equals(shown) || !marks.equals(marked)) {
                shown = words;
                marked = marks;
                text.showMarked(words, PythonColours.isCode(words), ranges(marks));
            }
        }
    }
}
