package org.hornbook.infer;

import org.hornbook.checkpoint.GraphNames;
import org.hornbook.checkpoint.ReadyGraph;
import org.hornbook.checkpoint.Rotary;

/// What a decoder's graph calls its cache, and how it is given the tokens of a call.
sealed interface Feed {
    /// The input that takes the keys, or else the values, of what `layer` has read.
    String past(int layer, boolean key);

    /// The output that gives them back.
    String present(int layer, boolean key);

    /// The most tokens of a call that is kept ready besides that of a chunk.
    int few();

    /// A call for `size` tokens at a time, giving the logits of the last one, or of each if `all`.
    Pass pass(OnnxModel model, KeyValueCache cache, Decoder.Shape shape, int size, boolean all);

    /// A graph that this program wrote.
    record Written(Rotary rotary) implements Feed {
        @Override
        public String past(int layer, boolean key) {
            return "past_" + present(layer, key);
        }

        @Override
        public String present(int layer, boolean key) {
            return (key ? "key." : "value.") + layer;
        }

        @Override
        public int few() {
            return 32;
        }

        @Override
        public Pass pass(
                OnnxModel model, KeyValueCache cache, Decoder.Shape shape, int size, boolean all) {
            return new WrittenPass(model, cache, shape, rotary, size, all);
        }
    }

    /// The graph of a package. It always gives the logits of all its tokens, so that fewer calls
    /// are kept.
    record Packaged(ReadyGraph graph) implements Feed {
        @Override
        public String past(int layer, boolean key) {
            GraphNames names = graph.names();
            return GraphNames.of(key ? names.pastKey() : names.pastValue(), layer);
        }

        @Override
        public String present(int layer, boolean key) {
            GraphNames names = graph.names();
            return GraphNames.of(key ? names.presentKey() : names.presentValue(), layer);
        }

        @Override
        public int few() {
            return 8;
        }

        @Override
        public Pass pass(
                OnnxModel model, KeyValueCache cache, Decoder.Shape shape, int size, boolean all) {
            return new PackagePass(model, cache, graph, size, all);
        }
    }
}
