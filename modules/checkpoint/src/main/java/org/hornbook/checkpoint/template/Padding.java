package org.hornbook.checkpoint.template;

/// Texts made wider: `center`, `ljust`, `rjust`, `zfill` and `expandtabs`.
final class Padding {
    private Padding() {}

    static Value method(Python python, String name, String self, Arguments given) {
        boolean zeros = name.equals("zfill");
        Arguments.Bound to =
                zeros ? given.placed(name, 1, "width") : given.placed(name, 1, "width", "fillchar");
        int width = to.integer("width", 0);
        String fill = zeros ? "0" : to.text("fillchar", " ");
        if (CodePoints.length(fill) != 1) {
            throw TemplateException.type("the fill character must be exactly one character long");
        }
        int gap = Math.max(0, width - CodePoints.length(self));
        python.budget().text((long) gap * fill.length() + self.length());
        if (zeros && (self.startsWith("-") || self.startsWith("+"))) {
            return new Value.Text(self.charAt(0) + fill.repeat(gap) + self.substring(1));
        }
        int left =
                switch (name) {
                    case "ljust" -> 0;
                    case "center" -> gap / 2 + (gap & width & 1);
                    default -> gap;
                };
        return new Value.Text(fill.repeat(left) + self + fill.repeat(gap - left));
    }

    static Value tabs(Python python, String self, Arguments given) {
        int size = given.bind("expandtabs", 0, "tabsize").integer("tabsize", 8);
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int c : self.codePoints().toArray()) {
            if (c == '\t') {
                int gap = size > 0 ? size - column % size : 0;
                python.budget().text(gap);
                out.repeat(' ', gap);
                column += gap;
            } else {
                out.appendCodePoint(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return python.made(out.toString());
    }
}
