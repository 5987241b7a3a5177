import java.util.List;
import java.util.SplittableRandom;

/// Seeded choices.
record Pick(SplittableRandom random) {
    static Pick seeded(long seed) {
        return new Pick(new SplittableRandom(seed));
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A whole number in `low..high`.
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
