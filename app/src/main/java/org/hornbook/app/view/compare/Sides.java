package org.hornbook.app.view.compare;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Two parts in one line, the second at the right end; where there is no room for both, it stands
/// below the first.
final class Sides extends Pane {
    private static final double GAP = 8;
    private static final double BETWEEN = 16;

    private final Node left;
    private final Node right;

    Sides(Node left, Node right) {
        super(left, right);
        this.left = left;
        this.right = right;
    }

    private boolean oneLine(double width) {
        return !right.isManaged()
                || width < 0
                || left.prefWidth(-1) + BETWEEN + right.prefWidth(-1) <= width;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return left.prefWidth(-1) + BETWEEN + right.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double first = left.prefHeight(width);
        double second = right.isManaged() ? right.prefHeight(width) : 0;
        return oneLine(width) ? Math.max(first, second) : first + GAP + second;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        boolean one = oneLine(width);
        double first = left.prefHeight(one ? -1 : width);
        double second = right.prefHeight(one ? -1 : width);
        double tall = one ? Math.max(first, second) : first;
        left.resizeRelocate(0, (tall - first) / 2, Math.min(width, left.prefWidth(-1)), first);
        double wide = Math.min(width, right.prefWidth(-1));
        right.resizeRelocate(
                one ? width - wide : 0, one ? (tall - second) / 2 : first + GAP, wide, second);
    }
}
