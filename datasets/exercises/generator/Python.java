import java.util.List;
import java.util.stream.Collectors;

/// Values as Python source.
final class Python {
    private Python() {}

    static String of(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean b -> b ? "True" : "False";
            case String s -> "'" + s + "'";
            case List<?> list ->
                    list.stream().map(Python::of).collect(Collectors.joining(", ", "[", "]"));
            case java.util.Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> of(e.getKey()) + ": " + of(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }
}
