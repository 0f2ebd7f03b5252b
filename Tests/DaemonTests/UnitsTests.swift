import Settings
import Testing

@Suite struct UnitsTests {
    @Test(arguments: [
        ("1ms", Duration.milliseconds(1)), ("500ms", .milliseconds(500)), ("2s", .seconds(2)), ("60s", .seconds(60)),
        ("15m", .seconds(900)), ("6h", .seconds(21_600)), ("30d", .seconds(2_592_000)),
        // A month counts 30 days.
        ("1mo", .seconds(2_592_000)), ("24mo", .seconds(62_208_000)),
        ("999999999d", .seconds(999_999_999 * 86_400)),
    ])
    func `a time is a number and its unit`(text: String, expected: Duration) {
        #expect(Units.duration(text) == expected)
    }

    @Test(arguments: [
        "", "s", "mo", "15", "0s", "-5s", "1.5h", "15 m", " 15m", "15m ", "15M", "15min", "1h30m", "1w", "1y", "0x10s",
        "1e3s", "9999999999s", "٥s", "∞s", "soon",
    ])
    func `what is no time is not guessed`(text: String) {
        #expect(Units.duration(text) == nil)
    }

    @Test(arguments: [
        ("1", 1), ("65536", 65_536), ("1KiB", 1024), ("64KiB", 65_536), ("64MiB", 67_108_864), ("1GiB", 1_073_741_824),
        ("999999999GiB", 999_999_999 << 30),
    ])
    func `a size is a number of bytes, or of a binary unit`(text: String, expected: Int) {
        #expect(Units.bytes(text) == expected)
    }

    @Test(arguments: [
        "", "KiB", "MiB", "0", "0MiB", "-1", "-1MiB", "1.5MiB", "64MB", "64M", "64 MiB", "64mib", "64kB", "1TiB",
        "9999999999", "٦٤MiB", "lots",
    ])
    func `what is no size is not guessed`(text: String) {
        #expect(Units.bytes(text) == nil)
    }
}
