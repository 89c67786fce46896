-- The four tables of examples/chinook in the shape of the Chinook database, with rows of our own.
CREATE TABLE `Employee` (
    `EmployeeId` INT NOT NULL PRIMARY KEY,
    `LastName` NVARCHAR(20) NOT NULL,
    `FirstName` NVARCHAR(20) NOT NULL,
    `Title` NVARCHAR(30),
    `ReportsTo` INT,
    `BirthDate` DATETIME,
    `HireDate` DATETIME,
    `Address` NVARCHAR(70),
    `City` NVARCHAR(40),
    `State` NVARCHAR(40),
    `Country` NVARCHAR(40),
    `PostalCode` NVARCHAR(10),
    `Phone` NVARCHAR(24),
    `Fax` NVARCHAR(24),
    `Email` NVARCHAR(60),
    CONSTRAINT `FK_EmployeeReportsTo` FOREIGN KEY (`ReportsTo`) REFERENCES `Employee` (`EmployeeId`)
);
CREATE TABLE `Customer` (
    `CustomerId` INT NOT NULL PRIMARY KEY,
    `FirstName` NVARCHAR(40) NOT NULL,
    `LastName` NVARCHAR(20) NOT NULL,
    `Company` NVARCHAR(80),
    `Address` NVARCHAR(70),
    `City` NVARCHAR(40),
    `State` NVARCHAR(40),
    `Country` NVARCHAR(40),
    `PostalCode` NVARCHAR(10),
    `Phone` NVARCHAR(24),
    `Fax` NVARCHAR(24),
    `Email` NVARCHAR(60) NOT NULL,
    `SupportRepId` INT,
    CONSTRAINT `FK_CustomerSupportRepId` FOREIGN KEY (`SupportRepId`) REFERENCES `Employee` (`EmployeeId`)
);
CREATE TABLE `Invoice` (
    `InvoiceId` INT NOT NULL PRIMARY KEY,
    `CustomerId` INT NOT NULL,
    `InvoiceDate` DATETIME NOT NULL,
    `BillingAddress` NVARCHAR(70),
    `BillingCity` NVARCHAR(40),
    `BillingState` NVARCHAR(40),
    `BillingCountry` NVARCHAR(40),
    `BillingPostalCode` NVARCHAR(10),
    `Total` NUMERIC(10,2) NOT NULL,
    CONSTRAINT `FK_InvoiceCustomerId` FOREIGN KEY (`CustomerId`) REFERENCES `Customer` (`CustomerId`)
);
CREATE TABLE `InvoiceLine` (
    `InvoiceLineId` INT NOT NULL PRIMARY KEY,
    `InvoiceId` INT NOT NULL,
    `TrackId` INT NOT NULL,
    `UnitPrice` NUMERIC(10,2) NOT NULL,
    `Quantity` INT NOT NULL,
    CONSTRAINT `FK_InvoiceLineInvoiceId` FOREIGN KEY (`InvoiceId`) REFERENCES `Invoice` (`InvoiceId`)
);
-- The head has the largest number, so that an order by key alone would send the team before the boss.
INSERT INTO `Employee` (`EmployeeId`, `LastName`, `FirstName`, `Title`, `ReportsTo`, `BirthDate`, `HireDate`, `City`, `Country`, `Phone`, `Email`) VALUES
    (12, N'青木', N'はる', N'店長', NULL, '1970-02-28', '2001-04-01', N'京都', N'日本', N'075-000-0012', N'haru@shop.example.jp'),
    (11, N'Baker', N'Ann', N'Sales Manager', 12, '1975-03-04', '2003-04-01', N'Osaka', N'Japan', N'06-0000-0011', N'ann@shop.example.jp'),
    (10, N'Cole', N'Bo', N'Stock Manager', 12, '1976-12-31', '2004-02-29', N'Osaka', N'Japan', N'06-0000-0010', N'bo@shop.example.jp'),
    (1, N'Dunn', N'Cy', N'Sales', 11, '1990-01-01', '2015-04-01', N'Osaka', N'Japan', NULL, N'cy@shop.example.jp'),
    (2, N'Endo', N'Di', N'Sales', 11, '1990-01-02', '2015-04-01', N'Osaka', N'Japan', NULL, N'di@shop.example.jp'),
    (3, N'Fuji', N'Ed', N'Sales', 11, '1990-01-03', '2015-04-01', N'Osaka', N'Japan', NULL, N'ed@shop.example.jp'),
    (4, N'Goto', N'Flo', N'Stock', 10, '1990-01-04', '2016-04-01', N'Kobe', N'Japan', NULL, N'flo@shop.example.jp'),
    (5, N'Hara', N'Gus', N'Stock', 10, '1990-01-05', '2016-04-01', N'Kobe', N'Japan', NULL, NULL),
    (6, N'Ito', N'Hal', N'Stock', 10, NULL, '2016-04-01', N'Kobe', N'Japan', NULL, NULL),
    (7, N'Jo', N'Ida', N'Sales', 11, '1991-01-07', '2017-04-01', N'Kobe', N'Japan', NULL, NULL),
    (8, N'Kato', N'Jun', N'Sales', 11, '1991-01-08', '2017-04-01', N'Nara', N'Japan', NULL, NULL),
    (9, N'Lee', N'Kai', N'Stock', 10, '1991-01-09', '2017-04-01', N'Nara', N'Japan', NULL, NULL);
INSERT INTO `Customer` (`CustomerId`, `FirstName`, `LastName`, `Company`, `Address`, `City`, `Country`, `PostalCode`, `Phone`, `Fax`, `Email`, `SupportRepId`) VALUES
    (1, N'Mia', N'Abe', N'Abe & Co., "Records"', N'1-2-3, Naka', N'Nagoya', N'Japan', N'460-0001', N'052-000-0001', NULL, N'mia@example.com', 1),
    (2, N'Nils', N'Åberg', NULL, N'Storgatan 2', N'Malmö', N'Sweden', N'211 20', N'+46 40 000 02', NULL, N'nils@example.com', 2),
    (3, N'Ona', N'Bell', NULL, N'3 High St\nUnit 3', N'Leeds', N'United Kingdom', N'LS1 1AA', NULL, NULL, N'ona@example.com', 3),
    (4, N'Pia', N'Chen', NULL, NULL, N'Taipei', N'Taiwan', NULL, NULL, NULL, N'pia@example.com', 1),
    (5, N'Quinn', N'Dietz', N'Dietz-Müller GmbH', NULL, N'Ulm', N'Germany', N'89073', NULL, NULL, N'quinn@example.com', 2),
    (6, N'Rei', N'Eto', NULL, NULL, N'Kyoto', N'Japan', NULL, NULL, NULL, N'rei@example.com', NULL),
    (7, N'Sol', N'Faro', NULL, NULL, N'Lisbon', N'Portugal', NULL, NULL, NULL, N'sol@example.com', 3),
    (8, N'Tai', N'Gray', NULL, NULL, N'Boston', N'USA', NULL, NULL, NULL, N'tai@example.com', 1),
    (9, N'Uma', N'Hill', NULL, NULL, N'Boston', N'USA', NULL, NULL, NULL, N'uma@example.com', 7),
    (10, N'Val', N'Ivey', NULL, NULL, N'Boston', N'USA', NULL, NULL, NULL, N'val@example.com', 8),
    (11, N'Wim', N'Jans', NULL, NULL, N'Ghent', N'Belgium', NULL, NULL, NULL, N'wim@example.com', 7),
    (12, N'Xia', N'Kim', NULL, NULL, N'Seoul', N'South Korea', NULL, NULL, NULL, N'xia@example.com', 8);
INSERT INTO `Invoice` (`InvoiceId`, `CustomerId`, `InvoiceDate`, `BillingCity`, `BillingCountry`, `Total`) VALUES
    (1, 12, '2021-01-15 00:00:00', N'Seoul', N'South Korea', 1.98),
    (2, 11, '2021-07-15 10:30:00', N'Ghent', N'Belgium', 0.99),
    (3, 10, '2021-07-16 10:30:00', N'Boston', N'USA', 0.99),
    (4, 9, '2021-07-17 10:30:00', N'Boston', N'USA', 0.99),
    (5, 8, '2021-07-18 10:30:00', N'Boston', N'USA', 0.99),
    (6, 7, '2021-07-19 10:30:00', N'Lisbon', N'Portugal', 0.99),
    (7, 6, '2021-07-20 10:30:00', N'Kyoto', N'Japan', 0.99),
    (8, 5, '2021-07-21 10:30:00', N'Ulm', N'Germany', 0.99),
    (9, 1, '2021-07-22 10:30:00', N'Nagoya', N'Japan', 0.99),
    (10, 1, '2021-07-23 10:30:00', N'Nagoya', N'Japan', 0.99),
    (11, 2, '2021-07-24 10:30:00', N'Malmö', N'Sweden', 0.00),
    (12, 3, '2021-07-25 10:30:00', N'Leeds', N'United Kingdom', 3.98);
INSERT INTO `InvoiceLine` (`InvoiceLineId`, `InvoiceId`, `TrackId`, `UnitPrice`, `Quantity`) VALUES
    (1, 12, 101, 1.99, 1),
    (2, 12, 102, 1.99, 1),
    (3, 1, 103, 0.99, 2),
    (4, 2, 104, 0.99, 1),
    (5, 3, 105, 0.99, 1),
    (6, 4, 106, 0.99, 1),
    (7, 5, 107, 0.99, 1),
    (8, 6, 108, 0.99, 1),
    (9, 7, 109, 0.99, 1),
    (10, 8, 110, 0.99, 1),
    (11, 9, 111, 0.99, 1),
    (12, 10, 112, 0.99, 1);
