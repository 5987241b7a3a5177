/// Draws exercises from all families.
final class Tasks {
    private Tasks() {}

    static Exercise any(Pick pick) {
        return switch (pick.between(0, 9)) {
            case 0, 1, 2, 3 -> NumberLists.folded(pick);
            case 4 -> NumberLists.changed(pick);
            case 5, 6 -> Sequences.any(pick);
            case 7 -> Scalars.any(pick);
            default -> Words.any(pick);
        };
    }
}
