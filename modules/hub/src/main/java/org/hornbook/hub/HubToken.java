package org.hornbook.hub;

/// An access token. It is sent to the Hub's own host and shows itself nowhere else: not in
/// messages, not as JSON.
public final class HubToken {
    private final String secret;

    private HubToken(String secret) {
        this.secret = secret;
    }

    /// Throws `IllegalArgumentException`, without the token in it, if it holds white space or
    /// letters that cannot be sent.
    public static HubToken of(String secret) {
        String plain = secret.strip();
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the Hugging Face token holds characters that no token has: copy it again");
        }
        return new HubToken(plain);
    }

    String header() {
        return "Bearer " + secret;
    }

    /// The words without the token in them.
    String without(String words) {
        return words.replace(secret, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
