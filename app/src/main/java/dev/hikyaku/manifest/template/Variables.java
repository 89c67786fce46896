package dev.hikyaku.manifest.template;

import dev.hikyaku.manifest.template.TemplateException.Reason;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBigDecimalExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralDoubleExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralNullExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.RangeExpression;
import io.pebbletemplates.pebble.node.expression.RenderableNodeExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what a template asks for, and refuses all that is not plainly harmless.
final class Variables {

    private final Set<String> names = new TreeSet<>();

    private Variables() {}

    /// @throws TemplateException for what no template may hold
    static Set<String> of(RenderableNode root) {
        var variables = new Variables();
        variables.node(root);
        return variables.names;
    }

    private void node(@Nullable RenderableNode node) {
        switch (node) {
            case null -> {}
            case TextNode _ -> {}
            case RootNode root -> node(root.getBody());
            case BodyNode body -> body.getChildren().forEach(this::node);
            case PrintNode print -> expression(print.getExpression());
            case IfNode choice -> {
                choice.getConditionsWithBodies().forEach(pair -> {
                    expression(pair.getLeft());
                    node(pair.getRight());
                });
                node(choice.getElseBody());
            }
            default -> throw new TemplateException(Reason.TAG, "");
        }
    }

    private void expression(@Nullable Expression<?> expression) {
        switch (expression) {
            case null -> {}
            case ContextVariableExpression variable -> names.add(variable.getName());
            case RangeExpression _, RenderableNodeExpression _ -> throw new TemplateException(Reason.RANGE, "");
            case BinaryExpression<?> both -> {
                expression(both.getLeftExpression());
                expression(both.getRightExpression());
            }
            case UnaryExpression one -> expression(one.getChildExpression());
            case TernaryExpression three -> {
                expression(three.getExpression1());
                expression(three.getExpression2());
                expression(three.getExpression3());
            }
            case FilterInvocationExpression filter -> filter(filter);
            case TestInvocationExpression test -> arguments(test.getArgs());
            case GetAttributeExpression _ -> throw new TemplateException(Reason.PART, "");
            case LiteralStringExpression _,
                    LiteralBooleanExpression _,
                    LiteralIntegerExpression _,
                    LiteralLongExpression _,
                    LiteralDoubleExpression _,
                    LiteralBigDecimalExpression _,
                    LiteralNullExpression _ -> {}
            default -> throw new TemplateException(Reason.FUNCTION, "");
        }
    }

    private void filter(FilterInvocationExpression filter) {
        if (!Sandbox.FILTERS.contains(filter.getFilterName())) {
            throw new TemplateException(Reason.FILTER, filter.getFilterName());
        }
        if (filter.getFilterName().equals("date") && filter.getArgs().getPositionalArgs() != null) {
            filter.getArgs().getPositionalArgs().forEach(argument -> {
                if (argument.getValueExpression() instanceof LiteralStringExpression literal) {
                    DateFilter.check(literal.getValue());
                }
            });
        }
        arguments(filter.getArgs());
    }

    private void arguments(@Nullable ArgumentsNode arguments) {
        if (arguments == null) {
            return;
        }
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(argument -> expression(argument.getValueExpression()));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(argument -> expression(argument.getValueExpression()));
        }
    }
}
