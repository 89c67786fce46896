package dev.hikyaku.bench.seed;

import dev.hikyaku.bench.wire.BulkWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.skip.NeverSkipItemSkipPolicy;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.ItemPreparedStatementSetter;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.builder.MultiResourceItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.MultiResourceItemWriterBuilder;
import org.springframework.batch.infrastructure.item.support.CompositeItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The three steps: reader, writer and chunk as in the article. Where the article has one CSV there are several here,
/// for Salesforce takes no file above 150 MB.
record SeedSteps(DataSource database, JobRepository repository, JdbcTransactionManager transactions, Path folder) {
    private static final int CHUNK = 100;
    private static final int ROWS_PER_FILE = 400_000;

    Step pre() throws Exception {
        var reader = new JdbcPagingItemReaderBuilder<Customer>()
                .name("customers")
                .dataSource(database)
                .selectClause(Customer.COLUMNS)
                .fromClause("customers")
                .whereClause("sync_state = 'waiting'")
                .sortKeys(Map.of("id", Order.ASCENDING))
                .pageSize(CHUNK)
                .rowMapper((row, _) -> Customer.of(row))
                .build();
        reader.afterPropertiesSet();
        var file = new FlatFileItemWriterBuilder<Customer>()
                .name("csv")
                .lineAggregator(Customer::line)
                .lineSeparator("\n")
                .headerCallback(out -> out.write(Customer.HEADER))
                .build();
        var writer = new MultiResourceItemWriterBuilder<Customer>()
                .name("csvs")
                .delegate(file)
                .itemCountLimitPerResource(ROWS_PER_FILE)
                .resource(new FileSystemResource(folder.resolve("rows.csv")))
                .build();
        return step("pre", reader, writer);
    }

    Step main(BulkWire wire) {
        return new StepBuilder("main", repository)
                .tasklet(
                        (_, _) -> {
                            for (var csv : files("rows.csv.")) {
                                var id = wire.upsert(csv);
                                for (var kind : BulkWire.RESULTS) {
                                    try (var result = wire.download(id, kind)) {
                                        Files.copy(result, folder.resolve(kind + "." + id));
                                    }
                                }
                            }
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }

    Step post() {
        var application = writer(
                "UPDATE customers SET salesforce_id = ?, sync_state = 'done' WHERE id = ?", (saved, statement) -> {
                    statement.setString(1, saved.remoteId());
                    statement.setInt(2, saved.id());
                });
        var results = writer(
                "INSERT INTO sync_result (customer_id, remote_id, outcome, at) VALUES (?, ?, ?, LOCALTIMESTAMP)",
                (saved, statement) -> {
                    statement.setInt(1, saved.id());
                    statement.setString(2, saved.remoteId());
                    statement.setString(3, saved.created().equals("true") ? "created" : "updated");
                });
        return step("post", savedRows(), new CompositeItemWriter<Saved>(List.of(application, results)));
    }

    /// The files appear while the job runs, so the reader asks for them when it is opened.
    private ItemStreamReader<Saved> savedRows() {
        var file = new FlatFileItemReaderBuilder<Saved>()
                .name("result")
                .linesToSkip(1)
                .encoding("UTF-8")
                .delimited(line -> line.includedFields(0, 1, 2).names("remoteId", "created", "id"))
                .fieldSetMapper(row ->
                        new Saved(String.valueOf(row.readString(0)), String.valueOf(row.readString(1)), row.readInt(2)))
                .build();
        var reader = new MultiResourceItemReaderBuilder<Saved>()
                .name("results")
                .delegate(file)
                .resources(new Resource[0])
                .build();
        return new LateFiles<>(reader, () -> files("successfulResults."));
    }

    private ItemWriter<Saved> writer(String statement, ItemPreparedStatementSetter<Saved> values) {
        var writer = new JdbcBatchItemWriterBuilder<Saved>()
                .dataSource(database)
                .sql(statement)
                .itemPreparedStatementSetter(values)
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private <T> Step step(String name, ItemReader<T> reader, ItemWriter<T> writer) {
        return new StepBuilder(name, repository)
                .<T, T>chunk(CHUNK)
                .reader(reader)
                .writer(writer)
                .transactionManager(transactions)
                .faultTolerant()
                .skipPolicy(new NeverSkipItemSkipPolicy())
                .build();
    }

    private List<Path> files(String beginning) {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
