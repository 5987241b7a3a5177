package org.hornbook.checkpoint.template;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hornbook.checkpoint.template.Expression.*;

/// The names that expressions read.
final class Mentions {
    private Mentions() {}

    static void names(Expression expression, Consumer<String> told) {
        if (expression instanceof Name name) {
            told.accept(name.name());
        }
        parts(expression).forEach(part -> names(part, told));
    }

    /// Whether it reads no name and calls nothing.
    static boolean constant(Expression expression) {
        return !(expression instanceof Name)
                && !(expression instanceof Call)
                && !(expression instanceof Either either && either.otherwise().isEmpty())
                && parts(expression).allMatch(Mentions::constant);
    }

    private static Stream<Expression> parts(Expression expression) {
        return switch (expression) {
            case Constant constant -> Stream.empty();
            case Name name -> Stream.empty();
            case ListOf list -> list.items().stream();
            case DictOf dict -> dict.pairs().stream().flatMap(p -> Stream.of(p.key(), p.value()));
            case Attribute attribute -> Stream.of(attribute.of());
            case Item item -> Stream.of(item.of(), item.key());
            case SliceOf slice ->
                    Stream.of(slice.start(), slice.stop(), slice.step()).flatMap(o -> o.stream());
            case Call call -> Stream.concat(Stream.of(call.of()), parts(call.given()));
            case Filtered filtered ->
                    Stream.concat(filtered.of().stream(), parts(filtered.given()));
            case Tested tested -> Stream.concat(Stream.of(tested.of()), parts(tested.given()));
            case Not not -> Stream.of(not.of());
            case Sign sign -> Stream.of(sign.of());
            case Binary binary -> Stream.of(binary.left(), binary.right());
            case And and -> Stream.of(and.left(), and.right());
            case Or or -> Stream.of(or.left(), or.right());
            case Joined joined -> joined.parts().stream();
            case Compared compared ->
                    Stream.concat(
                            Stream.of(compared.first()),
                            compared.rest().stream().map(Comparand::with));
            case Either either ->
                    Stream.concat(
                            Stream.of(either.test(), either.then()), either.otherwise().stream());
        };
    }

    private static Stream<Expression> parts(Given given) {
        return Stream.of(
                        given.positional().stream(),
                        given.named().stream().map(Keyword::value),
                        given.list().stream(),
                        given.dict().stream())
                .flatMap(s -> s);
    }
}
