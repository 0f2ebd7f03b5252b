/* posix_spawn(3) with what glibc's Swift module does not show: _GNU_SOURCE is needed for closing the rest. */
#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>

/* Starts `arguments[0]` in a process group of its own, with no signal blocked or ignored, with nothing open but /dev/null to
 * read from and the two files, which exist, to append to. Both lists end with a null pointer.
 * The process number in `pid`: 0, or the number of the error. */
int cspawn(pid_t *pid, char *const arguments[], char *const environment[], const char *output, const char *errors);

#endif
