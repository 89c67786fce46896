package dev.hikyaku;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One word per concept, in identifiers, columns, YAML keys and papers.
final class Vocabulary {

    /// A word that stays, at one place, for a reason. An allowance that nothing uses is an offence itself.
    ///
    /// @param place how the file's name starts
    /// @param word as it is reported
    record Allowance(String place, String word, String reason) {}

    private static final Map<String, String> SAY = Map.ofEntries(
            Map.entry("mapping", "sync or fields"),
            Map.entry("pipeline", "sync"),
            Map.entry("module", "sync"),
            Map.entry("connector", "sync"),
            Map.entry("sfid", "remote id"),
            Map.entry("relation", "reference"),
            Map.entry("lookup", "reference"),
            Map.entry("mock", "simulator or fake"),
            Map.entry("stub", "simulator or fake"),
            Map.entry("emulator", "simulator"),
            Map.entry("delivered", "accepted"),
            Map.entry("replay", "resubmit"),
            Map.entry("requeue", "resubmit"),
            Map.entry("parked", "waiting"),
            Map.entry("dedupe", "coalesce"),
            Map.entry("deduplicate", "coalesce"),
            Map.entry("change_event", "change"),
            Map.entry("change_request", "change"),
            Map.entry("change_message", "change"));

    /// Salesforce's own words are right where Salesforce's protocol is spoken; these are not even there.
    private static final Set<String> NEVER = Set.of("sfid", "mock", "stub", "emulator");

    private static final Set<String> EMPTY_TYPE_ENDINGS =
            Set.of("impl", "manager", "helper", "helpers", "util", "utils", "service", "dto");
    private static final Set<String> EMPTY_PACKAGES = Set.of("common", "util", "utils", "impl", "model", "service");

    private static final Pattern PROSE = Pattern.compile(
            "\\b(mappings?|pipelines?|sfid|relations?|mock(?:s|ed)?|stubs?|emulators?|delivered|dedupes?|exactly[ -]once)\\b"
                    + "|マッピング|モック|スタブ|パイプライン|配信済み",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SILENT =
            Pattern.compile("<!-- words off -->[\\s\\S]*?<!-- words on -->|```[\\s\\S]*?```|`[^`\\n]*`");
    private static final Pattern SQL_NOISE = Pattern.compile("--[^\\n]*|/\\*[\\s\\S]*?\\*/|'[^']*'");
    private static final Pattern SQL_NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern YAML_KEY =
            Pattern.compile("^\\s*(?:- )?\"?([A-Za-z][\\w-]*)\"?:(?=\\s|$)", Pattern.MULTILINE);
    private static final Pattern WORD_BORDER =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\\W]+");

    private final List<Allowance> allowances;
    private final Set<Allowance> used = new HashSet<>();
    private final List<String> offences = new ArrayList<>();

    private Vocabulary(List<Allowance> allowances) {
        this.allowances = allowances;
    }

    static List<String> offences(SourceTree tree, List<Allowance> allowances) {
        var vocabulary = new Vocabulary(allowances);
        for (var source : tree.java()) {
            Identifiers.of(source).forEach(vocabulary::judge);
        }
        for (var name : tree.names(".sql", ".yaml", ".yml", ".md")) {
            vocabulary.judge(name, tree.text(name));
        }
        allowances.stream()
                .filter(allowance -> tree.names().stream().anyMatch(name -> name.startsWith(allowance.place())))
                .filter(allowance -> !vocabulary.used.contains(allowance))
                .forEach(allowance -> vocabulary.offences.add("nothing needs " + allowance));
        return vocabulary.offences;
    }

    private void judge(Identifiers.Identifier identifier) {
        var words = words(identifier.name());
        var last = words.getLast();
        var place = identifier.file() + ":" + identifier.line() + " " + identifier.name();
        switch (identifier.kind()) {
            case PACKAGE ->
                words.stream()
                        .filter(EMPTY_PACKAGES::contains)
                        .forEach(word -> report(identifier.file(), place, word, "the station's own word"));
            case TYPE -> {
                if (EMPTY_TYPE_ENDINGS.contains(last)) {
                    report(identifier.file(), place, last, "the noun alone");
                }
            }
            case MEMBER -> {}
        }
        judge(identifier.file(), place, words);
    }

    private void judge(String file, String text) {
        if (file.endsWith(".md")) {
            prose(file, text);
        } else if (file.endsWith(".sql") && file.startsWith("app/src/main/")) {
            var names = new TreeSet<String>();
            SQL_NAME.matcher(SQL_NOISE.matcher(text).replaceAll(" ")).results().forEach(hit -> names.add(hit.group()));
            names.forEach(name -> judge(file, file + " " + name, words(name)));
        } else if (!file.endsWith(".sql")) {
            YAML_KEY.matcher(text)
                    .results()
                    .forEach(key -> judge(file, file + " key " + key.group(1), words(key.group(1))));
        }
    }

    private void prose(String file, String text) {
        var quiet = SILENT.matcher(text).replaceAll(off -> off.group().replaceAll("[^\\n]", ""));
        PROSE.matcher(quiet).results().forEach(hit -> {
            var line = 1
                    + quiet.substring(0, hit.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            report(file, file + ":" + line, hit.group().toLowerCase(Locale.ROOT), "another word (ARCHITECTURE.md)");
        });
    }

    private void judge(String file, String place, List<String> words) {
        var joined = "_" + String.join("_", words) + "_";
        SAY.forEach((word, wanted) -> {
            var found = joined.contains("_" + word + "_") || joined.contains("_" + word + "s_");
            var foreign = file.contains("/salesforce/") || file.startsWith("simulators/");
            if (found && (!foreign || NEVER.contains(word))) {
                report(file, place, word, wanted);
            }
        });
    }

    private void report(String file, String place, String word, String wanted) {
        var allowed = allowances.stream()
                .filter(allowance -> file.startsWith(allowance.place()) && word.equals(allowance.word()))
                .findFirst();
        allowed.ifPresentOrElse(used::add, () -> offences.add(place + ": found \"" + word + "\", wanted " + wanted));
    }

    private static List<String> words(String name) {
        var words = WORD_BORDER
                .splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return words.isEmpty() ? List.of(name) : words;
    }
}
