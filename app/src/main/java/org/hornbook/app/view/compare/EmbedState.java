package org.hornbook.app.view.compare;

/// How far an encoder has read a corpus.
///
/// @param held documents whose embedding is kept; negative while that is not known
/// @param of documents of the corpus
/// @param doing what runs, in words; empty if nothing does
/// @param share how much of it is done, 0-1; negative if that is not known
record EmbedState(String corpus, String encoder, long held, long of, String doing, double share) {
    static final EmbedState NONE = new EmbedState("", "", -1, 0, "", 0);

    boolean runs() {
        return !doing.isEmpty();
    }

    boolean known() {
        return held >= 0;
    }

    boolean done() {
        return known() && held >= of;
    }

    EmbedState asking(String nextCorpus, String nextEncoder) {
        return new EmbedState(nextCorpus, nextEncoder, -1, 0, doing, share);
    }

    EmbedState knowing(long now, long all) {
        return new EmbedState(corpus, encoder, now, all, doing, share);
    }

    EmbedState doing(String words, double part) {
        return new EmbedState(corpus, encoder, held, of, words, part);
    }
}
