package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Listed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;

/// A whole list as one CSV file, with the columns of the REST interface: it goes out page by page, so that its length
/// does not matter. It begins with a byte order mark, without which Excel does not read UTF-8.
public final class Download {
    private Download() {}

    /// A list of rows that is read page by page.
    public interface Rows<T> {
        /// The rows behind the ones before.
        Page<T> page(Page.Wanted wanted);
    }

    /// Deliveries of a run.
    ///
    /// @param name of the file, without its ending
    /// @throws IOException when nobody takes it any more
    public static void deliveries(HttpServletResponse response, String name, Rows<DeliveryStory.Told> rows)
            throws IOException {
        new File<>(DeliveryLine.class, DeliveryLine::of).send(response, name, rows);
    }

    /// Changes of a sync.
    ///
    /// @param name of the file, without its ending
    /// @throws IOException when nobody takes it any more
    public static void changes(HttpServletResponse response, String name, Rows<ChangeList.Line> rows)
            throws IOException {
        new File<>(Listed.class, Listed::of).send(response, name, rows);
    }

    private record File<T, R extends Record>(Class<R> columns, Function<T, R> line) {
        /// The first page is read before anything is written: what can't be answered is said on a page.
        void send(HttpServletResponse response, String name, Rows<T> rows) throws IOException {
            var page = rows.page(Page.Wanted.first(Page.MOST));
            response.setContentType("text/csv");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
            var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            out.write(Csv.markedHeader(columns));
            out.write(text(page));
            for (var next = page.next(); next != null; next = page.next()) {
                page = rows.page(new Page.Wanted(next, Page.MOST));
                out.write(text(page));
            }
            out.flush();
        }

        private String text(Page<T> page) {
            return Csv.lines(columns, page.items().stream().map(line).toList());
        }
    }
}
