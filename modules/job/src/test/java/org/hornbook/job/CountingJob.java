package org.hornbook.job;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;

/// Writes the numbers 1 to n, each in a commit of its own.
class CountingJob implements Job<CountingJob.Count> {
    static final String TABLE = "CREATE TABLE counted(value INTEGER NOT NULL);";

    private final int n;

    CountingJob(int n) {
        this.n = n;
    }

    record Count(long rows) {}

    record At(int row) {}

    void after(int row) {}

    @Override
    public JobSpec spec() {
        return JobSpec.of("count", "count to " + n, Provenance.here(Map.of(), Map.of("n", n), 0));
    }

    @Override
    public Class<Count> resultType() {
        return Count.class;
    }

    @Override
    public Count run(JobContext context) {
        int start = context.cursor().map(c -> c.as(At.class).row()).orElse(0);
        for (int row = start + 1; row <= n; row++) {
            int value = row;
            context.metric("half", row, row / 2.0);
            context.commit(
                    Cursor.of(new At(row)),
                    Progress.of(row, n, "rows"),
                    t -> {
                        try (PreparedStatement s =
                                t.connection().prepareStatement("INSERT INTO counted VALUES(?)")) {
                            s.setInt(1, value);
                            s.executeUpdate();
                        } catch (SQLException e) {
                            throw new StoreException("cannot count", e);
                        }
                    });
            after(row);
        }
        return new Count(n);
    }

    static List<Integer> rows(Database database) {
        return database.read(
                c -> {
                    List<Integer> rows = new ArrayList<>();
                    try (Statement s = c.createStatement();
                            ResultSet r =
                                    s.executeQuery("SELECT value FROM counted ORDER BY value")) {
                        while (r.next()) {
                            rows.add(r.getInt(1));
                        }
                    }
                    return rows;
                });
    }

    /// Counts to 5,000 in a process of its own, printing each row.
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        List<Migrations> migrations =
                List.of(JobRepository.migrations(), new Migrations("rows", List.of(TABLE)));
        try (Database database = Database.open(Path.of(arguments[0]), Access.WRITE, migrations);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            CountingJob job =
                    new CountingJob(5000) {
                        @Override
                        void after(int row) {
                            System.out.println(row);
                        }
                    };
            runner.submit(job, Reuse.FINISHED).await();
        }
    }
}
