package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--at URL`, for verbs that another Hikyaku can answer. The address holds no secret, and what leads beyond
/// this machine is encrypted.
public final class At {
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    @Option(names = "--at", paramLabel = "URL", descriptionKey = "desk")
    private @Nullable String url;

    /// Whether another Hikyaku answers.
    public boolean isFar() {
        return url != null;
    }

    /// Who answers.
    public Desk desk(RootVerb root) {
        return url == null ? new OwnDesk(root) : new FarDesk(root, new Far(address(root, url), root.words()));
    }

    private static URI address(RootVerb root, String text) {
        var words = root.words();
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException unreadable) {
            throw new Trouble.NotFound(words.say("far.url", "?"));
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new Trouble.NotFound(words.say("far.secret"));
        }
        var host = address.getHost();
        var isSafe = host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme())
                                && THIS_MACHINE.matcher(host).matches()));
        if (!isSafe) {
            throw new Trouble.NotFound(words.say("far.url", text));
        }
        return URI.create(text.endsWith("/") ? text : text + "/");
    }
}
