package org.hornbook.app.view.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;

/// A prompt or a reply as it stands in a pane: as high as it needs, code coloured, fenced code
/// inside prose too; text can be marked by dragging or a double click, and copied.
final class CodeFlow extends Region {
    private static final Pattern FENCED =
            Pattern.compile("(?m)^```[^\\n]*\\n(?<code>(?s:.*?))(?:^```[ \\t]*$|\\z)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final int COLOURED = 50_000;
    private static final PathElement[] NONE = {};
    private static final String CARET = "\u2588";

    private final TextFlow flow = new TextFlow();
    private final Path marked = new Path();
    private String text = "";
    private int anchor;
    private int from;
    private int to;

    CodeFlow() {
        getStyleClass().addAll("hb-code", "hb-flow");
        marked.getStyleClass().add("hb-flow-marked");
        marked.setManaged(false);
        marked.setMouseTransparent(true);
        flow.setTabSize(4);
        getChildren().addAll(marked, flow);
        setFocusTraversable(true);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(this::clicked);
        setOnKeyPressed(
                e -> {
                    if (e.isShortcutDown() && e.getCode() == KeyCode.C && to > from) {
                        copy();
                        e.consume();
                    } else if (e.isShortcutDown() && e.getCode() == KeyCode.A) {
                        mark(0, text.length());
                        e.consume();
                    }
                });
        setOnContextMenuRequested(
                e -> {
                    MenuItem item = new MenuItem(Texts.of("chat.copy.marked"));
                    item.setOnAction(a -> copy());
                    new ContextMenu(item).show(this, e.getScreenX(), e.getScreenY());
                    e.consume();
                });
    }

    /// Shows `words`.
    ///
    /// @param before what they continue, so that they are coloured as its rest
    /// @param code whether it is a program; else prose
    /// @param caret whether it is still being written
    void show(String before, String words, boolean code, boolean caret) {
        text = words;
        mark(0, 0);
        getStyleClass().remove("hb-prose");
        if (!code) {
            getStyleClass().add("hb-prose");
        }
        List<Text> pieces = new ArrayList<>();
        if (words.length() > COLOURED) {
            pieces.add(piece(words, ""));
        } else if (code) {
            colour(before + words, before.length(), before.length() + words.length(), pieces);
        } else {
            prose(words, pieces);
        }
        if (caret) {
            pieces.add(piece(CARET, "hb-flow-caret"));
        }
        flow.getChildren().setAll(pieces);
        setAccessibleText(words);
    }

    /// What is shown, whole.
    String text() {
        return text;
    }

    /// What is marked.
    String selection() {
        return text.substring(from, to);
    }

    private static void prose(String words, List<Text> pieces) {
        Matcher matcher = FENCED.matcher(words);
        int at = 0;
        while (matcher.find()) {
            pieces.add(piece(words.substring(at, matcher.start("code")), ""));
            List<Text> inside = new ArrayList<>();
            colour(words, matcher.start("code"), matcher.end("code"), inside);
            inside.forEach(p -> p.getStyleClass().add("hb-md-code"));
            pieces.addAll(inside);
            at = matcher.end("code");
        }
        pieces.add(piece(words.substring(at), ""));
    }

    /// Colours the stretch from `start` to `end` as a part of the whole.
    private static void colour(String whole, int start, int end, List<Text> pieces) {
        int at = start;
        for (PythonColours.Stretch s : PythonColours.of(whole)) {
            int left = Math.max(at, s.from());
            int right = Math.min(end, s.to());
            if (right > left) {
                if (left > at) {
                    pieces.add(piece(whole.substring(at, left), ""));
                }
                pieces.add(piece(whole.substring(left, right), "hb-" + s.style()));
                at = right;
            }
        }
        if (at < end) {
            pieces.add(piece(whole.substring(at, end), ""));
        }
    }

    private static Text piece(String words, String style) {
        Text piece = new Text(words);
        piece.getStyleClass().add("text");
        if (!style.isEmpty()) {
            piece.getStyleClass().add(style);
        }
        return piece;
    }

    // ---- marking ----

    private int at(MouseEvent e) {
        Point2D inside = flow.sceneToLocal(e.getSceneX(), e.getSceneY());
        return Math.clamp(flow.hitTest(inside).getInsertionIndex(), 0, text.length());
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        if (e.getButton() == MouseButton.PRIMARY) {
            anchor = at(e);
            mark(anchor, anchor);
        }
        e.consume();
    }

    private void dragged(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            int now = at(e);
            mark(Math.min(anchor, now), Math.max(anchor, now));
            e.consume();
        }
    }

    private void clicked(MouseEvent e) {
        if (e.getClickCount() == 2) {
            int now = at(e);
            WORD.matcher(text)
                    .results()
                    .filter(r -> r.start() <= now && now <= r.end())
                    .findFirst()
                    .ifPresent(r -> mark(r.start(), r.end()));
        } else if (e.getClickCount() == 3) {
            mark(0, text.length());
        }
    }

    private void mark(int start, int end) {
        from = start;
        to = end;
        marked.getElements().setAll(end > start ? flow.rangeShape(start, end) : NONE);
        marked.setLayoutX(flow.getLayoutX());
        marked.setLayoutY(flow.getLayoutY());
    }

    private void copy() {
        Parts.copy(to > from ? selection() : text);
    }

    // ---- layout ----

    @Override
    protected void layoutChildren() {
        double w = getWidth() - snappedLeftInset() - snappedRightInset();
        double h = getHeight() - snappedTopInset() - snappedBottomInset();
        flow.resizeRelocate(snappedLeftInset(), snappedTopInset(), w, h);
        if (to > from) {
            mark(from, to);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return flow.prefHeight(inside) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return flow.prefWidth(-1) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 60;
    }
}
