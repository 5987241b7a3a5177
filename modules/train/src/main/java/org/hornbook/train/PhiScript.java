package org.hornbook.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the training step of a phi model as TorchScript source, layer by layer.
///
/// Methods of the module, over the parameters in the order of `Layout`:
/// - `step(pm, pv, mm, mv, vm, vv, t, lr, ids, cos, sin) -> (2)`: one optimiser step in place;
///   returns mean loss in nats and gradient norm. Parameters and both moments come as two lists
///   each, matrices and vectors: only what is written through an argument is seen as an effect, and
///   the two differ in their weight decay.
/// - `loss(p, ids, cos, sin) -> ()`: mean loss in nats, nothing changed.
/// - `logits(p, ids, cos, sin) -> (B, T, V)`.
///
/// `ids` is (B, T+1) int64 for `step` and `loss`, (B, T) for `logits`; `cos` and `sin` are (T,
/// rotary/2). The head's loss and gradient are taken some rows at a time, so that the logits of a
/// whole batch never exist at once.
final class PhiScript {
    private static final int HEAD_ROWS = 256;

    private final TrainingConfig config;
    private final Layout layout;
    private final StringBuilder source = new StringBuilder();

    PhiScript(TrainingConfig config) {
        this.config = config;
        this.layout = new Layout(config);
    }

    String source() {
        line(0, "class Phi(Module):");
        line(1, "__parameters__ = []");
        line(1, "__buffers__ = []");
        line(1, "training : bool");
        hidden();
        step();
        loss();
        logits();
        return source.toString();
    }

    /// `hidden(w, ids, cos, sin) -> (B*T, hidden)`: everything up to the final LayerNorm.
    private void hidden() {
        int heads = config.heads();
        int headDim = config.hidden() / heads;
        int half = (int) (headDim * config.rotary()) / 2;
        line(
                1,
                "def hidden(self: __torch__.Phi, w: List[Tensor], ids: Tensor, cos: Tensor, sin: Tensor) -> Tensor:");
        line(2, "b = torch.size(ids, 0)");
        line(2, "n = torch.size(ids, 1)");
        line(2, "x = torch.embedding(w[%d], ids)", layout.embedding());
        for (int layer = 0; layer < config.layers(); layer++) {
            int at = layout.layer(layer);
            line(
                    2,
                    "h%d = torch.layer_norm(x, [%d], w[%d], w[%d], 1e-05)",
                    layer,
                    config.hidden(),
                    at,
                    at + 1);
            line(
                    2,
                    "qkv%d = torch.view(torch.linear(h%d, w[%d], w[%d]), [b, n, 3, %d, %d])",
                    layer,
                    layer,
                    at + 2,
                    at + 3,
                    heads,
                    headDim);
            line(2, "s%d = torch.permute(qkv%d, [2, 0, 3, 1, 4])", layer, layer);
            line(2, "qk%d = torch.slice(s%d, 0, 0, 2)", layer, layer);
            line(2, "ra%d = torch.slice(qk%d, 4, 0, %d)", layer, layer, half);
            line(2, "rb%d = torch.slice(qk%d, 4, %d, %d)", layer, layer, half, 2 * half);
            line(
                    2,
                    "ca%d = torch.sub(torch.mul(ra%d, cos), torch.mul(rb%d, sin))",
                    layer,
                    layer,
                    layer);
            line(
                    2,
                    "cb%d = torch.add(torch.mul(rb%d, cos), torch.mul(ra%d, sin))",
                    layer,
                    layer,
                    layer);
            if (2 * half < headDim) {
                line(
                        2,
                        "rot%d = torch.cat([ca%d, cb%d, torch.slice(qk%d, 4, %d, %d)], 4)",
                        layer,
                        layer,
                        layer,
                        layer,
                        2 * half,
                        headDim);
            } else {
                line(2, "rot%d = torch.cat([ca%d, cb%d], 4)", layer, layer, layer);
            }
            line(
                    2,
                    "o%d = torch.scaled_dot_product_attention(torch.select(rot%d, 0, 0), torch.select(rot%d, 0, 1), torch.select(s%d, 0, 2), None, 0., True)",
                    layer,
                    layer,
                    layer,
                    layer);
            line(
                    2,
                    "a%d = torch.reshape(torch.transpose(o%d, 1, 2), [b, n, %d])",
                    layer,
                    layer,
                    config.hidden());
            line(
                    2,
                    "f%d = torch.gelu(torch.linear(h%d, w[%d], w[%d]), approximate=\"tanh\")",
                    layer,
                    layer,
                    at + 6,
                    at + 7);
            line(
                    2,
                    "x = torch.add(torch.add(x, torch.linear(a%d, w[%d], w[%d])), torch.linear(f%d, w[%d], w[%d]))",
                    layer,
                    at + 4,
                    at + 5,
                    layer,
                    at + 8,
                    at + 9);
        }
        line(
                2,
                "y = torch.layer_norm(x, [%d], w[%d], w[%d], 1e-05)",
                config.hidden(),
                layout.finalNorm(),
                layout.finalNorm() + 1);
        line(2, "return torch.reshape(y, [-1, %d])", config.hidden());
    }

    private void step() {
        line(
                1,
                "def step(self: __torch__.Phi, pm: List[Tensor], pv: List[Tensor], mm: List[Tensor], mv: List[Tensor],"
                        + " vm: List[Tensor], vv: List[Tensor], t: Tensor, lr: Tensor, ids: Tensor, cos: Tensor,"
                        + " sin: Tensor) -> Tensor:");
        line(2, "p = %s", all());
        line(2, "w = annotate(List[Tensor], [])");
        line(2, "for i in range(%d):", layout.count());
        line(3, "_0 = torch.append(w, torch.requires_grad_(torch.detach(p[i])))");
        line(2, "y = (self).hidden(w, torch.slice(ids, 1, 0, -1), cos, sin, )");
        headLossAndGradient();
        line(2, "body = annotate(List[Tensor], [])");
        line(2, "for i0 in range(%d):", layout.head());
        line(3, "_1 = torch.append(body, w[i0])");
        line(
                2,
                "found = torch.grad([y], body, annotate(List[Optional[Tensor]], [dh]), False, False, False)");
        line(2, "g = annotate(List[Tensor], [])");
        line(2, "for i1 in range(%d):", layout.head());
        line(3, "_2 = torch.append(g, torch.contiguous(unchecked_cast(Tensor, found[i1])))");
        line(2, "_3 = torch.append(g, dw)");
        line(2, "_4 = torch.append(g, db)");
        line(2, "norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)), 2)");
        line(
                2,
                "scale = torch.clamp_max(torch.div(%s, torch.add(norm, 1e-06)), 1.)",
                number(config.clip()));
        line(2, "torch._foreach_mul_(g, scale)");
        line(2, "_5 = torch.add_(t, 1)");
        adam("m", layout.matrices(), config.weightDecay());
        adam("v", layout.vectors(), 0);
        line(2, "return torch.stack([loss, norm])");
    }

    /// Leaves `loss` (a scalar), `dh` (B*T, hidden), `dw` and `db`.
    private void headLossAndGradient() {
        line(2, "h = torch.detach(y)");
        line(2, "target = torch.reshape(torch.slice(ids, 1, 1, 9223372036854775807), [-1, 1])");
        line(2, "rows = torch.size(h, 0)");
        line(2, "hw = p[%d]", layout.head());
        line(2, "hb = p[%d]", layout.head() + 1);
        line(2, "dh = torch.empty_like(h)");
        line(2, "dw = torch.zeros_like(hw)");
        line(2, "db = torch.zeros_like(hb)");
        line(2, "loss = torch.sum(torch.zeros_like(hb))");
        line(2, "minus = torch.neg(torch.ones_like(target, dtype=6))");
        line(2, "for c in range(torch.__range_length(0, rows, %d)):", HEAD_ROWS);
        line(3, "from_ = torch.mul(c, %d)", HEAD_ROWS);
        line(3, "to_ = ops.prim.min(torch.add(from_, %d), rows)", HEAD_ROWS);
        line(3, "hc = torch.slice(h, 0, from_, to_)");
        line(3, "tc = torch.slice(target, 0, from_, to_)");
        line(3, "z = torch.addmm(hb, hc, torch.t(hw))");
        line(3, "lse = torch.logsumexp(z, [1], True)");
        line(3, "_6 = torch.add_(loss, torch.sum(torch.sub(lse, torch.gather(z, 1, tc))))");
        line(3, "_7 = torch.exp_(torch.sub_(z, lse))");
        line(3, "_8 = torch.scatter_add_(z, 1, tc, torch.slice(minus, 0, from_, to_))");
        line(3, "_9 = torch.div_(z, rows)");
        line(3, "_10 = torch.copy_(torch.slice(dh, 0, from_, to_), torch.mm(z, hw))");
        line(3, "_11 = torch.addmm_(dw, torch.t(z), hc)");
        line(3, "_12 = torch.add_(db, torch.sum(z, [0]))");
        line(2, "_13 = torch.div_(loss, rows)");
    }

    /// All parameters in order, taken from the two lists.
    private String all() {
        List<Integer> matrices = layout.matrices();
        List<Integer> vectors = layout.vectors();
        return IntStream.range(0, layout.count())
                .mapToObj(
                        i ->
                                matrices.contains(i)
                                        ? "pm[" + matrices.indexOf(i) + "]"
                                        : "pv[" + vectors.indexOf(i) + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// @param part the second letter of the lists: `m` for matrices, `v` for vectors
    private void adam(String part, List<Integer> members, double decay) {
        String gradients =
                members.stream()
                        .map(i -> "g[" + i + "]")
                        .collect(Collectors.joining(", ", "[", "]"));
        String times = members.stream().map(i -> "t").collect(Collectors.joining(", ", "[", "]"));
        line(
                2,
                "torch._fused_adamw_(p%s, %s, m%s, v%s, annotate(List[Tensor], []), %s, lr=lr, beta1=%s, beta2=%s,"
                        + " weight_decay=%s, eps=%s, amsgrad=False, maximize=False)",
                part,
                gradients,
                part,
                part,
                times,
                number(config.beta1()),
                number(config.beta2()),
                number(decay),
                number(config.epsilon()));
    }

    private void loss() {
        line(
                1,
                "def loss(self: __torch__.Phi, p: List[Tensor], ids: Tensor, cos: Tensor, sin: Tensor) -> Tensor:");
        line(2, "y = (self).hidden(p, torch.slice(ids, 1, 0, -1), cos, sin, )");
        line(2, "target = torch.reshape(torch.slice(ids, 1, 1, 9223372036854775807), [-1, 1])");
        line(2, "z = torch.linear(y, p[%d], p[%d])", layout.head(), layout.head() + 1);
        line(2, "lse = torch.logsumexp(z, [1], True)");
        line(2, "return torch.mean(torch.sub(lse, torch.gather(z, 1, target)))");
    }

    private void logits() {
        line(
                1,
                "def logits(self: __torch__.Phi, p: List[Tensor], ids: Tensor, cos: Tensor, sin: Tensor) -> Tensor:");
        line(2, "y = (self).hidden(p, ids, cos, sin, )");
        line(2, "z = torch.linear(y, p[%d], p[%d])", layout.head(), layout.head() + 1);
        line(
                2,
                "return torch.reshape(z, [torch.size(ids, 0), torch.size(ids, 1), %d])",
                config.vocab());
    }

    private void line(int indent, String text, Object... values) {
        source.append("  ".repeat(indent))
                .append(values.length == 0 ? text : text.formatted(values))
                .append('\n');
    }

    /// A float literal: TorchScript tells 1 from 1.
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.12g", value);
        return text.contains(".") || text.contains("e") ? text : text + ".";
    }

    /// Where each parameter lies in the list `p`: embedding; per layer ten tensors; final
    /// LayerNorm; head.
    record Layout(TrainingConfig config) {
        static final int PER_LAYER = 10;

        int embedding() {
            return 0;
        }

        /// LayerNorm weight and bias, fused q|k|v, dense, fc1, fc2 (each weight, bias).
        int layer(int index) {
            return 1 + PER_LAYER * index;
        }

        int finalNorm() {
            return layer(config.layers());
        }

        int head() {
            return finalNorm() + 2;
        }

        int count() {
            return head() + 2;
        }

        /// The shape of parameter `index`.
        long[] shape(int index) {
            int d = config.hidden();
            if (index == embedding() || index == head()) {
                return new long[] {config.vocab(), d};
            }
            if (index == head() + 1) {
                return new long[] {config.vocab()};
            }
            if (index >= finalNorm()) {
                return new long[] {d};
            }
            return switch ((index - 1) % PER_LAYER) {
                case 2 -> new long[] {3L * d, d};
                case 3 -> new long[] {3L * d};
                case 4 -> new long[] {d, d};
                case 6 -> new long[] {4L * d, d};
                case 7 -> new long[] {4L * d};
                case 8 -> new long[] {d, 4L * d};
                default -> new long[] {d};
            };
        }

        /// Whether parameter `index` scales a LayerNorm, and so begins at 1.
        boolean scale(int index) {
            return index == finalNorm()
                    || index > 0 && index < finalNorm() && (index - 1) % PER_LAYER == 0;
        }

        List<Integer> matrices() {
            return part(2);
        }

        List<Integer> vectors() {
            return part(1);
        }

        private List<Integer> part(int dimensions) {
            return new ArrayList<>(
                    IntStream.range(0, count())
                            .filter(i -> shape(i).length == dimensions)
                            .boxed()
                            .toList());
        }
    }
}
