package org.hornbook.chat;

/// Who wrote a reply.
///
/// @param name as a person calls the model
/// @param precision of the numbers it computed with, such as `fp32`; empty for a server, which does
///   not tell
/// @param fingerprint the SHA-256 of config, weights and tokenizer; empty for a server
/// @param server the server's model and host, such as `gpt-4o-mini at api.openai.com`; else empty
public record Author(String name, String precision, String fingerprint, String server) {
    private static final int SHORT = 6;

    /// What tells this model from another of the same name: the first digits of its fingerprint, or
    /// the server.
    public String mark() {
        return fingerprint.isEmpty()
                ? server
                : fingerprint.substring(0, Math.min(SHORT, fingerprint.length()));
    }

    /// `kept fp32 a91c4e`
    public String words() {
        return (name + " " + precision).strip() + " " + mark();
    }

    /// Whether this is the same model, whatever it is called.
    public boolean same(Author other) {
        return fingerprint.isEmpty()
                ? server.equals(other.server) && name.equals(other.name)
                : fingerprint.equals(other.fingerprint) && precision.equals(other.precision);
    }
}
