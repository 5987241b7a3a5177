package org.hornbook.checkpoint.template;

/// Whether Python takes a value for true.
final class Truth {
    private Truth() {}

    static boolean of(Value value) {
        return switch (value) {
            case Value.Text text -> !text.text().isEmpty();
            case Value.Int number -> number.value().signum() != 0;
            case Value.Real real -> real.value() != 0;
            case Value.Bool bool -> bool == Value.Bool.TRUE;
            case Value.None none -> false;
            case Value.Undefined undefined -> false;
            case Value.Items items -> !items.items().isEmpty();
            case Dict dict -> dict.size() > 0;
            case Value.View view -> view.of().size() > 0;
            case Value.Range range -> range.length() > 0;
            case Loop loop -> loop.hasItems();
            default -> true;
        };
    }
}
