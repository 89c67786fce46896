package dev.hikyaku.lambda;

import dev.hikyaku.simulators.rdsdata.RdsDataOptions;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// The function in a process of its own, inside AWS's own runtime interface client.
final class Function implements AutoCloseable {
    private final RuntimeApi api;
    private final Process process;

    Function(Path folder, URI dataApi, Map<String, String> environment) throws IOException {
        api = new RuntimeApi();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "dev.hikyaku.lambda.Handler::handleRequest");
        builder.redirectErrorStream(true).redirectOutput(Redirect.to(new File(folder.toFile(), "function.log")));
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME", "hikyaku",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_REGION", "ap-northeast-1",
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_ENDPOINT_URL_RDS_DATA", dataApi.toString(),
                        "HIKYAKU_CLUSTER_ARN", RdsDataOptions.CLUSTER,
                        "HIKYAKU_SECRET_ARN", RdsDataOptions.SECRET));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    String invoke(String event) throws InterruptedException {
        return api.invoke(event);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        api.close();
    }
}
