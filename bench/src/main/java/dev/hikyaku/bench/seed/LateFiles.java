package dev.hikyaku.bench.seed;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.file.MultiResourceItemReader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Reads files that an earlier step wrote.
record LateFiles<T>(MultiResourceItemReader<T> reader, Supplier<List<Path>> files) implements ItemStreamReader<T> {
    @Override
    public void open(ExecutionContext context) {
        reader.setResources(files.get().stream().map(FileSystemResource::new).toArray(Resource[]::new));
        reader.open(context);
    }

    @Override
    public void update(ExecutionContext context) {
        reader.update(context);
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public @Nullable T read() throws Exception {
        return reader.read();
    }
}
