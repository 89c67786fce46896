/// How long the ledger takes to answer what pages and the REST interface ask, with millions of rows in it.
@NullMarked
package dev.hikyaku.bench.pages;

import org.jspecify.annotations.NullMarked;
