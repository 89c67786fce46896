package dev.hikyaku.cli.planning;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Plan.Cost;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.Detail;
import dev.hikyaku.plan.Plan.FieldChange;
import dev.hikyaku.plan.Plan.Kind;
import dev.hikyaku.plan.Plan.Reason;
import dev.hikyaku.plan.Plan.SyncPlan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prints a plan: what would happen record by record, then why some would not go, the sums at the end.
final class PlanPage {
    private static final int WIDEST = 120;
    private static final int WIDEST_VALUE = 40;

    private final Screen screen;

    PlanPage(Screen screen) {
        this.screen = screen;
    }

    static Counts total(Plan plan) {
        return plan.syncs().stream().map(SyncPlan::work).reduce(Counts.NONE, Counts::plus);
    }

    void print(Plan plan, @Nullable String next) {
        plan.syncs().forEach(this::details);
        sums(plan.syncs());
        reasons(plan.syncs());
        remarks(plan);
        end(plan, next);
    }

    private void details(SyncPlan sync) {
        if (sync.details().isEmpty()) {
            return;
        }
        screen.line(screen.styled(Style.BOLD, Text.safe(sync.sync())));
        var table = new Table(2);
        sync.details()
                .forEach(detail -> table.row(
                        Cell.of(sign(detail.kind()), style(detail.kind())),
                        Cell.of(detail.key()),
                        Cell.of(Text.cut(told(detail), WIDEST))));
        table.print(screen);
        var counts = sync.work();
        var all = counts.sent() - counts.unchanged() + counts.held() + counts.rejected();
        if (all > sync.details().size()) {
            screen.line("  " + screen.say("plan.more", all - sync.details().size()));
        }
        screen.line("");
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case CREATE -> "+";
            case CHANGE -> "~";
            case LATER -> "»";
            case DELETE -> "-";
            case HOLD -> "⏸";
            case REJECT -> "✖";
        };
    }

    private static Style style(Kind kind) {
        return switch (kind) {
            case CREATE, CHANGE, LATER -> Style.GOOD;
            case DELETE, REJECT -> Style.BAD;
            case HOLD -> Style.WAIT;
        };
    }

    private String told(Detail detail) {
        var code = detail.code();
        if (code != null) {
            return code + "  " + detail.reason();
        }
        return switch (detail.kind()) {
            case DELETE -> String.valueOf(detail.remoteId());
            case CREATE ->
                detail.fields().stream()
                        .map(field -> field.field() + ": " + value(field.to()))
                        .collect(Collectors.joining(", "));
            case CHANGE, LATER, HOLD, REJECT ->
                detail.fields().stream().map(this::changed).collect(Collectors.joining(", "));
        };
    }

    private String changed(FieldChange field) {
        return field.field() + ": " + value(field.from()) + " -> " + value(field.to());
    }

    private String value(@Nullable String text) {
        return text == null ? screen.say("plan.nothing") : Text.cut(Text.safe(text), WIDEST_VALUE);
    }

    private void sums(List<SyncPlan> syncs) {
        var table = new Table(2);
        table.row(Stream.of(
                        "sync",
                        "create",
                        "change",
                        "unchanged",
                        "later",
                        "delete",
                        "held",
                        "rejectedBefore",
                        "bulkJobs",
                        "calls")
                .map(word -> new Cell(screen.say("column." + word), Style.PALE, !word.equals("sync")))
                .toList());
        syncs.forEach(sync -> table.row(sums(sync)));
        table.print(screen);
    }

    private static List<Cell> sums(SyncPlan sync) {
        var work = sync.work();
        return List.of(
                Cell.of(sync.sync(), Style.BOLD),
                Cell.of(work.created(), Style.GOOD),
                Cell.of(work.changed(), Style.GOOD),
                Cell.of(work.unchanged(), Style.PLAIN),
                Cell.of(work.later(), Style.PLAIN),
                Cell.of(work.deleted(), Style.BAD),
                Cell.of(work.held(), Style.WAIT),
                Cell.of(work.rejected(), Style.BAD),
                Cell.of(sync.cost().bulkJobs(), Style.PLAIN),
                Cell.of(sync.cost().calls(), Style.PLAIN));
    }

    private void reasons(List<SyncPlan> syncs) {
        var table = new Table(2);
        var some = false;
        for (var sync : syncs) {
            some |= reasons(table, sync.sync(), "held", sync.held());
            some |= reasons(table, sync.sync(), "rejectedBefore", sync.rejected());
        }
        if (some) {
            screen.line("");
            screen.line(screen.say("plan.why"));
            table.print(screen);
        }
    }

    private boolean reasons(Table table, String sync, String word, List<Reason> reasons) {
        for (var reason : reasons) {
            table.row(
                    Cell.of(sync, Style.BOLD),
                    Cell.of(screen.say("column." + word)),
                    Cell.of(reason.changes(), Style.WAIT),
                    Cell.of(reason.code()),
                    Cell.of(Text.cut(reason.reason(), WIDEST)));
        }
        return !reasons.isEmpty();
    }

    private void remarks(Plan plan) {
        var onTheWay = plan.syncs().stream().mapToLong(SyncPlan::onTheWay).sum();
        var total = total(plan);
        var inOutbox = plan.syncs().stream().mapToLong(SyncPlan::inOutbox).sum();
        if (onTheWay + inOutbox + total.notCompared() > 0) {
            screen.line("");
        }
        if (inOutbox > 0) {
            screen.line(screen.say("plan.inOutbox", inOutbox));
        }
        if (onTheWay > 0) {
            screen.line(screen.say("plan.onTheWay", onTheWay));
        }
        if (total.notCompared() > 0) {
            screen.line(screen.say("plan.notCompared", total.notCompared()));
        }
    }

    private void end(Plan plan, @Nullable String next) {
        screen.line("");
        if (next == null) {
            screen.line(screen.say("plan.none"));
            return;
        }
        costs(plan.syncs().stream().map(SyncPlan::cost).toList());
        if (plan.apiCallsLeft() != null) {
            screen.line(screen.say("plan.left", plan.apiCallsLeft()));
        }
        var total = total(plan);
        screen.line(screen.styled(
                Style.BOLD,
                screen.say(
                        "plan.sum",
                        total.created(),
                        total.changed(),
                        total.deleted(),
                        total.held(),
                        total.rejected())));
        screen.line(screen.say("next", next));
    }

    private void costs(List<Cost> costs) {
        var isMeasured = costs.stream().allMatch(Cost::measured);
        screen.line(screen.say(
                "plan.cost",
                costs.stream().mapToLong(Cost::bulkJobs).sum(),
                costs.stream().mapToLong(Cost::batches).sum(),
                costs.stream().mapToLong(Cost::calls).sum(),
                costs.stream().mapToLong(Cost::apiCalls).sum()));
        screen.line(screen.say(
                isMeasured ? "plan.time.measured" : "plan.time.guessed",
                costs.stream().mapToLong(Cost::seconds).sum()));
    }
}
