import Foundation
import Glibc

/// Writes the lines of its input as they come, each with ` slowness=N` behind it: how many times longer than usual the same
/// arithmetic took at its slowest beat of the last 50 ms.
///
/// For what a virtual machine does not see otherwise: when its host runs it at a tenth of its pace for a while, no time is
/// stolen and nothing else ran. Time is the thread's own, so that being preempted by what is measured is no slowness.
@main
struct Pulse {
    private static let beats = 25
    private static let pause: Int32 = 2

    static func main() {
        var usual = [Double](repeating: 0, count: 250).map { _ in
            usleep(UInt32(pause) * 1000)
            return beat()
        }
        usual.sort()
        let median = usual[usual.count / 2]
        var recent = [Double](repeating: median, count: beats)
        var count = 0
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let ready = poll(&input, 1, pause)
            recent[count % beats] = beat()
            count += 1
            guard ready > 0 else { continue }
            let length = read(STDIN_FILENO, &bytes, bytes.count)
            guard length > 0 else { return }
            let slowness = String(format: " slowness=%.1f\n", (recent.max() ?? median) / median)
            let text = String(decoding: bytes[..<length], as: UTF8.self).replacing("\n", with: slowness)
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }

    /// - Returns: Seconds of processor time; some fifty microseconds at a usual pace.
    private static func beat() -> Double {
        let start = processorTime()
        var sum: UInt64 = 1
        for step in 0..<UInt64(40_000) { sum = (sum ^ step) &* 0x9E37_79B9_7F4A_7C15 }
        // Never so, which the compiler does not know.
        if sum == 0 { print() }
        return processorTime() - start
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
