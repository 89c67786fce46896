/// The contracts of runs, with a ledger in MariaDB.
@NullMarked
package dev.hikyaku.run.mariadb;

import org.jspecify.annotations.NullMarked;
