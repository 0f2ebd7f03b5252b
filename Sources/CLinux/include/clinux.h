/* Linux calls that glibc's Swift module does not show, because they need _GNU_SOURCE. One function per meaning. */
#ifndef CLINUX_H
#define CLINUX_H

/* renameat2(2) with RENAME_NOREPLACE: 0, or -1 with errno; EEXIST when the target is taken. */
int clinux_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to);

/* Is nobody writing to the open file? fcntl(2), F_SETLEASE with F_RDLCK, released at once.
 * 1: nobody. 0: somebody. -1: the kernel cannot tell here. */
int clinux_nobody_writes(int file);

/* 1 when the file system of an open file is on this machine, so that a read lease sees every writer (statfs(2)). */
int clinux_is_local(int file);

/* syncfs(2): everything written to the file system of an open file is on the disk when it returns 0. */
int clinux_syncfs(int file);

/* eventfd(2), non-blocking: a handle that poll(2) reports as readable once something was written to it. */
int clinux_event(void);

#endif
