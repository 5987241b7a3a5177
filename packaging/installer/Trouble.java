/// What keeps a package from being made, in one sentence.
final class Trouble extends RuntimeException {
    Trouble(String sentence) {
        super(sentence);
    }
}
