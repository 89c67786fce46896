package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.login.Route;
import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.delivery.CampaignBooks;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.History;
import dev.hikyaku.ledger.history.Point;
import dev.hikyaku.ledger.remote.RemoteIds;
import dev.hikyaku.ledger.tail.Tail;
import dev.hikyaku.ledger.view.Activity;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Search;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Funnel;
import dev.hikyaku.story.Listed;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing;
import dev.hikyaku.story.Step;
import dev.hikyaku.story.Told;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The description of the REST interface says what the program has, and nothing else.
class DescriptionTest {
    private static final List<Class<?>> CONTROLLERS = List.of(
            HistoryApi.class,
            OverviewApi.class,
            ChangesApi.class,
            RunsApi.class,
            CampaignsApi.class,
            ApprovalApi.class,
            OperationsApi.class,
            TailApi.class);

    private static final Map<String, Class<? extends Record>> SCHEMAS = Map.ofEntries(
            Map.entry("Change", Listed.class),
            Map.entry("Told", Told.class),
            Map.entry("TracedChange", Told.Line.class),
            Map.entry("Step", Step.class),
            Map.entry("FormerId", RemoteIds.Former.class),
            Map.entry("Summary", Standing.class),
            Map.entry("SyncNow", Standing.SyncNow.class),
            Map.entry("CampaignNow", Standing.CampaignNow.class),
            Map.entry("Cause", Syncs.Cause.class),
            Map.entry("Why", Syncs.Why.class),
            Map.entry("Lately", Syncs.Lately.class),
            Map.entry("Bounded", Bounded.class),
            Map.entry("Problem", ProblemLine.class),
            Map.entry("Run", RunLine.class),
            Map.entry("Balance", Lines.Balance.class),
            Map.entry("RunDetail", Lines.RunDetail.class),
            Map.entry("Start", Funnel.Start.class),
            Map.entry("Sums", Funnel.Sums.class),
            Map.entry("Funnel", Funnel.class),
            Map.entry("Delivery", DeliveryLine.class),
            Map.entry("Stage", Runs.Stage.class),
            Map.entry("TakenIn", RunList.TakenIn.class),
            Map.entry("Carried", RunList.Carried.class),
            Map.entry("Job", RunList.Job.class),
            Map.entry("Note", Story.Note.class),
            Map.entry("OneRun", CampaignsApi.OneRun.class),
            Map.entry("Reason", CampaignBooks.Reason.class),
            Map.entry("Activity", Activity.Line.class),
            Map.entry("Found", Search.Found.class),
            Map.entry("Operation", Operations.Operation.class),
            Map.entry("Awaited", ApprovalApi.Awaited.class),
            Map.entry("Word", ApprovalApi.Word.class),
            Map.entry("Chart", History.Chart.class),
            Map.entry("Point", Point.class),
            Map.entry("Counts", Counts.class),
            Map.entry("News", Watches.News.class),
            Map.entry("Settled", Tail.Line.class),
            Map.entry("Wish", OperationsApi.Wish.class));

    private final Map<?, ?> description = read();

    private static Map<?, ?> read() {
        try {
            var text = Files.readString(Path.of("../docs/reference/openapi.yaml"));
            return (Map<?, ?>)
                    Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<?, ?> map(Map<?, ?> parent, Object key) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(key), key.toString());
    }

    /// Method and path, with the names of the parameters.
    private static Map<String, List<String>> addresses() {
        var addresses = new TreeMap<String, List<String>>();
        for (var controller : CONTROLLERS) {
            var base = Objects.requireNonNull(controller.getAnnotation(RequestMapping.class))
                    .value()[0];
            for (var method : controller.getDeclaredMethods()) {
                var address = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (address != null) {
                    var path = base + (address.value().length == 0 ? "" : address.value()[0]);
                    addresses.put(address.method()[0] + " " + path, parameters(method));
                }
            }
        }
        return addresses;
    }

    private static List<String> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(PathVariable.class)
                                || parameter.isAnnotationPresent(RequestParam.class)
                        ? Stream.of(parameter.getName())
                        : parameter.getType().getSimpleName().equals("Which")
                                ? Arrays.stream(parameter.getType().getRecordComponents())
                                        .map(RecordComponent::getName)
                                : Stream.of())
                .toList();
    }

    private Map<String, List<String>> described() {
        var described = new TreeMap<String, List<String>>();
        map(description, "paths")
                .forEach((path, methods) -> ((Map<?, ?>) methods).forEach((method, operation) -> {
                    var parameters = ((Map<?, ?>) operation).get("parameters");
                    described.put(
                            method.toString().toUpperCase(Locale.ROOT) + " " + path,
                            parameters == null
                                    ? List.of()
                                    : ((List<?>) parameters)
                                            .stream()
                                                    .map(one -> String.valueOf(((Map<?, ?>) one).get("name")))
                                                    .filter(name -> !name.equals("bom"))
                                                    .toList());
                }));
        return described;
    }

    @Test
    void namesEveryAddressAndNoOther() {
        assertThat(described().keySet()).isEqualTo(addresses().keySet());
    }

    @Test
    void everyAddressHasItsRole() {
        var routes = new TreeSet<String>();
        Route.ALL.stream().filter(route -> route.pattern().startsWith("/api/")).forEach(route -> {
            assertThat(route.role()).as(route.pattern()).isNotNull();
            routes.add(route.method() + " " + route.pattern());
        });
        assertThat(routes).isEqualTo(addresses().keySet());
    }

    @Test
    void namesOnlyParametersThatAreRead() {
        var read = addresses();
        described()
                .forEach((operation, names) ->
                        assertThat(read.get(operation)).as(operation).containsAll(names));
    }

    @Test
    void namesWhatStandsInEachAnswer() {
        var schemas = map(map(description, "components"), "schemas");
        assertThat(schemas.keySet()).isEqualTo(SCHEMAS.keySet());
        SCHEMAS.forEach((name, type) -> assertThat(
                        map(map(schemas, name), "properties").keySet())
                .as(name)
                .isEqualTo(new TreeSet<>(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList())));
    }
}
