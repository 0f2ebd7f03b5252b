/* Linux calls that glibc's Swift module does not show, because they need _GNU_SOURCE. One function per meaning. */
#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>

/* renameat2(2) with RENAME_NOREPLACE: 0, or -1 with errno; EEXIST when the target is taken. */
int clinux_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to);

/* Is nobody writing to the open file? fcntl(2), F_SETLEASE with F_RDLCK, released at once.
 * 1: nobody. 0: somebody. -1: the kernel cannot tell here. */
int clinux_nobody_writes(int file);

/* The first byte of the open file for which there is no data, by lseek(2) with SEEK_DATA and SEEK_HOLE; `size` where
 * there is none, also where the file system does not tell. */
int64_t clinux_first_hole(int file, int64_t size);

/* What the open file lies on: type and id of statfs(2), and whether it is the root of a mount, by statx(2).
 * 0, or -1 with errno. */
int clinux_file_system(int file, uint64_t *type, uint64_t *id, int *is_mount);

/* A file without a name in `folder`, open for reading and writing, gone when it is closed (open(2), O_TMPFILE).
 * The handle, or -1 with errno. */
int clinux_temporary_file(const char *folder);

/* syncfs(2): everything written to the file system of an open file is on the disk when it returns 0. */
int clinux_syncfs(int file);

/* eventfd(2), non-blocking: a handle that poll(2) reports as readable once something was written to it. */
int clinux_event(void);

/* Does something keep the clock of this machine right? adjtimex(2), which changes nothing when nothing is asked for.
 * 1: yes. 0: no. -1: the kernel does not tell, as in most containers. */
int clinux_clock_is_synchronised(void);

#endif
