/* SQLite for Swift: what it is told before anything of it is used. sqlite3_config is variadic, and Swift calls no
 * variadic function of C. https://www.sqlite.org/c3ref/config.html */
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

/* SQLite keeps no account of its memory: with it every allocation and every free of every thread waits for one lock.
 * SQLITE_MISUSE, and nothing changes, once a connection was opened. */
static inline int csqlite_stop_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
