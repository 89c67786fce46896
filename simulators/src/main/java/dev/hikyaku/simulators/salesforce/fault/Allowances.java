package dev.hikyaku.simulators.salesforce.fault;

/// How much the org may use; can be lowered and raised while the simulator runs.
public final class Allowances {
    private volatile int apiCalls;
    private volatile int bulkBatches;

    /// @param apiCalls REST calls in all
    /// @param bulkBatches internal batches of bulk jobs in all
    public Allowances(int apiCalls, int bulkBatches) {
        this.apiCalls = apiCalls;
        this.bulkBatches = bulkBatches;
    }

    /// REST calls that may be made in all.
    public int apiCalls() {
        return apiCalls;
    }

    /// Internal batches that bulk jobs may use in all.
    public int bulkBatches() {
        return bulkBatches;
    }

    /// Sets how many REST calls may be made in all.
    public void setApiCalls(int most) {
        apiCalls = most;
    }

    /// Sets how many internal batches bulk jobs may use in all.
    public void setBulkBatches(int most) {
        bulkBatches = most;
    }
}
