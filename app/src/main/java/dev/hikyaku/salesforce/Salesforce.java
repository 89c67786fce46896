package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.query.Query;
import dev.hikyaku.salesforce.query.Slices;
import dev.hikyaku.salesforce.wire.Failures;
import dev.hikyaku.salesforce.wire.RecordId;
import dev.hikyaku.salesforce.wire.Tokens;
import dev.hikyaku.salesforce.wire.Transport;
import dev.hikyaku.salesforce.wire.Wire;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One Salesforce org, spoken to with one user's rights. Safe for many threads; calls block, so use virtual
/// threads.
///
/// The calls of this class only read: *idempotent*, asked up to three times when Salesforce is unavailable or
/// does not answer, and a crash around them means nothing. All throw [SalesforceException].
public final class Salesforce implements AutoCloseable {

    private static final Failures FAILURES = new SalesforceException.Making();

    private final Transport transport;
    private final Tokens tokens;
    private final Wire wire;
    private volatile Limits.@Nullable ApiUsage usage;

    private Salesforce(SalesforceSettings settings, Transport transport, Tokens tokens) {
        this.transport = transport;
        this.tokens = tokens;
        this.wire = new Wire(settings.voice(), tokens, transport, FAILURES, this::noteUsage);
    }

    /// Asks for a token and so proves that the org can be reached.
    ///
    /// @throws SalesforceException.AuthenticationFailed when Salesforce refuses the credential
    /// @throws SalesforceException.Unreachable when there is no connection
    public static Salesforce connect(SalesforceSettings settings) {
        return connect(settings, Transport.Backoff.exponential(), Clock.systemUTC());
    }

    static Salesforce connect(SalesforceSettings settings, Transport.Backoff backoff, Clock clock) {
        var transport = new Transport(settings.patience(), FAILURES, backoff);
        try {
            var tokens = new Tokens(settings.grant(), transport, FAILURES, clock);
            transport.patiently(tokens::current);
            return new Salesforce(settings, transport, tokens);
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /// The org and user as the newest token told; asks nothing.
    public Org org() {
        var session = tokens.current();
        return new Org(session.orgId(), session.userId(), session.instanceUrl());
    }

    /// What the object looks like to this user. An unknown object is [SalesforceException.NotFound].
    public ObjectDescription describe(String object) {
        return ObjectDescription.of(wire.getDated(description(object)));
    }

    /// The same, but a small answer when nothing changed: empty means that the previous description still
    /// holds. Salesforce speaks of changes of the metadata; whether a change of this user's rights counts is
    /// not documented, so describe anew now and then. Source: REST API Developer Guide, Get Object Metadata
    /// Changes.
    public Optional<ObjectDescription> describeIfChanged(String object, ObjectDescription previous) {
        var since = previous.asOf();
        return since == null
                ? Optional.of(describe(object))
                : wire.getIfChanged(description(object), since).map(ObjectDescription::of);
    }

    private static String description(String object) {
        return "/sobjects/" + BulkJobSpec.apiName("object", object) + "/describe";
    }

    /// What the org may still do. Needs the right "View Setup and Configuration".
    public Limits limits() {
        return Limits.of(wire.get("/limits").json());
    }

    /// API calls of the org as the last answer told; asks nothing. Empty until an answer told it.
    public Optional<Limits.ApiUsage> apiUsage() {
        return Optional.ofNullable(usage);
    }

    /// All rows of a SOQL query, following its pages, in memory. Salesforce refuses addresses above 16,384
    /// bytes (414).
    ///
    /// Values are text as Salesforce wrote it; a parent's field is named `Account.Name`, a missing parent gives
    /// `Account` with null.
    public List<Map<String, @Nullable String>> query(String soql) {
        return new Query(wire).rows("/query", soql);
    }

    /// Like [#query(String)], with the records in the recycle bin and those that were merged away.
    public List<Map<String, @Nullable String>> queryAll(String soql) {
        return new Query(wire).rows("/queryAll", soql);
    }

    /// The records whose external id is one of the values, in no order; a value nobody has gives no row. As many
    /// questions as the addresses need.
    ///
    /// Salesforce compares texts without regard to case, unless the field is case-sensitive, and writes numbers
    /// its own way: match the rows accordingly.
    ///
    /// @param object what [#describe(String)] told; says whether the field is a number
    /// @param field API name of the external id, always the first column of the rows
    /// @param columns further API names, such as `Email` or `Account.Name`
    public List<Map<String, @Nullable String>> byExternalId(
            ObjectDescription object, String field, Collection<String> values, List<String> columns) {
        var number = object.field(field)
                .map(ObjectDescription.FieldDescription::number)
                .orElse(false);
        return new Query(wire)
                .rows(
                        "/query",
                        number
                                ? Slices.ofNumbers(object.name(), field, values, columns)
                                : Slices.ofTexts(object.name(), field, values, columns));
    }

    /// The records with these ids that are not deleted, in no order, with the column `Id`.
    public List<Map<String, @Nullable String>> byId(String object, Collection<String> ids, List<String> columns) {
        return new Query(wire).rows("/query", Slices.ofTexts(object, "Id", ids, columns));
    }

    /// The records with these ids in a field, with those in the recycle bin and those that were merged away.
    ///
    /// @param field API name of `Id` or of a reference, always the first column of the rows
    public List<Map<String, @Nullable String>> withDeleted(
            String object, String field, Collection<String> ids, List<String> columns) {
        return new Query(wire).rows("/queryAll", Slices.ofTexts(object, field, ids, columns));
    }

    /// The low-latency lane, for up to 200 rows a call.
    public Collections collections() {
        return new Collections(wire);
    }

    /// The bulk lane.
    public BulkIngest bulk() {
        return new BulkIngest(wire);
    }

    /// Drops all connections; calls under way end with an exception.
    @Override
    public void close() {
        transport.close();
    }

    /// The 18-character form of a record id: the last three tell the case of the first fifteen.
    ///
    /// @throws IllegalArgumentException when it is no id
    public static String id18(String id) {
        return RecordId.eighteen(id);
    }

    private void noteUsage(String limitInfo) {
        Limits.ApiUsage.parse(limitInfo).ifPresent(told -> usage = told);
    }
}
