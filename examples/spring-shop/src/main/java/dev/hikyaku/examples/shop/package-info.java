/// A small shop with customers. Each of its transactions also writes what shall happen in Salesforce.
@NullMarked
package dev.hikyaku.examples.shop;

import org.jspecify.annotations.NullMarked;
