package dev.hikyaku.simulators.salesforce.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a quick look at a CSV's bytes tells.
///
/// @param endsAsDeclared whether every row ends as the job says; line breaks inside quotes are not row ends
/// @param isRegular whether every row plainly has as many cells as the first; when not, a parser has to look closer
record CsvShape(boolean endsAsDeclared, boolean isRegular) {

    static CsvShape of(Path file, byte delimiter, boolean crlf) throws IOException {
        var scan = new Scan(delimiter, crlf);
        var chunk = new byte[1 << 16];
        try (var stream = Files.newInputStream(file)) {
            for (var got = stream.read(chunk); got >= 0 && scan.endsAsDeclared; got = stream.read(chunk)) {
                scan.look(chunk, got);
            }
        }
        return scan.end();
    }

    private static final class Scan {
        private final byte delimiter;
        private final boolean crlf;
        private boolean endsAsDeclared = true;
        private boolean regular = true;
        private boolean quoted;
        private byte before = '\n';
        private int separators;
        private int wanted = -1;

        Scan(byte delimiter, boolean crlf) {
            this.delimiter = delimiter;
            this.crlf = crlf;
        }

        void look(byte[] chunk, int length) {
            for (var at = 0; at < length; at++) {
                var letter = chunk[at];
                if (letter == '"') {
                    quote();
                } else if (!quoted) {
                    outside(letter);
                }
                before = letter;
            }
        }

        private void quote() {
            // a quote in the middle of a bare cell is for the parser to judge
            regular &= quoted || before == delimiter || before == '\n' || before == '"';
            quoted = !quoted;
        }

        private void outside(byte letter) {
            if (letter == delimiter) {
                separators++;
            } else if (letter == '\n') {
                endsAsDeclared &= crlf == (before == '\r');
                endOfRow();
            } else if (letter == '\r') {
                regular &= crlf;
            } else if (before == '"') {
                regular = false;
            }
        }

        private void endOfRow() {
            wanted = wanted < 0 ? separators : wanted;
            regular &= separators == wanted && before != '\n';
            separators = 0;
        }

        CsvShape end() {
            var open = before != '\n';
            regular &= !quoted && (!open || separators == wanted);
            return new CsvShape(endsAsDeclared, regular);
        }
    }
}
