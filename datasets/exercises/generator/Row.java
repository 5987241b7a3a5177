/// One line of JSON.
final class Row {
    private final StringBuilder text = new StringBuilder("{");

    Row put(String name, Object value) {
        text.append(text.length() > 1 ? ", " : "").append('"').append(name).append("\": ");
        if (value instanceof Number) {
            text.append(value);
        } else {
            quote(value.toString());
        }
        return this;
    }

    private void quote(String value) {
        text.append('"');
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
