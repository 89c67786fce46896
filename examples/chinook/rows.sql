-- Every row that is carried, and its parent: what judge.mjs holds the org against.
SELECT 'Employee__c', EmployeeId, 'Employee__c', ReportsTo FROM Employee
UNION ALL SELECT 'Contact', CustomerId, 'Employee__c', SupportRepId FROM Customer
UNION ALL SELECT 'Invoice__c', InvoiceId, 'Contact', CustomerId FROM Invoice
UNION ALL SELECT 'InvoiceLine__c', InvoiceLineId, 'Invoice__c', InvoiceId FROM InvoiceLine;
