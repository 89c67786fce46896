package dev.hikyaku;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps the papers short, complete and true.
final class Papers {

    static final int README = 120;
    static final int DECISION = 40;

    private static final String STATIONS = "app/src/main/java/dev/hikyaku/";
    private static final List<String> NEEDED = List.of(
            "README.md",
            "README.ja.md",
            "ARCHITECTURE.md",
            "PROMISES.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "LICENSE");
    /// Written in pieces, so that this file does not name what it forbids.
    private static final List<String> DOWNLOAD_HOSTS = List.of(
            "repo" + ".maven.",
            "repo1" + ".maven.",
            "registry" + ".npmjs.",
            "deb" + ".debian.",
            "registry" + ".yarnpkg.");
    private static final Pattern OWN_MACHINE =
            Pattern.compile("(?<![\\w.~$}])/(?:wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers)/\\w");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern QUOTE =
            Pattern.compile("^```\\w* file=(\\S+)(?: region=(\\S+))?\\n([\\s\\S]*?)^```", Pattern.MULTILINE);

    private final SourceTree tree;
    private final List<String> offences = new ArrayList<>();

    private Papers(SourceTree tree) {
        this.tree = tree;
    }

    static List<String> offences(SourceTree tree) {
        var papers = new Papers(tree);
        papers.areThereAndShort();
        papers.nameNoPlaceOfOurs();
        papers.linkAndQuoteTruly();
        papers.nameEveryStation();
        papers.markEveryPackage();
        return papers.offences;
    }

    private void areThereAndShort() {
        for (var name : NEEDED) {
            check(tree.has(name), name + " is missing");
        }
        for (var name : tree.names(".md")) {
            var lines = tree.text(name).lines().count();
            if (name.equals("README.md") || name.equals("README.ja.md")) {
                check(lines <= README, name + " has " + lines + " lines, wanted at most " + README);
            } else if (name.startsWith("docs/decisions/")) {
                check(lines <= DECISION, name + " has " + lines + " lines, wanted at most " + DECISION);
            }
        }
    }

    private void nameNoPlaceOfOurs() {
        var scripts = Stream.of("hikyaku", ".ci/run").filter(tree::has);
        var texts = tree.names(".md", ".java", ".xml", ".yaml", ".yml", ".json", ".properties", ".sh", ".sql").stream();
        Stream.concat(scripts, texts).forEach(name -> {
            var text = tree.text(name);
            for (var host : DOWNLOAD_HOSTS) {
                check(!text.contains(host), name + " names the download host " + host);
            }
            OWN_MACHINE
                    .matcher(text)
                    .results()
                    .forEach(path -> offences.add(name + " names a place on somebody's machine: " + path.group()));
        });
    }

    private void linkAndQuoteTruly() {
        for (var name : tree.names(".md")) {
            var text = tree.text(name);
            var folder = tree.root().resolve(name).getParent();
            LINK.matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .filter(Predicate.not(target -> target.contains(":")))
                    .filter(target -> !folder.resolve(target).toFile().exists())
                    .forEach(target -> offences.add(name + " links to " + target + ", which does not exist"));
            QUOTE.matcher(text)
                    .results()
                    .forEach(quote -> quotes(name, quote.group(1), quote.group(2), quote.group(3)));
        }
    }

    private void quotes(String paper, String file, String region, String quoted) {
        var said = file + (region == null ? "" : " region " + region);
        if (!tree.has(file)) {
            offences.add(paper + " quotes " + said + ", which does not exist");
            return;
        }
        var original = region == null ? tree.text(file) : regionOf(tree.text(file), region);
        check(original.strip().equals(quoted.strip()), paper + " quotes " + said + " wrongly");
    }

    /// The lines between `region NAME` and `endregion`, whatever the file's comment sign.
    private static String regionOf(String text, String region) {
        var found = Pattern.compile(
                        "^.*\\bregion " + Pattern.quote(region) + "\\s*\\n([\\s\\S]*?)^.*\\bendregion\\b",
                        Pattern.MULTILINE)
                .matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private void nameEveryStation() {
        var drawn = tree.has("ARCHITECTURE.md") ? tree.text("ARCHITECTURE.md") : "";
        var stations = new TreeSet<String>();
        tree.names(".java").stream()
                .filter(name -> name.startsWith(STATIONS))
                .map(name -> name.substring(STATIONS.length()).split("/"))
                .filter(parts -> parts.length > 1)
                .forEach(parts -> stations.add(parts[0]));
        for (var station : stations) {
            check(drawn.contains("`" + station + "`"), "ARCHITECTURE.md does not name the station `" + station + "`");
        }
    }

    private void markEveryPackage() {
        var folders = new TreeSet<String>();
        tree.names(".java").stream()
                .filter(name -> name.contains("/src/main/java/"))
                .forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/'))));
        for (var folder : folders) {
            var info = folder + "/package-info.java";
            check(tree.has(info) && tree.text(info).contains("@NullMarked"), info + " is missing or not @NullMarked");
        }
    }

    private void check(boolean good, String offence) {
        if (!good) {
            offences.add(offence);
        }
    }
}
