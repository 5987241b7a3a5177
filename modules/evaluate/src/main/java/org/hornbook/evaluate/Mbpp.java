package org.hornbook.evaluate;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.store.Json;

/// A row of MBPP (Austin et al. 2021), as a task: the prompt is a docstring of the wish and its
/// assertions, as Fried et al. 2022 (InCoder) ask it; the same assertions are the test.
final class Mbpp {
    private static final Pattern FUNCTION = Pattern.compile("(?m)^def\\s+(\\w+)\\s*\\(");

    private Mbpp() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Row(
            @JsonProperty("task_id") String taskId,
            @JsonProperty("text") @JsonAlias("prompt") String text,
            @JsonProperty("code") String code,
            @JsonProperty("test_list") List<String> tests,
            @JsonProperty("test_imports") List<String> imports,
            @JsonProperty("test_setup_code") String setup) {}

    static boolean is(String line) {
        return line.contains("\"test_list\"");
    }

    /// Throws `IllegalArgumentException` if a field is missing.
    static Task task(String line) {
        Row row = Json.read(line, Row.class);
        if (row.text() == null || row.tests() == null || row.tests().isEmpty()) {
            throw new IllegalArgumentException("field text or test_list is missing");
        }
        String assertions = String.join("\n", row.tests());
        StringBuilder test = new StringBuilder();
        if (row.imports() != null) {
            row.imports().forEach(i -> test.append(i).append('\n'));
        }
        if (row.setup() != null && !row.setup().isBlank()) {
            test.append(row.setup()).append('\n');
        }
        test.append(assertions).append("\ndef check(candidate):\n    pass\n");
        return new Task(
                "MBPP/" + row.taskId(),
                "\"\"\"\n" + row.text().strip() + "\n" + assertions + "\n\"\"\"\n",
                function(row),
                row.code(),
                test.toString());
    }

    /// The function of the solution that the first assertion calls.
    private static String function(Row row) {
        String first = "";
        Matcher functions = FUNCTION.matcher(row.code() == null ? "" : row.code());
        while (functions.find()) {
            String name = functions.group(1);
            first = first.isEmpty() ? name : first;
            if (row.tests().getFirst().contains(name + "(")) {
                return name;
            }
        }
        return first;
    }
}
