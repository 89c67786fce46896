package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.Work;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The application's database and the org of one run, each connected when it is first needed.
final class Systems implements Work.Descriptions, AutoCloseable {
    private final Project project;
    private final Map<String, ObjectDescription> descriptions = new HashMap<>();
    private @Nullable ApplicationDatabase application;
    private @Nullable Salesforce salesforce;
    private boolean wasLetIn;

    Systems(Project project) {
        this.project = project;
    }

    synchronized ApplicationDatabase application() {
        var open = application;
        if (open == null) {
            open = project.openApplication();
            application = open;
        }
        return open;
    }

    synchronized Salesforce salesforce() {
        var connected = salesforce;
        if (connected == null) {
            connected = project.connectSalesforce();
            salesforce = connected;
        }
        return connected;
    }

    @Override
    public synchronized ObjectDescription apply(String object) {
        var known = descriptions.get(object);
        if (known == null) {
            known = salesforce().describe(object);
            descriptions.put(object, known);
            wasLetIn = true;
        }
        return known;
    }

    @Override
    public synchronized void forget(String object) {
        descriptions.remove(object);
    }

    /// Whether Salesforce answered a question of this run.
    synchronized boolean wasLetIn() {
        return wasLetIn;
    }

    @Override
    public synchronized void close() {
        if (application != null) {
            application.close();
        }
        if (salesforce != null) {
            salesforce.close();
        }
    }
}
