-- What a day at the shop may bring: rows changed, rows gone, rows new.
UPDATE Customer SET Phone = '+420 2 0000 0000' WHERE CustomerId = 5;
UPDATE Employee SET ReportsTo = 6 WHERE EmployeeId = 5;

DELETE FROM InvoiceLine WHERE InvoiceId IN (SELECT InvoiceId FROM Invoice WHERE CustomerId = 59);
DELETE FROM Invoice WHERE CustomerId = 59;
DELETE FROM Customer WHERE CustomerId = 59;

INSERT INTO Customer (CustomerId, FirstName, LastName, Email, SupportRepId)
VALUES (60, 'Hana', 'Mori', 'hana@example.jp', 5);
INSERT INTO Invoice (InvoiceId, CustomerId, InvoiceDate, Total) VALUES (413, 60, '2026-01-05', 1.98);
INSERT INTO InvoiceLine (InvoiceLineId, InvoiceId, TrackId, UnitPrice, Quantity)
VALUES (2241, 413, 1, 0.99, 1), (2242, 413, 2, 0.99, 1);
