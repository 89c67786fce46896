package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedManifestTest {

    private static final List<String> DEBRIS = List.of(
            "{", "}", "[", "]", ":", "'", "\"", "\t", "&a ", "*a", "? ", "- ", "!!int ", "~", "#", "|\n", "<<: *a",
            "\0", "é", "𠮷", ",", "%", "{0}", "--- ", "@");

    @TempDir
    private Path folder;

    /// Whatever slips into the files: the answer is a manifest, or problems that can be shown in both languages.
    @Test
    void neverBreaksTheReader() throws Exception {
        Files.createDirectories(folder.resolve("syncs"));
        Files.createDirectories(folder.resolve("sql"));
        Files.copy(ManifestTest.shop().resolve("sql/account.sql"), folder.resolve("sql/account.sql"));
        var project = Files.readString(ManifestTest.shop().resolve("hikyaku.yaml")) + ManifestExamples.PUSH;
        var contact = Files.readString(ManifestTest.shop().resolve("syncs/contact.yaml"));
        Files.copy(ManifestTest.shop().resolve("syncs/account.yaml"), folder.resolve("syncs/account.yaml"));
        Files.createDirectories(folder.resolve("campaigns"));
        var campaign = ManifestExamples.CAMPAIGN;
        var codes = new TreeSet<String>();
        var read = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            write("hikyaku.yaml", random.nextInt(4) == 0 ? damage(project, random) : project);
            var aCampaign = random.nextBoolean();
            write("syncs/contact.yaml", aCampaign ? contact : damage(contact, random));
            write("campaigns/every.yaml", aCampaign ? damage(campaign, random) : campaign);
            try {
                read += Manifest.read(folder).syncs().isEmpty() ? 0 : 1;
            } catch (ManifestException found) {
                assertThat(found.render(Locale.ENGLISH)).as("seed %d", seed).isNotBlank();
                assertThat(found.render(Locale.JAPANESE)).as("seed %d", seed).isNotBlank();
                found.problems().forEach(problem -> codes.add(problem.code().code()));
            } catch (RuntimeException broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
        assertThat(read).as("manifests that stayed sound").isBetween(100, 1_500);
        assertThat(codes).as("kinds of problems met").hasSizeGreaterThan(15);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static String damage(String text, Random random) {
        var damaged = text;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damaged = random.nextInt(3) == 0 ? lines(damaged, random) : characters(damaged, random);
        }
        return damaged;
    }

    private static String characters(String text, Random random) {
        var at = random.nextInt(text.length());
        var end = Math.min(text.length(), at + random.nextInt(4));
        var debris = random.nextBoolean() ? DEBRIS.get(random.nextInt(DEBRIS.size())) : "";
        return text.substring(0, at) + debris + text.substring(end);
    }

    private static String lines(String text, Random random) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        var one = lines.remove(random.nextInt(lines.size()));
        if (random.nextBoolean()) {
            lines.add(random.nextInt(lines.size() + 1), one);
            lines.add(random.nextInt(lines.size() + 1), one);
        }
        return String.join("\n", lines) + "\n";
    }
}
