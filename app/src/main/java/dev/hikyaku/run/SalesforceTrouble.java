package dev.hikyaku.run;

import dev.hikyaku.salesforce.SalesforceException;

/// Says what trouble with Salesforce means for a run, and whose turn it is.
final class SalesforceTrouble {
    private SalesforceTrouble() {}

    static String explain(SalesforceException trouble) {
        var told = trouble.getMessage();
        return switch (trouble) {
            case SalesforceException.Unreachable _ ->
                "HK2402  Salesforce can't be reached: " + told
                        + "\n   Nothing was sent by this call; all changes wait in the ledger."
                        + "\n   fix: check HIKYAKU_SALESFORCE_LOGIN and the network, then run again";
            case SalesforceException.AuthenticationFailed _ ->
                "HK2403  Salesforce does not let us in: " + told
                        + "\n   whose turn: the Salesforce admin, or whoever keeps the credentials"
                        + "\n   fix: check HIKYAKU_SALESFORCE_CLIENT_ID and the secret or key, then run again";
            case SalesforceException.LimitExceeded _ ->
                "HK2404  the org's allowance is used up: " + told
                        + "\n   All changes wait; the allowance comes back by itself within 24 hours. Run again later.";
            case SalesforceException.Unavailable _ ->
                "HK2405  Salesforce is not available now: " + told + "\n   All changes are stored; run again later.";
            case SalesforceException.NoAnswer _ ->
                "HK2406  Salesforce did not answer: " + told
                        + "\n   Whether it acted is asked for by the next run before anything is sent again.";
            case SalesforceException.NotFound _, SalesforceException.InvalidJobState _, SalesforceException.Refused _ ->
                "HK2407  Salesforce refuses: " + told + "\n   whose turn: the Salesforce admin";
        };
    }
}
