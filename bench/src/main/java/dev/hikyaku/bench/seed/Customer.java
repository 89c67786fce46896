package dev.hikyaku.bench.seed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A row of the application's table on its way to the CSV.
record Customer(List<String> cells) {
    static final String COLUMNS = "id, last_name, first_name, email, phone, city, plan, points, joined, note";
    static final String HEADER =
            "AppId__c,LastName,FirstName,Email,Phone,MailingCity,Plan__c,Points__c,Joined__c,Description";

    static Customer of(ResultSet row) throws SQLException {
        var cells = new ArrayList<String>(10);
        for (int i = 1; i <= 10; i++) {
            cells.add(row.getString(i));
        }
        return new Customer(cells);
    }

    /// A line of CSV. The article's writer escapes nothing; then a comma in a note would end the race.
    String line() {
        var line = new StringBuilder(200);
        for (var cell : cells) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0) {
                line.append(cell);
            } else {
                line.append('"').append(cell.replace("\"", "\"\"")).append('"');
            }
        }
        return line.toString();
    }
}
