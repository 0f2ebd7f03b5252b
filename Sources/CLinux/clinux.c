#define _GNU_SOURCE
#include "clinux.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <sys/vfs.h>
#include <unistd.h>

int clinux_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to) {
    return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

int clinux_nobody_writes(int file) {
    if (fcntl(file, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(file, F_SETLEASE, F_UNLCK);
        return 1;
    }
    return errno == EAGAIN ? 0 : -1;
}

int64_t clinux_first_hole(int file, int64_t size) {
    off_t data = lseek(file, 0, SEEK_DATA);
    off_t hole = data == 0 ? lseek(file, 0, SEEK_HOLE) : -1;
    int error = errno;
    lseek(file, 0, SEEK_SET);
    if (data > 0 || (data < 0 && error == ENXIO)) {
        return 0;
    }
    return hole >= 0 && hole < size ? hole : size;
}

int clinux_file_system(int file, uint64_t *type, uint64_t *id, int *is_mount) {
    struct statfs status;
    struct statx details;
    if (fstatfs(file, &status) != 0 || statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &details) != 0) {
        return -1;
    }
    *type = (uint32_t)status.f_type;
    memcpy(id, &status.f_fsid, sizeof *id);
    *is_mount = (details.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
    return 0;
}

int clinux_temporary_file(const char *folder) {
    return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

int clinux_syncfs(int file) {
    return syncfs(file);
}

int clinux_event(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

int clinux_clock_is_synchronised(void) {
    struct timex question = {.modes = 0};
    if (adjtimex(&question) < 0) {
        return -1;
    }
    return (question.status & STA_UNSYNC) == 0;
}
