/// Chat templates: how a conversation is put to a model that was trained on one.
///
/// `ChatTemplate` is all that others see. `Lexer` splits its text, `StatementParser` and
/// `ExpressionParser` read it into `Statement` and `Expression`, `Executor` and `Evaluator` run
/// those over `Value`s, which `Python` knows how Python treats, within a `Budget`. Knows no other
/// package.
package org.hornbook.checkpoint.template;
