import Foundation
import TestSupport

/// A wall clock that a test sets, for programs that it starts: they see the time of the machine, moved by any number of
/// seconds, while all clocks that only run go on as they are. Debian's libfaketime moves those as well as soon as anything
/// sleeps until a time of theirs, which would hide what is looked for.
struct FakeClock {
    private let folder: TemporaryDirectory

    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>

        static long offset(void) {
            long seconds = 0;
            FILE *file = fopen(getenv("FAKE_CLOCK"), "re");
            if (file) {
                if (fscanf(file, "%ld", &seconds) != 1) seconds = 0;
                fclose(file);
            }
            return seconds;
        }

        int clock_gettime(clockid_t id, struct timespec *now) {
            int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(id, now);
            if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += offset();
            return result;
        }

        int gettimeofday(struct timeval *restrict now, void *restrict zone) {
            struct timespec time;
            (void)zone;
            int result = clock_gettime(CLOCK_REALTIME, &time);
            now->tv_sec = time.tv_sec;
            now->tv_usec = time.tv_nsec / 1000;
            return result;
        }

        time_t time(time_t *now) {
            struct timespec time;
            clock_gettime(CLOCK_REALTIME, &time);
            if (now) *now = time.tv_sec;
            return time.tv_sec;
        }
        """

    init() async throws {
        folder = try TemporaryDirectory()
        let source = try folder.write(Self.source, to: "clock.c")
        let compiled = try await Program.run(
            "/usr/bin/gcc",
            ["-shared", "-fPIC", "-o", folder.path("clock.so"), source, "-ldl"],
            in: folder
        )
        guard compiled.status == 0 else { throw CompileError(text: compiled.errors) }
        try move(by: .zero)
    }

    struct CompileError: Error {
        let text: String
    }

    /// From now on the programs see the machine's time and this.
    func move(by offset: Duration) throws {
        // Whole at once: it is read at any instant.
        try folder.write("\(offset.components.seconds)\n", to: "offset.new")
        let status = unsafe rename(folder.path("offset.new"), folder.path("offset"))
        guard status == 0 else { throw POSIXError(.EIO) }
    }

    /// For the programs that live by it.
    var environment: [String: String] {
        ["LD_PRELOAD": folder.path("clock.so"), "FAKE_CLOCK": folder.path("offset")]
    }
}
