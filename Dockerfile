# syntax=docker/dockerfile:1
# The image of Hikyaku and one project. Build the program first, so that the image holds what was tested:
#   ./hikyaku check && docker build --build-arg PROJECT=examples/kinto-push -t hikyaku .
ARG JDK=eclipse-temurin:25-jdk@sha256:97014c4b396021f9ddb7d592a7dbedb0c4e4215c29e03dc01c393558aefb71c2
ARG BASE=gcr.io/distroless/base-debian12:nonroot@sha256:0a0dc2036b7c56d1a9b6b3eed67a974b6d5410187b88cbd6f1ef305697210ee2

FROM ${JDK} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /build
RUN jlink --output /opt/java --no-header-files --no-man-pages --generate-cds-archive --add-modules \
    java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
COPY app/target/hikyaku-boot.jar .
RUN java -Djarmode=tools -jar hikyaku-boot.jar extract --layers --destination /layers \
    && mkdir /app /room /training \
    && cp -a /layers/dependencies/. /layers/application/. /app/
# A training run writes the cache that halves the start. It looks at paths and times of jars, which COPY keeps.
WORKDIR /training
RUN java=(/opt/java/bin/java -XX:+UseSerialGC -XX:AOTConfiguration=/training/hikyaku.conf) \
    && { "${java[@]}" -XX:AOTMode=record -jar /app/hikyaku-boot.jar demo --once || [[ $? == 10 ]]; } \
    && "${java[@]}" -XX:AOTMode=create -XX:AOTCache=/build/hikyaku.aot -jar /app/hikyaku-boot.jar

FROM ${BASE}
ARG PROJECT=examples/kinto-push
# Authorities of RDS, with which databases on AWS show who they are.
ADD --chmod=0444 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /app/rds-ca.pem
COPY --from=build /opt/java/ /opt/java/
COPY --from=build /layers/dependencies/ /app/
COPY --from=build /layers/application/ /app/
COPY --from=build /build/hikyaku.aot /app/hikyaku.aot
# All that may be written to; Fargate takes owner and rights of a volume from here.
COPY --from=build --chown=65532:65532 /room/ /var/hikyaku/
COPY LICENSE /app/LICENSE
COPY ${PROJECT}/ /project/
ENV HIKYAKU_WORK_DIR=/var/hikyaku/work
VOLUME ["/var/hikyaku", "/tmp"]
USER 65532:65532
WORKDIR /project
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 \
    CMD ["/opt/java/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/app/hikyaku-boot.jar", "dev.hikyaku.Health"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/app/hikyaku.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-Xlog:disable", "-Xlog:all=error:stderr", "-Dsun.net.inetaddr.ttl=5", "-jar", "/app/hikyaku-boot.jar"]
CMD ["serve"]
